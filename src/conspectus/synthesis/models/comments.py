"""Comments on a version that is open for them, answered one by one in public."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.core.models import RecordedLeaf
from conspectus.synthesis.models.papers import PaperVersion


class Comment(models.Model):
    """A comment on a sentence or a paragraph of a version. Numbered within its paper.

    ``paragraph``: number of the paragraph; ``sentence``: id, empty where the whole paragraph is
    meant. ``name``: as signed; ``email`` is verified by a link before anybody sees the comment,
    and never shown. ``outcome`` and ``answer``: the rapporteur's, public.
    """

    class State(models.TextChoices):
        UNVERIFIED = "unverified"
        WAITING = "waiting"
        PUBLISHED = "published"
        REFUSED = "refused"

    class Outcome(models.TextChoices):
        NONE = ""
        TAKEN_UP = "taken up"
        PARTLY = "partly taken up"
        NOT_TAKEN_UP = "not taken up"

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.CharField(max_length=12)
    sentence = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=300, blank=True)
    email = models.EmailField()
    language = models.CharField(max_length=12, default="en")
    text = models.TextField()
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNVERIFIED)
    refusal = models.CharField(max_length=200, blank=True)
    received = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True, default=Outcome.NONE)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["version", "state", "id"]),
            models.Index(fields=["version", "paragraph", "sentence"]),
        ]

    def __str__(self) -> str:
        return f"{self.version} comment {self.number or '–'}"
