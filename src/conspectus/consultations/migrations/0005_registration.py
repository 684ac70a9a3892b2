"""Registration for meetings, who may follow and speak, originals and translations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0004_minutes"),
        ("people", "0007_erasure_asked_for"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="admission",
            field=models.CharField(
                choices=[
                    ("everybody", "Everybody"),
                    ("registered", "Registered"),
                    ("members", "Members"),
                ],
                default="everybody",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="floor",
            field=models.CharField(
                blank=True,
                choices=[
                    ("everybody", "Everybody"),
                    ("invited", "Invited"),
                    ("members", "Members"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="transcript",
            name="translation_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="translations",
                to="consultations.transcript",
            ),
        ),
        migrations.CreateModel(
            name="RegistrationTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opens", models.DateTimeField(blank=True, null=True)),
                ("closes", models.DateTimeField(blank=True, null=True)),
                ("seats", models.PositiveIntegerField(blank=True, null=True)),
                ("remote_seats", models.PositiveIntegerField(blank=True, null=True)),
                ("lists", models.BooleanField(default=True)),
                ("figures", models.JSONField(blank=True, default=dict)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registration_terms",
                        to="consultations.meeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("name", models.CharField(max_length=200)),
                ("organisation", models.CharField(blank=True, max_length=300)),
                (
                    "capacity",
                    models.CharField(
                        choices=[("personal", "Personal"), ("organisation", "Organisation")],
                        default="personal",
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("room", "Room"), ("remote", "Remote")],
                        default="room",
                        max_length=6,
                    ),
                ),
                ("needs", models.TextField(blank=True)),
                ("listed", models.BooleanField(default=False)),
                ("language", models.CharField(default="en", max_length=12)),
                ("asked", models.DateTimeField()),
                ("confirmed", models.DateTimeField(blank=True, null=True)),
                ("placed", models.DateTimeField(blank=True, null=True)),
                ("cancelled", models.DateTimeField(blank=True, null=True)),
                ("came", models.BooleanField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.area",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.stakeholdergroup",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="consultations.meeting",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.area",
                    ),
                ),
            ],
            options={
                "ordering": ["asked", "id"],
                "indexes": [
                    models.Index(
                        fields=["meeting", "asked", "id"], name="consultatio_meeting_d9e4a4_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("cancelled__isnull", True), models.Q(("email", ""), _negated=True)
                        ),
                        fields=("meeting", "email"),
                        name="registered_once",
                    )
                ],
            },
        ),
    ]
