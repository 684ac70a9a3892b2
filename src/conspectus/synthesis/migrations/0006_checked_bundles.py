"""What the verifier has passed of a version's files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0005_the_life_of_a_paper")]

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
