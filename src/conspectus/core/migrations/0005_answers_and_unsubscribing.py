from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_search_index")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="answers",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="mail",
            name="unsubscribe",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
