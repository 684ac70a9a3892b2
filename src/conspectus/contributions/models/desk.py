"""The secretariat's desk: what waits, each with a proposed answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from conspectus.contributions.models.contributions import Contribution
from conspectus.forums.models import Cycle


class DeskItem(models.Model):
    """One thing that waits for a decision.

    ``question``: what it is about, as written ("USA / Poland", a file's name, a reader's words).
    ``proposal``: ``{"options": [{"do": …}, …]}``: the answers that are offered, the proposed one
    first (`contributions.services.answering` carries them out).
    """

    class Kind(models.TextChoices):
        EXTRACTION = "extraction doubtful"
        COUNTRY = "country unresolved"
        ORGANISATION = "organisation unresolved"
        PERSON = "person unresolved"
        GROUP = "group unresolved"
        DUPLICATE = "possible duplicate"
        CAMPAIGN = "possible campaign"
        SECOND_VERSION = "second version"
        LATE = "late"
        REDACTION = "redaction proposed"
        TO_PUBLISH = "to publish"
        FILE_MISSING = "file missing"

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        ANSWERED = "answered otherwise"
        DISMISSED = "dismissed"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="desk")
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="desk"
    )
    kind = models.CharField(max_length=24, choices=Kind)
    question = models.CharField(max_length=500)
    proposal = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    created = models.DateTimeField(db_default=Now())
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["cycle", "state", "kind", "id"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.question}"
