"""What the migrations up to 0015 make, in one: a new database needs no history of ours."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("synthesis", "0001_initial"),
        ("synthesis", "0002_pages_of_a_version"),
        ("synthesis", "0003_pages_and_sources_of_a_version"),
        ("synthesis", "0004_words_of_a_citation"),
        ("synthesis", "0005_the_life_of_a_paper"),
        ("synthesis", "0006_right_of_correction"),
        ("synthesis", "0007_checked_bundles"),
        ("synthesis", "0008_life_of_versions"),
        ("synthesis", "0009_themes_of_the_map"),
        ("synthesis", "0010_what_readers_look_up"),
        ("synthesis", "0011_following_papers"),
        ("synthesis", "0012_translations_of_papers"),
        ("synthesis", "0013_own_words_that_are_not_printed"),
        ("synthesis", "0014_imported_papers"),
        ("synthesis", "0015_wordings_proposed_by_a_machine"),
    ]

    dependencies = [
        ("contributions", "0006_marks_and_drafts"),
        ("core", "0004_search_index"),
        ("forums", "0001_initial"),
        ("people", "0002_area_alpha3"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="en", max_length=12)),
                ("authorised", models.CharField(blank=True, max_length=200)),
                ("no_mail", models.DateTimeField(blank=True, null=True)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="forums.cycle",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cycle", "organisation", "person", "email"), name="contact_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("file", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("reading", "Reading"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("share", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("known", models.JSONField(blank=True, default=list)),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ImportedSentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("path", models.JSONField(blank=True, default=list)),
                ("paragraph", models.CharField(max_length=12)),
                ("body", models.BooleanField(default=True)),
                ("reports", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("as_written", models.TextField()),
                ("found", models.JSONField(blank=True, default=list)),
                ("cited", models.JSONField(blank=True, default=list)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("", "Open"), ("view", "View"), ("own", "Own"), ("out", "Out")],
                        default="",
                        max_length=4,
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True)),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("findings", models.JSONField(blank=True, default=list)),
                ("sentence", models.CharField(blank=True, max_length=16)),
                (
                    "imported",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="synthesis.importedpaper",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("imported", "order"), name="imported_sentence")
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("limits", models.JSONField(blank=True, default=dict)),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "call",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="contributions.call",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="forums.cycle",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="importedpaper",
            name="paper",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="imported",
                to="synthesis.paper",
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "same"),
                            ("different", "different"),
                            ("theme", "theme"),
                            ("stance", "stance"),
                            ("not_a_claim", "not_a_claim"),
                            ("relayed", "relayed"),
                            ("not_held", "not_held"),
                            ("oppose", "oppose"),
                            ("quote", "quote"),
                            ("exclude", "exclude"),
                            ("alias", "alias"),
                            ("wording", "wording"),
                            ("reword", "reword"),
                            ("add", "add"),
                            ("leave_out", "leave_out"),
                            ("move", "move"),
                            ("heading", "heading"),
                            ("verbatim", "verbatim"),
                            ("without_name", "without_name"),
                            ("note", "note"),
                        ],
                        max_length=14,
                    ),
                ),
                ("passages", models.JSONField(blank=True, default=list)),
                ("view_of", models.CharField(blank=True, max_length=110)),
                ("source", models.CharField(blank=True, max_length=80)),
                ("of", models.CharField(blank=True, max_length=110)),
                ("was", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("holder", models.CharField(blank=True, max_length=120)),
                ("theme", models.CharField(blank=True, max_length=120)),
                ("after", models.JSONField(blank=True, default=list)),
                ("names", models.JSONField(blank=True, default=list)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("base", models.PositiveIntegerField(default=0)),
                ("undone", models.DateTimeField(blank=True, null=True)),
                ("undone_by", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("holds", "Holds"),
                            ("stopped", "Stopped"),
                            ("dormant", "Dormant"),
                            ("overruled", "Overruled"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("message", models.CharField(blank=True, max_length=1000)),
                ("findings", models.JSONField(blank=True, default=list)),
                ("sentence", models.CharField(blank=True, max_length=16)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="synthesis.paper",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["paper", "of"], name="synthesis_c_paper_i_ce52e1_idx"),
                    models.Index(
                        fields=["paper", "view_of"], name="synthesis_c_paper_i_716dea_idx"
                    ),
                    models.Index(
                        fields=["paper", "undone", "state"], name="synthesis_c_paper_i_c7f800_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "number"), name="correction_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("k", models.PositiveSmallIntegerField()),
                ("status", models.CharField(default="working draft", max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("share", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("folder", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, help_text="Of paper.json.", max_length=64)),
                (
                    "checked",
                    models.CharField(
                        blank=True,
                        help_text="Digest of the files that the verifier has passed.",
                        max_length=64,
                    ),
                ),
                (
                    "contents",
                    models.JSONField(blank=True, default=list, help_text="See synthesis.contents."),
                ),
                ("front", models.JSONField(blank=True, default=dict)),
                ("drawn_on", models.JSONField(blank=True, default=dict)),
                ("corrected", models.PositiveIntegerField(default=0)),
                ("why", models.TextField(blank=True)),
                ("language", models.CharField(default="en", max_length=12)),
                ("days_to_answer", models.PositiveSmallIntegerField(default=30)),
                ("days_to_be_answered", models.PositiveSmallIntegerField(default=30)),
                ("comments_until", models.DateTimeField(blank=True, null=True)),
                ("comments_at_once", models.BooleanField(default=False)),
                ("input_to", models.JSONField(blank=True, default=list)),
                ("published", models.DateTimeField(blank=True, null=True)),
                ("redacted", models.DateTimeField(blank=True, null=True)),
                (
                    "created",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compared_with",
                        to="synthesis.paperversion",
                    ),
                ),
                (
                    "leaf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.recordedleaf",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="synthesis.paper",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["k"],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "k"), name="paper_version_k")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("folded", models.CharField(max_length=500)),
                ("order", models.PositiveIntegerField()),
                ("group", models.CharField(blank=True, max_length=200)),
                ("region", models.CharField(blank=True, max_length=200)),
                ("country", models.CharField(blank=True, max_length=200)),
                ("cited", models.PositiveIntegerField(default=0)),
                ("unprinted", models.JSONField(blank=True, default=list)),
                ("unprinted_count", models.PositiveIntegerField(default=0)),
                ("joint", models.JSONField(blank=True, default=list)),
                ("documents", models.JSONField(blank=True, default=list)),
                (
                    "signed",
                    models.ManyToManyField(
                        related_name="reflected_as", to="contributions.contribution"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holders",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "indexes": [
                    models.Index(fields=["version", "order"], name="synthesis_p_version_def399_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "holder"), name="holder_in_version")
                ],
            },
        ),
        migrations.AddField(
            model_name="paper",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers_after",
                to="synthesis.paperversion",
            ),
        ),
        migrations.CreateModel(
            name="MappedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("view", models.CharField(max_length=16)),
                ("theme", models.CharField(max_length=120)),
                ("wording", models.TextField()),
                ("language", models.CharField(blank=True, max_length=12)),
                ("stance", models.CharField(blank=True, max_length=12)),
                ("n", models.PositiveIntegerField()),
                ("of", models.PositiveIntegerField()),
                ("degree", models.CharField(blank=True, max_length=20)),
                ("groups", models.JSONField(blank=True, default=list)),
                ("regions", models.JSONField(blank=True, default=list)),
                (
                    "holders",
                    models.JSONField(blank=True, default=list, help_text="[[id, name], …]"),
                ),
                (
                    "opposed",
                    models.JSONField(
                        blank=True, default=list, help_text="Ids of views that exclude it."
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=16)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("weight", models.PositiveIntegerField(default=0)),
                ("why", models.JSONField(blank=True, default=list)),
                ("marks", models.CharField(blank=True, max_length=100)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapped_views",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-weight", "id"],
                "indexes": [
                    models.Index(
                        fields=["version", "theme", "-weight", "id"],
                        name="synthesis_m_version_61b03b_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "view"), name="mapped_view")
                ],
            },
        ),
        migrations.CreateModel(
            name="MappedTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("theme", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=300)),
                ("order", models.PositiveSmallIntegerField()),
                ("addressed", models.PositiveIntegerField(default=0)),
                ("views", models.PositiveIntegerField(default=0)),
                ("printed", models.PositiveIntegerField(default=0)),
                ("unprinted", models.PositiveIntegerField(default=0)),
                ("marks", models.JSONField(blank=True, default=dict)),
                ("groups", models.JSONField(blank=True, default=list)),
                ("regions", models.JSONField(blank=True, default=list)),
                ("unreflected", models.JSONField(blank=True, default=list)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapped_themes",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "theme"), name="mapped_theme")
                ],
            },
        ),
        migrations.CreateModel(
            name="MappedPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passage", models.CharField(max_length=110)),
                ("key", models.CharField(max_length=100)),
                ("view", models.CharField(blank=True, max_length=16)),
                ("theme", models.CharField(blank=True, max_length=120)),
                ("holder", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("group", models.CharField(blank=True, max_length=120)),
                ("region", models.CharField(blank=True, max_length=120)),
                ("capacity", models.CharField(max_length=14)),
                ("stance", models.CharField(max_length=12)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("source", models.CharField(max_length=80)),
                ("before", models.TextField(blank=True)),
                ("words", models.TextField()),
                ("after", models.TextField(blank=True)),
                ("printed", models.BooleanField(default=False)),
                ("sure", models.PositiveSmallIntegerField(default=100)),
                (
                    "contribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mapped_passages",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "contribution_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contributions.version",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapped_passages",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["version", "view", "id"], name="synthesis_m_version_407ea3_idx"
                    ),
                    models.Index(fields=["version", "key"], name="synthesis_m_version_e7a965_idx"),
                    models.Index(
                        fields=["version", "theme", "printed", "holder"],
                        name="synthesis_m_version_499f0e_idx",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "passage"), name="mapped_passage")
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("reflected", models.BooleanField(default=True)),
                ("binding", models.BooleanField(default=False)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("written", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("expires", models.DateTimeField()),
                ("opened", models.DateTimeField(blank=True, null=True)),
                ("revoked", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="synthesis.contact",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.mail",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "holder", "contact"), name="letter_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Kin",
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
                            ("same", "Same"),
                            ("still held", "Still Held"),
                            ("held before", "Held Before"),
                        ],
                        max_length=12,
                    ),
                ),
                ("view", models.CharField(blank=True, max_length=16)),
                ("was", models.CharField(blank=True, max_length=16)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kin",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "kind", "view", "was"), name="kin_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("paragraph", models.CharField(max_length=12)),
                ("sentence", models.CharField(blank=True, max_length=16)),
                ("name", models.CharField(max_length=200)),
                ("organisation", models.CharField(blank=True, max_length=300)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="en", max_length=12)),
                ("text", models.TextField()),
                ("key", models.CharField(max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unverified", "Unverified"),
                            ("waiting", "Waiting"),
                            ("published", "Published"),
                            ("refused", "Refused"),
                        ],
                        default="unverified",
                        max_length=12,
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=200)),
                ("received", models.DateTimeField()),
                ("published", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("taken up", "Taken Up"),
                            ("partly taken up", "Partly"),
                            ("not taken up", "Not Taken Up"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["version", "state", "id"], name="synthesis_c_version_203a41_idx"
                    ),
                    models.Index(
                        fields=["version", "paragraph", "sentence"],
                        name="synthesis_c_version_714664_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("paragraph", models.CharField(blank=True, max_length=12)),
                ("sentence", models.CharField(blank=True, max_length=16)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("cause", models.CharField(blank=True, max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "order"), name="change_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnexEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("annex", models.CharField(max_length=20)),
                ("order", models.PositiveIntegerField()),
                ("data", models.JSONField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annex_entries",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "annex", "order"), name="annex_entry"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("by_view", models.PositiveIntegerField()),
                ("by_holder", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("theme", models.CharField(max_length=120)),
                ("view", models.CharField(max_length=16)),
                ("wording", models.TextField()),
                ("language", models.CharField(blank=True, max_length=12)),
                ("holder", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("group", models.CharField(blank=True, max_length=200)),
                ("region", models.CharField(blank=True, max_length=200)),
                ("stance", models.CharField(max_length=12)),
                ("across_languages", models.BooleanField(default=False)),
                ("opposed", models.BooleanField(default=False)),
                ("printed", models.BooleanField(default=False)),
                ("sentence", models.CharField(blank=True, max_length=16)),
                ("paragraph", models.CharField(blank=True, max_length=12)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "indexes": [
                    models.Index(
                        fields=["version", "by_view"], name="synthesis_p_version_ae6324_idx"
                    ),
                    models.Index(
                        fields=["version", "by_holder", "order"],
                        name="synthesis_p_version_ed8097_idx",
                    ),
                    models.Index(
                        fields=["version", "place", "order"], name="synthesis_p_version_f2120f_idx"
                    ),
                    models.Index(
                        fields=["version", "group", "order"], name="synthesis_p_version_f0f452_idx"
                    ),
                    models.Index(
                        fields=["version", "region", "order"], name="synthesis_p_version_1bcb07_idx"
                    ),
                    models.Index(
                        fields=["version", "theme", "order"], name="synthesis_p_version_84a647_idx"
                    ),
                    models.Index(
                        fields=["version", "stance", "order"], name="synthesis_p_version_109ece_idx"
                    ),
                    models.Index(
                        fields=["version", "holder", "order"], name="synthesis_p_version_5d5110_idx"
                    ),
                    models.Index(
                        fields=["version", "opposed", "order"],
                        name="synthesis_p_version_f0a1a8_idx",
                    ),
                    models.Index(
                        fields=["version", "printed", "order"],
                        name="synthesis_p_version_0a4908_idx",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "order"), name="position_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sentence", models.CharField(max_length=16)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("offered", "Offered"),
                            ("refused", "Refused"),
                            ("none", "None"),
                            ("taken", "Taken"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("stored", models.TextField(blank=True)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("findings", models.JSONField(blank=True, default=list)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("model", models.CharField(blank=True, max_length=100)),
                ("prompt", models.CharField(blank=True, max_length=16)),
                ("asked", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["version", "sentence"], name="synthesis_p_version_0b86ef_idx"
                    )
                ],
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
                ("order", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("theme", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField()),
                ("passages", models.JSONField(blank=True, default=list)),
                ("options", models.JSONField(blank=True, default=list)),
                ("value", models.FloatField(default=0.0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("answered", "Answered"),
                            ("set aside", "Aside"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="synthesis.correction",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "indexes": [
                    models.Index(
                        fields=["version", "state", "order"], name="synthesis_q_version_31f0ca_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "order"), name="question_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
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
                            ("confirm", "Confirm"),
                            ("object", "Object"),
                            ("propose wording", "Propose"),
                            ("own words", "Verbatim"),
                            ("without name", "Without Name"),
                            ("missing", "Missing"),
                        ],
                        max_length=16,
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=16)),
                ("of", models.CharField(blank=True, max_length=110)),
                ("was", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("note", models.CharField(blank=True, max_length=600)),
                ("binding", models.BooleanField(default=False)),
                ("received", models.DateTimeField()),
                ("due", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
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
                ("answer", models.TextField(blank=True)),
                ("answered", models.DateTimeField(blank=True, null=True)),
                ("second_look", models.CharField(blank=True, max_length=200)),
                ("second_answer", models.TextField(blank=True)),
                ("superseded", models.DateTimeField(blank=True, null=True)),
                ("acts", models.JSONField(blank=True, default=list)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="synthesis.letter",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="synthesis.paper",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["paper", "of"], name="synthesis_r_paper_i_8ca4f4_idx"),
                    models.Index(
                        fields=["letter", "sentence"], name="synthesis_r_letter__7c7d05_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sentence", models.CharField(max_length=16)),
                ("section", models.PositiveSmallIntegerField()),
                ("paragraph", models.CharField(max_length=12)),
                ("order", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("data", models.JSONField()),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not Asked"),
                            ("unanswered", "Unanswered"),
                            ("confirmed", "Confirmed"),
                            ("objected", "Objected"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "sentence"), name="sentence_in_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paragraph", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("holder", models.CharField(max_length=500)),
                (
                    "held_by",
                    models.CharField(blank=True, help_text="Id of the holder.", max_length=120),
                ),
                ("before", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=12)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="contributions.version",
                    ),
                ),
                (
                    "sentence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="synthesis.sentence",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["contribution", "sentence"], name="synthesis_c_contrib_3ff8b4_idx"
                    ),
                    models.Index(
                        fields=["sentence", "held_by"], name="synthesis_c_sentenc_814e89_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SentenceHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=200)),
                ("region", models.CharField(blank=True, max_length=200)),
                ("opposed", models.BooleanField(default=False)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stands_in",
                        to="synthesis.paperholder",
                    ),
                ),
                (
                    "sentence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held_by",
                        to="synthesis.sentence",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["sentence", "group", "region", "opposed"],
                        name="synthesis_s_sentenc_ba9104_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sentence", "holder"), name="holder_of_sentence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("edition", models.PositiveSmallIntegerField()),
                ("translator", models.CharField(max_length=300)),
                ("is_machine", models.BooleanField(default=False)),
                ("begun", models.DateTimeField()),
                ("published", models.DateTimeField(blank=True, null=True)),
                ("redacted", models.DateTimeField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="carried_on",
                        to="synthesis.translation",
                    ),
                ),
                (
                    "leaf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.recordedleaf",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "language", "edition"), name="translation_edition"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TranslatedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("original", models.TextField()),
                ("filling", models.JSONField(blank=True, default=dict)),
                ("text", models.TextField(blank=True)),
                ("printed", models.JSONField(blank=True, default=list)),
                ("stale", models.BooleanField(default=False)),
                ("was", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "sentence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translated",
                        to="synthesis.sentence",
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="synthesis.translation",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("translation", "order"), name="translated_text_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ViewChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("gone", "Gone"),
                            ("stronger", "Stronger"),
                            ("weaker", "Weaker"),
                        ],
                        max_length=12,
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=300)),
                ("wording", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("sentence", models.CharField(blank=True, max_length=16)),
                ("paragraph", models.CharField(blank=True, max_length=12)),
                ("n", models.PositiveIntegerField(default=0)),
                ("degree", models.JSONField(blank=True, null=True)),
                ("was_wording", models.TextField(blank=True)),
                ("was_language", models.CharField(blank=True, max_length=12)),
                ("was_sentence", models.CharField(blank=True, max_length=16)),
                ("was_paragraph", models.CharField(blank=True, max_length=12)),
                ("was_n", models.PositiveIntegerField(default=0)),
                ("was_degree", models.JSONField(blank=True, null=True)),
                ("joined", models.JSONField(blank=True, default=list)),
                ("left", models.JSONField(blank=True, default=list)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="view_changes",
                        to="synthesis.paperversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "indexes": [
                    models.Index(
                        fields=["version", "kind", "order"], name="synthesis_v_version_8ac1cc_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "order"), name="view_change_order")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("cycle", "number"), name="paper_number"),
        ),
    ]
