"""What is taken down while a meeting goes on."""

from __future__ import annotations

from django.db import models

from conspectus.consultations.models.meetings import Meeting


class Live(models.Model):
    """Where a meeting stands while it goes on; at most one row for each.

    ``item``: the number of the agenda item that is discussed. ``speaker``: who spoke last, as
    captions have it; never anybody in a meeting without attribution. ``last``: the number of the
    newest caption.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="live")
    begun = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    speaker = models.CharField(max_length=300, blank=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.meeting} live"

    @property
    def is_on(self) -> bool:
        """Whether the meeting goes on now."""
        return self.begun is not None and self.ended is None

    @property
    def has_ended(self) -> bool:
        """Whether it is over."""
        return self.ended is not None


class Caption(models.Model):
    """A few words as they were taken down, numbered within the meeting without a gap.

    ``place``: the number of the caption where these words stand; its own, unless it corrects one
    that came before. ``current``: not corrected since; what was corrected is kept. ``speaker``: as
    printed, "" where the one before goes on, and in a meeting without attribution. ``key``: the
    captioner's own, by which something that is sent twice is kept once. ``language``: of the
    words, "" for the first of the forum's.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="captions")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    speaker = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    key = models.CharField(max_length=80, blank=True)
    received = models.DateTimeField()

    class Meta:
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="caption_number"),
            models.UniqueConstraint(
                fields=["meeting", "key"], condition=~models.Q(key=""), name="caption_key"
            ),
            models.UniqueConstraint(
                fields=["meeting", "place"],
                condition=models.Q(current=True),
                name="one_current_caption",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} caption {self.number}"
