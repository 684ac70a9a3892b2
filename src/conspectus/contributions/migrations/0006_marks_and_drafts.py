from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contributions", "0005_settled")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="drafts_kept",
            field=models.PositiveSmallIntegerField(default=30),
        ),
        migrations.AddField(
            model_name="version",
            name="touched",
            field=models.DateTimeField(auto_now=True, null=True),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="mark",
            field=models.CharField(blank=True, max_length=16),
        ),
    ]
