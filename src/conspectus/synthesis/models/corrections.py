"""Corrections: what people decided about passages and about the text, kept for ever."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import models

from conspectus.engine.revision.acts import ActKind
from conspectus.synthesis.models.papers import Paper

ENGINE_KINDS = (
    "same",
    "different",
    "theme",
    "stance",
    "not_a_claim",
    "relayed",
    "not_held",
    "oppose",
    "quote",
    "exclude",
    "alias",
    "wording",
)
"""Kinds of corrections.toml that the engine takes as constraints; the others are acts on the text
(``engine.revision.ActKind``)."""

_NAMES = re.compile(r"\{(?:who|names?|others)\b[^{}]*\}")
"""Where a text of an act has the holders, who follow the counts of each draft."""


class Correction(models.Model):
    """One decision, numbered within its paper; the order of ``number`` is the order of the acts.

    The fields are those of ``engine.corpus.Correction`` and ``engine.revision.Act``, by kind.
    ``base``: the number of the last correction that its author had seen on the same thing; a later
    one by somebody else is a conflict, and both are shown. ``undone``: taken back, kept in the
    list. ``state``, ``message``, ``findings``: what became of it in the newest draft.
    """

    class State(models.TextChoices):
        NEW = "new"
        HOLDS = "holds"
        STOPPED = "stopped"
        DORMANT = "dormant"
        OVERRULED = "overruled"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=14, choices=[(k, k) for k in (*ENGINE_KINDS, *(a.value for a in ActKind))]
    )
    passages = models.JSONField(default=list, blank=True)
    view_of = models.CharField(max_length=110, blank=True)
    source = models.CharField(max_length=80, blank=True)
    of = models.CharField(max_length=110, blank=True)
    was = models.TextField(blank=True)
    text = models.TextField(blank=True)
    holder = models.CharField(max_length=120, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    after = models.JSONField(default=list, blank=True)
    names = models.JSONField(default=list, blank=True)
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    base = models.PositiveIntegerField(default=0)
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    message = models.CharField(max_length=1000, blank=True)
    findings = models.JSONField(default=list, blank=True)
    sentence = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="correction_number")
        ]
        indexes = [
            models.Index(fields=["paper", "of"]),
            models.Index(fields=["paper", "view_of"]),
            models.Index(fields=["paper", "undone", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.number}: {self.kind}"

    @property
    def shown(self) -> str:
        """What it says, for a page: words, a theme, a name; "…" where the holders' names stand."""
        name = self.holder if self.kind == "alias" else ""
        return _NAMES.sub("…", self.text) or self.theme or name
