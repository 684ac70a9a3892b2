"""Papers, their versions, what changed between them, and where each sentence leads."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from conspectus.contributions.models import Call, Contribution, Version
from conspectus.core.models import RecordedLeaf
from conspectus.forums.models import Cycle


class Paper(models.Model):
    """A paper of a cycle, numbered there; its versions hold the text.

    ``call``: of which it is; ``None``: of more than one, or of none. ``limits``: {"calls": [slugs],
    "places": [addresses of meetings and threads], "themes": [slugs], "regions": [names]}: what it
    is limited to; an empty list, or none, limits nothing (but see `services.limiting`).
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="papers")
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="papers")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    limits = models.JSONField(default=dict, blank=True)
    follows = models.ForeignKey(
        "PaperVersion", models.PROTECT, null=True, blank=True, related_name="papers_after"
    )
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="paper_number")]

    def __str__(self) -> str:
        return self.title


class PaperVersion(models.Model):
    """Version ``k`` of a paper: a run of the engine and its evidence bundle.

    ``folder``: the bundle, below the home's ``papers/``. ``stage`` and ``share`` (0 to 100) tell
    how far the run is. Frozen once public; its status is one of services.papers.STATUSES, or after
    the final version "Corr.1", "Add.1", "Rev.1".
    ``front``: see synthesis.annexes.
    ``corrected``: the number of the last correction that is in it. ``previous``: the public version
    before it; ``why``: what the change log says at its head. ``comments_until``: set where it is
    open for comment; ``comments_at_once``: whether a comment is public as soon as its author's
    address is verified, without a decision. ``input_to``: [{"title", "url"}]: the consultations
    that it was input to. ``days_to_answer``, ``days_to_be_answered``: of the right of correction.
    ``follows``: the version of another paper with which its views have been compared.
    ``drawn_on``: id of each source → the permanent address of its text, until that is erased.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        READY = "ready"
        FAILED = "failed"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    k = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, default="working draft")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=80, blank=True)
    share = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    folder = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of paper.json.")
    checked = models.CharField(
        max_length=64, blank=True, help_text="Digest of the files that the verifier has passed."
    )
    contents = models.JSONField(default=list, blank=True, help_text="See synthesis.contents.")
    front = models.JSONField(default=dict, blank=True)
    drawn_on = models.JSONField(default=dict, blank=True)
    corrected = models.PositiveIntegerField(default=0)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="compared_with"
    )
    why = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    days_to_answer = models.PositiveSmallIntegerField(default=30)
    days_to_be_answered = models.PositiveSmallIntegerField(default=30)
    comments_until = models.DateTimeField(null=True, blank=True)
    comments_at_once = models.BooleanField(default=False)
    input_to = models.JSONField(default=list, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    redacted = models.DateTimeField(null=True, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["k"]
        constraints = [models.UniqueConstraint(fields=["paper", "k"], name="paper_version_k")]

    def __str__(self) -> str:
        return f"{self.paper} v{self.k}"


class Sentence(models.Model):
    """One sentence of a paper's version, by the bundle's sentence id. ``data``: the bundle's.

    ``standing``: what the holders who were asked say of it; empty while nobody was asked.
    """

    class Standing(models.TextChoices):
        NOT_ASKED = ""
        UNANSWERED = "unanswered"
        CONFIRMED = "confirmed"
        OBJECTED = "objected"

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="sentences")
    sentence = models.CharField(max_length=16)
    section = models.PositiveSmallIntegerField()
    paragraph = models.CharField(max_length=12)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    data = models.JSONField()
    standing = models.CharField(max_length=10, choices=Standing, blank=True, default="")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "sentence"], name="sentence_in_version")
        ]

    def __str__(self) -> str:
        return self.sentence


class Change(models.Model):
    """An entry of the change log: one sentence of a public version beside the version before it.

    ``kind``: "new", "gone", "reworded", "holders", "moved". ``cause``: "new evidence",
    "correction 12", "comment 3", "reply of …". ``before`` and ``after``: the sentences' texts.
    """

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="changes")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    paragraph = models.CharField(max_length=12, blank=True)
    sentence = models.CharField(max_length=16, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    cause = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="change_order")]

    def __str__(self) -> str:
        return f"{self.version}: {self.kind} {self.sentence}"


class AnnexEntry(models.Model):
    """One entry of an annex of a paper's version, ready to print (see synthesis.annexes)."""

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="annex_entries")
    annex = models.CharField(max_length=20)
    order = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "annex", "order"], name="annex_entry")
        ]

    def __str__(self) -> str:
        return f"{self.annex} {self.order}"


class Citation(models.Model):
    """A sentence's evidence in one source: where its words stand there.

    Either in a version of a contribution, with the number of the ``paragraph`` that holds them, or
    in a source of another ``kind`` (`core.citable.Target`): the ``key`` of its row in the app that
    has it, which tells of it, and its permanent ``address``; then ``paragraph`` is 0. ``start``
    and ``end``: offsets into the source's text of the bundle; ``before`` and ``after``: what stands
    around them in that paragraph or source, so that a page of evidence reads no other text.
    """

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="citations")
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    paragraph = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, blank=True, default="")
    key = models.PositiveBigIntegerField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True, default="")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    holder = models.CharField(max_length=500)
    held_by = models.CharField(max_length=120, blank=True, help_text="Id of the holder.")
    before = models.TextField(blank=True)
    words = models.TextField(blank=True)
    after = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["contribution", "sentence"]),
            models.Index(fields=["sentence", "held_by"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="", contribution__isnull=False, version__isnull=False)
                | models.Q(
                    ~models.Q(kind=""),
                    ~models.Q(address=""),
                    contribution__isnull=True,
                    version__isnull=True,
                    key__isnull=False,
                ),
                name="citation_leads_to_one_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sentence} ← {self.address or self.contribution}"
