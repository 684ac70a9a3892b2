"""A call for contributions and what it asks."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.core.text import TextInLanguages
from conspectus.forums.models import Cycle, Theme


class Publish(models.TextChoices):
    """What a contributor allows (DRAFTING §7)."""

    NAMED = "named"
    WITHOUT_NAME = "without name"
    NOT_PUBLISHED = "not published"


class Call(models.Model):
    """A call: its text, questions, languages, licence and consent.

    Its dates are a Phase of the cycle with action "submit" and subject ``calls/<slug>``.
    ``drafts_kept``: days from its end, or from the last touch, until a draft is deleted.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="calls")
    slug = models.SlugField(max_length=60)
    titles = TextInLanguages()
    texts = TextInLanguages()
    themes = models.ManyToManyField(Theme, blank=True, related_name="calls")
    languages = models.JSONField(default=list)
    licence = models.CharField(max_length=100, default="CC BY 4.0")
    consents = TextInLanguages()
    publish_default = models.CharField(max_length=14, choices=Publish, default=Publish.NAMED)
    asks_stance = models.BooleanField(default=False)
    drafts_kept = models.PositiveSmallIntegerField(default=30)
    published = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "slug"], name="call_slug")]

    def __str__(self) -> str:
        return str(self.titles.get("en", self.slug))

    @property
    def subject(self) -> str:
        """What its phase opens."""
        return f"calls/{self.slug}"


class Question(models.Model):
    """A question of a call, such as "What worked well?"."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0)
    texts = TextInLanguages()
    asks_stance = models.BooleanField(default=False)
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return str(self.texts.get("en", self.pk))
