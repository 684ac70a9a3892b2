"""What the verifier has passed of a version's files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0006_right_of_correction")]

    operations = [
        migrations.AddField(
            model_name="paperversion",
            name="checked",
            field=models.CharField(
                blank=True,
                help_text="Digest of the files that the verifier has passed.",
                max_length=64,
            ),
        ),
    ]
