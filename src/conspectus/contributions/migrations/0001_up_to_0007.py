"""What the migrations up to 0007 make, in one: a new database needs no history of ours."""

import conspectus.core.text
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("contributions", "0001_initial"),
        ("contributions", "0002_register_entries"),
        ("contributions", "0003_group_questions"),
        ("contributions", "0004_closed_files"),
        ("contributions", "0005_settled"),
        ("contributions", "0006_marks_and_drafts"),
        ("contributions", "0007_persons_on_the_desk"),
    ]

    dependencies = [
        ("core", "0004_search_index"),
        ("forums", "0001_initial"),
        ("people", "0002_area_alpha3"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("titles", conspectus.core.text.TextInLanguages(blank=True, default=dict)),
                ("texts", conspectus.core.text.TextInLanguages(blank=True, default=dict)),
                ("languages", models.JSONField(default=list)),
                ("licence", models.CharField(default="CC BY 4.0", max_length=100)),
                ("consents", conspectus.core.text.TextInLanguages(blank=True, default=dict)),
                (
                    "publish_default",
                    models.CharField(
                        choices=[
                            ("named", "Named"),
                            ("without name", "Without Name"),
                            ("not published", "Not Published"),
                        ],
                        default="named",
                        max_length=14,
                    ),
                ),
                ("asks_stance", models.BooleanField(default=False)),
                ("drafts_kept", models.PositiveSmallIntegerField(default=30)),
                ("published", models.DateTimeField(blank=True, null=True)),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="forums.cycle",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(blank=True, related_name="calls", to="forums.theme"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "slug"), name="call_slug")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("received", "Received"),
                            ("needs attention", "Needs Attention"),
                            ("published", "Published"),
                            ("not published", "Not Published"),
                            ("withdrawn", "Withdrawn"),
                            ("duplicate", "Duplicate"),
                            ("merged", "Merged"),
                            ("refused", "Refused"),
                            ("erased", "Erased"),
                        ],
                        default="draft",
                        max_length=16,
                    ),
                ),
                ("late", models.BooleanField(default=False)),
                (
                    "via",
                    models.CharField(
                        choices=[("form", "Form"), ("import", "Import"), ("mail", "Mail")],
                        default="form",
                        max_length=8,
                    ),
                ),
                ("received", models.DateTimeField(blank=True, null=True)),
                ("published", models.DateTimeField(blank=True, null=True)),
                ("withdrawn", models.DateTimeField(blank=True, null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("email_verified", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(max_length=64, unique=True)),
                ("token", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("source_ref", models.CharField(blank=True, max_length=80)),
                (
                    "refusal",
                    models.CharField(blank=True, help_text="From the public list.", max_length=40),
                ),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="contributions.call",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="forums.cycle",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="contributions.contribution",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["cycle", "state", "number"], name="contributio_cycle_i_8fe377_idx"
                    ),
                    models.Index(
                        fields=["cycle", "state", "-received"],
                        name="contributio_cycle_i_1ff998_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("extraction doubtful", "Extraction"),
                            ("country unresolved", "Country"),
                            ("organisation unresolved", "Organisation"),
                            ("person unresolved", "Person"),
                            ("group unresolved", "Group"),
                            ("possible duplicate", "Duplicate"),
                            ("possible campaign", "Campaign"),
                            ("second version", "Second Version"),
                            ("late", "Late"),
                            ("redaction proposed", "Redaction"),
                            ("to publish", "To Publish"),
                            ("file missing", "File Missing"),
                        ],
                        max_length=24,
                    ),
                ),
                ("question", models.CharField(max_length=500)),
                ("proposal", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("answered otherwise", "Answered"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("decided", models.DateTimeField(blank=True, null=True)),
                (
                    "contribution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk",
                        to="forums.cycle",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["cycle", "state", "kind", "id"],
                        name="contributio_cycle_i_426053_idx",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("date", models.DateField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("file", models.CharField(blank=True, max_length=120)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("file_closed", models.BooleanField(default=False)),
                ("extracted", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("text_sha256", models.CharField(blank=True, max_length=64)),
                ("blocks", models.JSONField(blank=True, default=list)),
                ("warnings", models.JSONField(blank=True, default=list)),
                ("read", models.DateTimeField(blank=True, null=True)),
                ("corrected", models.BooleanField(default=False)),
                (
                    "themes",
                    models.ManyToManyField(blank=True, related_name="documents", to="forums.theme"),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("by", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="contributions.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("texts", conspectus.core.text.TextInLanguages(blank=True, default=dict)),
                ("asks_stance", models.BooleanField(default=False)),
                ("required", models.BooleanField(default=False)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="contributions.call",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        help_text="telephone, e-mail, address, signature", max_length=20
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("applied", "Applied"),
                            ("declined", "Declined"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="redactions",
                        to="contributions.document",
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("k", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("holder", models.CharField(blank=True, max_length=500)),
                ("holder_sort", models.CharField(blank=True, max_length=500)),
                ("holder_key", models.CharField(max_length=64)),
                ("holder_path", models.CharField(blank=True, max_length=100)),
                ("unnamed", models.CharField(blank=True, max_length=12)),
                ("personal", models.BooleanField(default=False)),
                ("received", models.DateTimeField()),
                ("documents", models.PositiveSmallIntegerField(default=1)),
                ("words", models.PositiveIntegerField(default=0)),
                ("late", models.BooleanField(default=False)),
                ("imported", models.BooleanField(default=False)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="contributions.call",
                    ),
                ),
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entry",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.area",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="forums.cycle",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.stakeholdergroup",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.area",
                    ),
                ),
                ("themes", models.ManyToManyField(blank=True, related_name="+", to="forums.theme")),
            ],
            options={
                "verbose_name_plural": "register entries",
                "indexes": [
                    models.Index(fields=["cycle", "number"], name="contributio_cycle_i_9940c4_idx"),
                    models.Index(
                        fields=["cycle", "received", "number"],
                        name="contributio_cycle_i_95906a_idx",
                    ),
                    models.Index(
                        fields=["cycle", "holder_sort", "number"],
                        name="contributio_cycle_i_d59f37_idx",
                    ),
                    models.Index(
                        fields=["cycle", "group", "number"], name="contributio_cycle_i_cd126f_idx"
                    ),
                    models.Index(
                        fields=["cycle", "country", "number"], name="contributio_cycle_i_7eaa57_idx"
                    ),
                    models.Index(
                        fields=["cycle", "region", "number"], name="contributio_cycle_i_2798ca_idx"
                    ),
                    models.Index(
                        fields=["cycle", "language", "number"],
                        name="contributio_cycle_i_6a4093_idx",
                    ),
                    models.Index(
                        fields=["holder_path", "cycle"], name="contributio_holder__7ac2d5_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("k", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("summary", models.TextField(blank=True)),
                ("language", models.CharField(default="en", max_length=12)),
                ("signed", models.CharField(blank=True, max_length=500)),
                ("holder_sort", models.CharField(blank=True, db_index=True, max_length=500)),
                (
                    "capacity",
                    models.CharField(
                        choices=[("organisation", "Organisation"), ("personal", "Personal")],
                        default="organisation",
                        max_length=12,
                    ),
                ),
                (
                    "publish",
                    models.CharField(
                        choices=[
                            ("named", "Named"),
                            ("without name", "Without Name"),
                            ("not published", "Not Published"),
                        ],
                        default="named",
                        max_length=14,
                    ),
                ),
                ("licence", models.CharField(blank=True, max_length=100)),
                ("date", models.DateField(blank=True, null=True)),
                ("as_written", models.JSONField(blank=True, default=dict)),
                ("confirmed", models.DateTimeField(blank=True, null=True)),
                ("received", models.DateTimeField(blank=True, null=True)),
                (
                    "settled",
                    models.DateTimeField(
                        blank=True, help_text="Looked at after receipt.", null=True
                    ),
                ),
                ("published", models.DateTimeField(blank=True, null=True)),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("touched", models.DateTimeField(auto_now=True, null=True)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="contributions.contribution",
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
                    "leaf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.recordedleaf",
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
                "ordering": ["k"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("received__isnull", False), ("settled__isnull", True)),
                        fields=["id"],
                        name="to_settle",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("contribution", "k"), name="version_k")
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("signs", "Signs"),
                            ("on behalf of", "On Behalf"),
                            ("submits", "Submits"),
                        ],
                        default="signs",
                        max_length=12,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="people.person",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="contributions.version",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False),
                            ("person__isnull", False),
                            _connector="OR",
                        ),
                        name="party_is_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("part", models.PositiveSmallIntegerField(default=1)),
                ("kind", models.CharField(default="paragraph", max_length=12)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("mark", models.CharField(blank=True, max_length=16)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraphs",
                        to="contributions.document",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraphs",
                        to="contributions.version",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "number"), name="paragraph_n")
                ],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="contributions.version",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="current",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="contributions.version",
            ),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("conditional", "Conditional"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="contributions.document",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="contributions.question",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="contributions.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "question"), name="one_answer")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(fields=("cycle", "number"), name="number_in_cycle"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_ref", ""), _negated=True),
                fields=("call", "source_ref"),
                name="ref_in_call",
            ),
        ),
    ]
