"""Who gets mail of what, and how far an account has read."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.core.models import Scope
from conspectus.discussion.models.threads import Category, Thread


class Subscription(models.Model):
    """An address that gets the posts of a cycle, of a category or of a thread.

    ``confirmed``: when the address was verified; before that it gets one mail and no more.
    ``digested``: up to when posts were put into a digest.
    """

    class Rhythm(models.TextChoices):
        EACH = "each"
        DAILY = "daily"

    scope = models.ForeignKey(Scope, models.CASCADE, related_name="+")
    category = models.ForeignKey(
        Category, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    thread = models.ForeignKey(
        Thread, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    email = models.EmailField()
    language = models.CharField(max_length=12, default="en")
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.EACH)
    created = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    digested = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "rhythm", "id"]), models.Index(fields=["email"])]

    def __str__(self) -> str:
        return f"{self.email}: {self.thread or self.category or self.scope}"


class ReadMark(models.Model):
    """How far an account has read a thread: the number of the last post it has seen."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_marks")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="read_marks")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "thread"], name="one_mark_each")]

    def __str__(self) -> str:
        return f"{self.account}: {self.thread} up to {self.number}"
