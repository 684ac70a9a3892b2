"""Whose words tell that a view of an earlier paper is held: erased ones tell it no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0018_contacts_of_joint_contributions")]

    operations = [migrations.AddField("kin", "sources", models.JSONField(blank=True, default=list))]
