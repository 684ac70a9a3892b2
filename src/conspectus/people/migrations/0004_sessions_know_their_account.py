import django.db.models.deletion
from django.conf import settings
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.db import migrations, models


def keep_sessions(apps, _schema):
    """Who is signed in stays so."""
    accounts = set(apps.get_model("people", "Account").objects.values_list("pk", flat=True))
    model = apps.get_model("people", "AccountSession")
    for old in apps.get_model("sessions", "Session").objects.iterator():
        try:
            data = signing.loads(
                old.session_data,
                salt="django.contrib.sessions.SessionStore",
                serializer=JSONSerializer,
            )
        except signing.BadSignature:
            continue
        account = int(data.get("_auth_user_id", 0))
        model.objects.create(
            session_key=old.session_key,
            session_data=old.session_data,
            expire_date=old.expire_date,
            account_id=account if account in accounts else None,
        )
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0003_former_addresses"), ("sessions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="AccountSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("browser", models.CharField(blank=True, max_length=60)),
                ("since", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "since"], name="people_acco_account_93b084_idx")
                ],
            },
        ),
        migrations.RunPython(keep_sessions, migrations.RunPython.noop),
    ]
