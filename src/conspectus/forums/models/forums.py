"""The institution: a forum, its mandate, its words."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.core.models import Scope
from conspectus.core.text import TextInLanguages
from conspectus.people.models import GroupTree


class Forum(models.Model):
    """An institution that holds cycles. One installation can host several.

    ``languages``: codes of its working languages. ``role_titles``: role → title as printed.
    ``settings``: attribution, degree thresholds, style: what forum.toml says beside themes.
    """

    slug = models.SlugField(max_length=60, unique=True)
    names = TextInLanguages()
    descriptions = TextInLanguages()
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="forum")
    group_tree = models.ForeignKey(GroupTree, models.PROTECT, related_name="forums")
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=60, default="UTC")
    contact = models.EmailField(blank=True)
    role_titles = models.JSONField(default=dict, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))


class MandateParagraph(models.Model):
    """One numbered task that the forum was given, quoted from its instrument."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="mandate")
    slug = models.SlugField(max_length=60)
    instrument = models.CharField(max_length=200)
    number = models.CharField(max_length=40)
    texts = TextInLanguages()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["forum", "slug"], name="mandate_slug")]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.number}"


class GlossaryEntry(models.Model):
    """A term and its meaning in one language."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="glossary")
    language = models.CharField(max_length=12, default="en")
    term = models.CharField(max_length=100)
    meaning = models.CharField(max_length=500)

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "language", "term"], name="glossary_term")
        ]

    def __str__(self) -> str:
        return self.term
