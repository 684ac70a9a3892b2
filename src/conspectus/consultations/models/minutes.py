"""Minutes: notes by agenda item with their revisions, decisions and action points, versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.consultations.models.meetings import Meeting
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import Organisation, Person


class ItemNotes(models.Model):
    """What is noted of one agenda item; item 0 is the meeting as a whole.

    ``text``: with the marks of `contributions.blocks`. ``serial``: how often it was saved; whoever
    saves says on which serial their text stands.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    item = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    serial = models.PositiveIntegerField(default=0)
    revisions_count = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["meeting", "item"], name="notes_of_item")]

    def __str__(self) -> str:
        return f"{self.meeting} notes on item {self.item}"


class NotesRevision(models.Model):
    """A text as one page left it: each run of saves without a pause is one.

    ``tab``: the page that wrote it, so that one's own saves are no conflict. ``base``: the serial
    on which it began, ``serial``: that of its last save. ``aside``: written while somebody else
    saved; no part of the notes (serial 0) until its writer has chosen or joined (``settled``).
    """

    notes = models.ForeignKey(ItemNotes, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    base = models.PositiveIntegerField()
    serial = models.PositiveIntegerField(default=0)
    aside = models.BooleanField(default=False)
    settled = models.DateTimeField(null=True, blank=True)
    tab = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    began = models.DateTimeField()
    saved = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["notes", "number"], name="notes_revision_number"),
        ]
        indexes = [models.Index(fields=["notes", "serial"])]

    def __str__(self) -> str:
        return f"{self.notes}, revision {self.number}"


class MinutesPoint(models.Model):
    """A decision, or what somebody is to do; numbered within its meeting.

    ``owner``: as printed; ``person`` or ``organisation`` where an editor said that it is the one
    whom the site knows by this name. ``shown``: text and owner as the newest public minutes have
    them; ``due`` and ``done`` are public as they stand.
    """

    class Kind(models.TextChoices):
        DECISION = "decision"
        ACTION = "action"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    number = models.PositiveIntegerField()
    item = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ACTION)
    text = models.CharField(max_length=1000)
    owner = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)
    dropped = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    shown = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="point_number")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.kind} {self.number}"


class MinutesVersion(models.Model):
    """Minutes as they were published; frozen.

    ``content``: all that it says (`services.minutes_publishing.content_of`), ``sha256``: of its
    canonical JSON, which the record holds. An erased one has no content.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes_versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    prepared_by = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    content = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    published = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    erased = models.DateTimeField(null=True, blank=True)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} minutes, version {self.number}"
