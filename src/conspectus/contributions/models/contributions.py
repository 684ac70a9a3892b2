"""One act of submission and its history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from conspectus.contributions.models.calls import Call
from conspectus.forums.models import Cycle


class State(models.TextChoices):
    """Where a contribution stands. ``late`` is a mark beside it, not a state."""

    DRAFT = "draft"
    RECEIVED = "received"
    NEEDS_ATTENTION = "needs attention"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not published"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    MERGED = "merged"
    REFUSED = "refused"
    ERASED = "erased"


class Contribution(models.Model):
    """One act of submission to a call, numbered on receipt, versioned, published in full.

    ``number``: within the cycle; ``None`` while a draft. ``received``: the stamp of the request
    that submitted it. ``key``: what the form carried, so that the same form sent again is the
    same contribution. ``token``: SHA-256 of the secret in the contributor's signed link.
    ``source_ref``: the manifest's ref where it was imported by the secretariat.
    """

    class Via(models.TextChoices):
        FORM = "form"
        IMPORT = "import"
        MAIL = "mail"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="contributions")
    call = models.ForeignKey(Call, models.PROTECT, related_name="contributions")
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    late = models.BooleanField(default=False)
    via = models.CharField(max_length=8, choices=Via, default=Via.FORM)
    received = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True)
    email_verified = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    key = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=64, unique=True, null=True, blank=True)
    source_ref = models.CharField(max_length=80, blank=True)
    current = models.ForeignKey(
        "contributions.Version", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    same_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    refusal = models.CharField(max_length=40, blank=True, help_text="From the public list.")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="number_in_cycle"),
            models.UniqueConstraint(
                fields=["call", "source_ref"],
                condition=~models.Q(source_ref=""),
                name="ref_in_call",
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "state", "number"]),
            models.Index(fields=["cycle", "state", "-received"]),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} no. {self.number or '–'}"


class Event(models.Model):
    """What happened to a contribution, when and by whom: its history for the secretariat."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now())
    by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.kind}"
