"""A contact may speak for a joint contribution, by the name under which papers cite it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0017_who_sent_nothing")]

    operations = [
        migrations.AddField("contact", "joint", models.CharField(blank=True, max_length=500))
    ]
