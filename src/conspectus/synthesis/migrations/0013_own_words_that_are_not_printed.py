from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0012_translations_of_papers")]

    operations = [
        migrations.AlterField(
            model_name="reply",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "None"),
                    ("changed", "Changed"),
                    ("kept", "Kept"),
                    ("done", "Done"),
                    ("stopped", "Stopped"),
                ],
                default="",
                max_length=8,
            ),
        ),
    ]
