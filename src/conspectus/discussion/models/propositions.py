"""Propositions to respond to, and responses. Nobody votes here."""

from __future__ import annotations

from django.db import models

from conspectus.core.models import RecordedLeaf
from conspectus.discussion.models.threads import Category


class Proposition(models.Model):
    """One sentence that participants agree or disagree with, numbered within its category."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PUBLISHED = "published"
        REFUSED = "refused"
        ERASED = "erased"

    category = models.ForeignKey(Category, models.PROTECT, related_name="propositions")
    number = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(max_length=280)
    language = models.CharField(max_length=12, default="en")
    author = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    received = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.PositiveIntegerField(default=0)
    disagreed = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["category", "number"], name="proposition_number")
        ]

    def __str__(self) -> str:
        return f"{self.category} proposition {self.number or '–'}"


class Response(models.Model):
    """One participant's answer to a proposition; the newest counts, and there is only that one.

    ``participant``: a hash of a verified address under the installation's key, the same in all
    propositions of a cycle; no name and no address stands here. ``answer``: 1, -1, or 0 for pass.
    """

    proposition = models.ForeignKey(Proposition, models.CASCADE, related_name="responses")
    participant = models.CharField(max_length=64)
    answer = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposition", "participant"], name="one_response_each"
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=(-1, 0, 1)), name="response_is_one_of_three"
            ),
        ]
        indexes = [models.Index(fields=["participant"])]

    def __str__(self) -> str:
        return f"{self.proposition}: {self.answer}"


class OpinionDrawing(models.Model):
    """The newest map of opinions of a category, without who stands where.

    ``told``: a map as JSON (`engine.opinions.stored`) with neither participants nor positions;
    ``rows``: its twin in rows. ``waiting``: a job is to make it anew.
    """

    category = models.OneToOneField(Category, models.CASCADE, related_name="drawing")
    told = models.TextField(blank=True)
    rows = models.JSONField(default=list, blank=True)
    participants = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(null=True, blank=True)
    waiting = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.category}: map of opinions"
