"""One turn of a forum: the cycle, its phases, themes and documents."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.core.models import Scope
from conspectus.core.text import TextInLanguages
from conspectus.forums.models.forums import Forum, MandateParagraph


class Cycle(models.Model):
    """One turn of a forum, usually a year, ending in an annual meeting."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="cycles")
    slug = models.SlugField(max_length=30)
    names = TextInLanguages()
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="cycle")
    host = models.CharField(max_length=200, blank=True)
    co_chairs = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-starts", "-id"]
        constraints = [models.UniqueConstraint(fields=["forum", "slug"], name="cycle_slug")]

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))


class Theme(models.Model):
    """An agenda item of a cycle.

    ``authority``: who added or carried it, and where that stands ("Chair's summary, para. 12").
    ``terms``, ``examples``: what the engine looks for.
    """

    class Kind(models.TextChoices):
        THEME = "theme"
        CROSS_CUTTING = "cross-cutting"
        EMERGING = "emerging"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="themes")
    slug = models.SlugField(max_length=60)
    names = TextInLanguages()
    descriptions = TextInLanguages()
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.THEME)
    order = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField(default=list, blank=True)
    examples = models.JSONField(default=list, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    mandate = models.ManyToManyField(MandateParagraph, blank=True, related_name="themes")

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "slug"], name="theme_slug")]

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))


class Phase(models.Model):
    """A dated window of a cycle that says which action is open on what. The one gate.

    ``subject``: the permanent path of what it opens within the cycle ("calls/first"), or "" for
    the cycle. ``late_until``: after ``closes``, accepted and marked late until then; ``None``: not.
    """

    class Action(models.TextChoices):
        SUBMIT = "submit"
        COMMENT = "comment"
        PROPOSE = "propose"
        NOMINATE = "nominate"
        OBJECT = "object"
        DISCUSS = "discuss"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="phases")
    action = models.CharField(max_length=12, choices=Action)
    subject = models.CharField(max_length=120, blank=True)
    names = TextInLanguages()
    opens = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    late_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opens", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__isnull=True) | models.Q(opens__lt=models.F("closes")),
                name="phase_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.action} {self.subject}"


class CycleDocument(models.Model):
    """A dated document of the cycle: agenda, announcement, note."""

    class Kind(models.TextChoices):
        AGENDA = "agenda"
        ANNOUNCEMENT = "announcement"
        NOTE = "note"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="documents")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.ANNOUNCEMENT)
    titles = TextInLanguages()
    texts = TextInLanguages()
    date = models.DateField()
    published = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "slug"], name="document_slug")]

    def __str__(self) -> str:
        return str(self.titles.get("en", self.slug))
