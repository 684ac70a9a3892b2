"""Transcripts, their speakers, and what each said."""

from __future__ import annotations

from django.db import models

from conspectus.consultations.models.meetings import Meeting
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import Organisation, Person


class Transcript(models.Model):
    """A file in which it stands who said what, numbered within its meeting.

    ``file``: the original as it came, below ``files/``; empty where none is kept, because the
    meeting is without attribution or something was erased. ``removed``: [why, words] of all that
    is in no intervention; ``characters``: of the text, white space apart, and ``said`` those of
    them that stand in interventions. ``edition`` grows with each leaf in the record.
    ``translation_of``: the transcript of which this is what interpreters or translators said; what
    stands in a translation is no evidence, the words of the original are.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="transcripts")
    k = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=80, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=12, default="en")
    form = models.CharField(max_length=12, blank=True)
    characters = models.PositiveIntegerField(default=0)
    said = models.PositiveIntegerField(default=0)
    removed = models.JSONField(default=list, blank=True)
    disclaimers = models.JSONField(default=list, blank=True)
    received = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=0)
    leaf = models.ForeignKey(RecordedLeaf, models.PROTECT, null=True, blank=True, related_name="+")
    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations"
    )

    class Meta:
        ordering = ["k"]
        constraints = [models.UniqueConstraint(fields=["meeting", "k"], name="transcript_k")]

    def __str__(self) -> str:
        return f"{self.meeting} transcript {self.k}"


class Speaker(models.Model):
    """Somebody as a transcript names them, and who that is by the review of the secretariat.

    ``name``: as printed; ``written``: the label where it differs (initials). ``proposals``: who it
    may be, the best first: {"key": "person:7", "name", "how", "certain"}. ``sample``: first words.
    ``doubtful``: who this is is not certain; what they said is no evidence.
    """

    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=300)
    written = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=14)
    turns = models.PositiveIntegerField(default=0)
    sample = models.CharField(max_length=200, blank=True)
    proposals = models.JSONField(default=list, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="spoken_as"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="spoken_as"
    )
    doubtful = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Intervention(models.Model):
    """What one speaker said in one go; numbered within the meeting when it becomes public.

    ``speaker``: none in a meeting without attribution, and where the transcript names nobody.
    ``item``: number of the agenda item, ``heading``: of the transcript, under which it was said.
    ``seconds``: from the start of the recording, or of the day (``clock``). ``notes``: stage notes.
    ``doubtful``: who spoke or what was said is not certain; no evidence for a paper.
    ``corrected``: when its speaker's correction became public.
    """

    class State(models.TextChoices):
        READ = "read"
        PUBLISHED = "published"
        ERASED = "erased"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="interventions")
    transcript = models.ForeignKey(Transcript, models.CASCADE, related_name="interventions")
    order = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(default=0)
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="interventions"
    )
    language = models.CharField(max_length=12, default="en")
    capacity = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    clock = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)
    doubtful = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    corrected = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="intervention_number"),
            models.UniqueConstraint(fields=["transcript", "order"], name="intervention_order"),
        ]
        indexes = [models.Index(fields=["meeting", "page", "number"])]

    def __str__(self) -> str:
        return f"{self.meeting} intervention {self.number or '–'}"

    @property
    def is_uncertain(self) -> bool:
        """Whether nobody can be held to it: no evidence."""
        return self.doubtful or self.speaker is None or self.speaker.doubtful
