"""The speaking queue of a meeting: its options, who asked, where a chair did otherwise."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from conspectus.consultations import queueing
from conspectus.consultations.models.meetings import Meeting
from conspectus.consultations.models.transcripts import Intervention
from conspectus.people.models import StakeholderGroup

_CHANNELS = [(one.value, one.value) for one in queueing.Channel]
_KINDS = [(one.value, one.value) for one in queueing.Kind]


class SpeakingQueue(models.Model):
    """What a meeting has chosen, as published before the queue opens (`queueing.Options`).

    ``who``: who may ask by a page. ``item``: number of the agenda item that is open. ``edition``
    grows with each publication of the options. ``last``: the number of the last request.
    ``totals``: of a meeting without attribution, whose requests go when the queue is closed:
    seconds spoken by channel, in whole minutes.
    """

    class Who(models.TextChoices):
        ANYBODY = "anybody"
        ACCOUNTS = "accounts"
        CHAIR = "chair"

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="queue")
    classes = models.JSONField(default=list, blank=True)
    first_turns = models.BooleanField(default=False)
    shares = models.BooleanField(default=False)
    limit_s = models.PositiveSmallIntegerField(default=0)
    short_limit_s = models.PositiveSmallIntegerField(default=0)
    remote_delay_s = models.PositiveSmallIntegerField(default=0)
    who = models.CharField(max_length=10, choices=Who, default=Who.ANYBODY)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)
    totals = models.JSONField(default=dict, blank=True)
    published = models.DateTimeField()
    opened = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.meeting} queue"

    @property
    def is_open(self) -> bool:
        """Whether requests are taken and somebody may be called."""
        return self.opened is not None and self.closed is None

    @property
    def options(self) -> queueing.Options:
        """As the order takes them."""
        return queueing.Options(
            classes=tuple(self.classes),
            first_turns=self.first_turns,
            shares=self.shares,
            limit_s=self.limit_s,
            short_limit_s=self.short_limit_s,
            remote_delay_s=self.remote_delay_s,
        )


class QueueRequest(models.Model):
    """Somebody asks to speak; numbered within the meeting.

    ``key``: of the form that asked, so that the same form sent twice is one request. ``speaker``:
    a hash by which the same person is known within the meeting. ``precedence``: one of the
    queue's classes. ``text``: of somebody who takes part in writing, until it is an intervention.
    ``spent_s``: seconds spoken before a point of order interrupted. ``place``, ``skipped``: as a
    chair has put it (`queueing.Asked`). In a meeting without attribution, and of whoever withdrew
    or was never called, nothing is kept by which somebody is known; and once the queue of a meeting
    without attribution is closed, no row.
    """

    queue = models.ForeignKey(SpeakingQueue, models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_chair = models.BooleanField(default=False)
    speaker = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    group = models.ForeignKey(
        StakeholderGroup, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    precedence = models.CharField(max_length=100, blank=True)
    channel = models.CharField(max_length=10, choices=_CHANNELS)
    kind = models.CharField(max_length=14, choices=_KINDS)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=12, default="en")
    text = models.TextField(blank=True)
    asked = models.DateTimeField()
    called = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    spent_s = models.FloatField(default=0.0)
    place = models.PositiveIntegerField(null=True, blank=True)
    skipped = models.DateTimeField(null=True, blank=True)
    intervention = models.ForeignKey(
        Intervention, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["queue", "number"], name="queue_request_number"),
            models.UniqueConstraint(
                fields=["queue"],
                condition=models.Q(called__isnull=False, ended__isnull=True),
                name="one_speaks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.queue} request {self.number}"

    @property
    def is_waiting(self) -> bool:
        """Neither speaking, nor done, nor withdrawn."""
        return self.called is None and self.ended is None and self.withdrawn is None

    @property
    def is_speaking(self) -> bool:
        """Whether it has the floor."""
        return self.called is not None and self.ended is None

    @property
    def was_called(self) -> bool:
        """Whether it has, or had, the floor."""
        return self.called is not None or self.spent_s > 0


class QueueChange(models.Model):
    """Where a chair did otherwise than the order has it, or options changed: for everybody to see.

    ``act``: one of `queueing.Act`, or "options". ``place``: from 1, of a move. ``by`` is not shown.
    Once the queue of a meeting without attribution is closed there is neither ``request`` nor
    ``at``, which would tell who spoke when.
    """

    queue = models.ForeignKey(SpeakingQueue, models.PROTECT, related_name="changes")
    request = models.ForeignKey(
        QueueRequest, models.CASCADE, null=True, blank=True, related_name="changes"
    )
    act = models.CharField(max_length=10)
    place = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.queue}: {self.act}"
