"""Titles of threads whose first post is not shown are hidden with it; propositions can be erased."""

from django.db import migrations, models
from django.db.models import F


def hide(apps, schema_editor):
    """What was hidden or withdrawn before: the title as the post."""
    thread = apps.get_model("discussion", "Thread")
    rows = thread.objects.filter(posts__number=1, posts__state__in=("hidden", "withdrawn"))
    rows = thread.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    rows.update(hidden_title=F("title"))
    rows.update(title="")


def show(apps, schema_editor):
    """Back again."""
    rows = apps.get_model("discussion", "Thread").objects.exclude(hidden_title="")
    rows.update(title=F("hidden_title"))


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0002_the_map_of_opinions"),
    ]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="hidden_title",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="proposition",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("published", "Published"),
                    ("refused", "Refused"),
                    ("erased", "Erased"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RunPython(hide, show),
    ]
