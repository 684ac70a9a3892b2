"""An address confirms one registration; captions say their language; queues keep totals."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0006_words_of_a_group"),
        ("people", "0007_erasure_asked_for"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="registration",
            name="registered_once",
        ),
        migrations.AddField(
            model_name="caption",
            name="language",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="speakingqueue",
            name="totals",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="queuechange",
            name="at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("cancelled__isnull", True),
                    ("confirmed__isnull", False),
                    models.Q(("email", ""), _negated=True),
                ),
                fields=("meeting", "email"),
                name="registered_once",
            ),
        ),
    ]
