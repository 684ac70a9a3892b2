"""Meetings: open consultations, sessions, meetings of groups."""

from __future__ import annotations

from django.db import models

from conspectus.core.text import TextInLanguages, in_language
from conspectus.forums.models import Cycle, CycleDocument


class Meeting(models.Model):
    """One meeting, with everything about it at one permanent address.

    ``mode``: who may know who spoke. In a meeting without attribution no speaker is kept at all.
    ``admission``: who may follow it. ``floor``: who may speak; empty: as the mode has it.
    ``agenda``: items in order, each a text in languages; an item's number is its place from 1.
    ``held_by``: the group whose meeting it is, as printed. ``drawn_on``: whether papers draw on
    what was said, as the rapporteur has chosen. ``quotable``: whether the words of a meeting
    without attribution may be cited as said in the group; ``objected``: whether somebody there
    objects to that. ``published``: when it was announced.
    ``interventions_count``, ``pages``: of all its public transcripts. ``minutes_version``: of the
    newest public minutes, 0 before there are any.
    """

    class Kind(models.TextChoices):
        CONSULTATION = "consultation"
        SESSION = "session"
        GROUP = "group"

    class Mode(models.TextChoices):
        PUBLIC = "public"
        OBSERVERS = "observers"
        NON_ATTRIBUTION = "non-attribution"

    class Admission(models.TextChoices):
        EVERYBODY = "everybody"
        REGISTERED = "registered"
        MEMBERS = "members"

    class Floor(models.TextChoices):
        EVERYBODY = "everybody"
        INVITED = "invited"
        MEMBERS = "members"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="meetings")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.CONSULTATION)
    mode = models.CharField(max_length=16, choices=Mode, default=Mode.PUBLIC)
    admission = models.CharField(max_length=10, choices=Admission, default=Admission.EVERYBODY)
    floor = models.CharField(max_length=10, choices=Floor, blank=True)
    titles = TextInLanguages()
    descriptions = TextInLanguages()
    agenda = models.JSONField(default=list, blank=True)
    held_by = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=300, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    place = models.CharField(max_length=300, blank=True)
    remote = models.URLField(max_length=500, blank=True)
    recording = models.URLField(max_length=500, blank=True)
    documents = models.ManyToManyField(CycleDocument, blank=True, related_name="meetings")
    drawn_on = models.BooleanField(default=False)
    quotable = models.BooleanField(default=False)
    objected = models.BooleanField(default=False)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)
    interventions_count = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    minutes_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-starts", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "slug"], name="meeting_slug"),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(starts__lt=models.F("ends")),
                name="meeting_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(drawn_on=False)
                | ~models.Q(mode="non-attribution")
                | models.Q(quotable=True),
                name="no_evidence_without_attribution",
            ),
            models.CheckConstraint(
                condition=models.Q(quotable=False)
                | models.Q(mode="non-attribution", objected=False),
                name="quotable_without_objection",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.titles)[0] or self.slug

    @property
    def takes_floor(self) -> str:
        """Who may speak, one of `Floor`: where observers follow, those whom the chair invites."""
        if self.floor:
            return self.floor
        observed = self.mode == self.Mode.OBSERVERS
        return self.Floor.INVITED if observed else self.Floor.EVERYBODY

    @property
    def open_remote(self) -> str:
        """The link to take part from afar, where everybody may have it."""
        return self.remote if self.admission == self.Admission.EVERYBODY else ""

    @property
    def may_be_drawn_on(self) -> bool:
        """Whether papers may cite what is said there: under names, or as said in the group."""
        return self.is_attributed or self.quotable

    @property
    def is_attributed(self) -> bool:
        """Whether anybody may know who spoke."""
        return self.mode != self.Mode.NON_ATTRIBUTION
