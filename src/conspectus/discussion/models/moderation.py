"""Decisions on posts with their reasons and appeals; flags."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.discussion.models.threads import Post


class Decision(models.Model):
    """What a moderator has decided on a post, why, and what became of the author's appeal.

    ``reason``: of the published list (`discussion.rules.REASONS`); ``note``: to the author only.
    ``heard_by`` decides the appeal, and is never ``by``.
    """

    class Kind(models.TextChoices):
        REFUSED = "refused"
        HIDDEN = "hidden"

    class Outcome(models.TextChoices):
        NONE = ""
        UPHELD = "upheld"
        REVERSED = "reversed"

    post = models.ForeignKey(Post, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    from_flag = models.BooleanField(default=False)
    appeal = models.TextField(blank=True)
    appealed = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.NONE)
    answer = models.CharField(max_length=1000, blank=True)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    heard = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(heard_by__isnull=True)
                | models.Q(by__isnull=True)
                | ~models.Q(heard_by=models.F("by")),
                name="appeal_is_heard_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.kind}"


class Flag(models.Model):
    """Somebody says that a post should be looked at. ``sender``: a hash, to tell apart."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=64)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["post", "sender"], name="one_flag_each")]
        indexes = [models.Index(fields=["sender", "at"])]

    def __str__(self) -> str:
        return f"{self.post}: {self.reason}"
