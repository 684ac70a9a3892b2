"""Papers that people wrote: their sentences while a rapporteur completes them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from conspectus.synthesis.models.papers import Paper


class ImportedPaper(models.Model):
    """The file of a paper that people wrote. ``file``: below ``papers/``, until it is read.

    ``known``: [{"id", "name", "sources": [{"id", "number", "title"}]}]: the holders of the cycle's
    published sources when it was read, and what each signed; what is no contribution has also its
    address, {"at"}. ``share``: 0 to 100.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READING = "reading"
        READY = "ready"
        FAILED = "failed"

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="imported")
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    share = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    known = models.JSONField(default=list, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ImportedSentence(models.Model):
    """A sentence of it, in the order of the file. ``body``: not of an annex or a list of names.

    ``path``: the headings above. ``text`` and ``note`` (its footnotes) may be corrected;
    ``as_written``: the text of the file. ``found``: [{"name", "said", "how", "holder", "grade"}]:
    the holders that it names, with the words that name them; of one that is proposed also
    {"words", "source"}: which of its words, and where they stand. ``cited``: [{"holder", "name",
    "source", "number", "words", "grade"}]: whose words it rests on, {"at"} as above. ``findings``,
    ``sentence``: what the verifier said in the newest draft, and its id there. ``revision``: grows
    with each change, so that nobody overwrites what was not seen.
    """

    class Decision(models.TextChoices):
        OPEN = ""
        VIEW = "view"
        OWN = "own"
        OUT = "out"

    imported = models.ForeignKey(ImportedPaper, models.CASCADE, related_name="sentences")
    order = models.PositiveIntegerField()
    path = models.JSONField(default=list, blank=True)
    paragraph = models.CharField(max_length=12)
    body = models.BooleanField(default=True)
    reports = models.BooleanField(default=False)
    text = models.TextField()
    note = models.TextField(blank=True)
    as_written = models.TextField()
    found = models.JSONField(default=list, blank=True)
    cited = models.JSONField(default=list, blank=True)
    decision = models.CharField(max_length=4, choices=Decision, blank=True, default=Decision.OPEN)
    decided = models.DateTimeField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list, blank=True)
    sentence = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["imported", "order"], name="imported_sentence")
        ]

    def __str__(self) -> str:
        return self.text
