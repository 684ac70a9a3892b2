"""When sending a mail was tried last: the outbox says when it failed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0008_text_by_code_point")]

    operations = [
        migrations.AddField("mail", "tried", models.DateTimeField(blank=True, null=True)),
    ]
