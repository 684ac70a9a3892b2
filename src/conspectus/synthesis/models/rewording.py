"""Wordings that a language model proposed, until somebody takes one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.synthesis.models.papers import PaperVersion


class ProposedWording(models.Model):
    """What a language model was asked about a sentence of a draft, and what it answered.

    ``sentence``: id in the version. ``text``, ``stored``: as ``services.checking_text.Checked``.
    ``code``: of the check of wordings that it does not pass; ``findings``: of the verifier;
    ``why``: why there is no wording. ``model``, ``prompt``: whose it is, and to what.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"
        REFUSED = "refused"
        NONE = "none"
        TAKEN = "taken"

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="proposed")
    sentence = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    text = models.TextField(blank=True)
    stored = models.TextField(blank=True)
    code = models.CharField(max_length=20, blank=True)
    findings = models.JSONField(default=list, blank=True)
    why = models.CharField(max_length=500, blank=True)
    model = models.CharField(max_length=100, blank=True)
    prompt = models.CharField(max_length=16, blank=True)
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["version", "sentence"])]

    def __str__(self) -> str:
        return f"{self.version}: {self.sentence}"
