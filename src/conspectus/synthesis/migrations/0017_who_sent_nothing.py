"""Beside who states a view no more: who held it and sent nothing to the later paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0016_sources_of_any_kind")]

    operations = [
        migrations.AddField("viewchange", "absent", models.JSONField(blank=True, default=list))
    ]
