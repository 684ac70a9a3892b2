"""Options of a speaking queue: published before it opens, then changed only with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.consultations.models import Meeting, QueueChange, SpeakingQueue
from conspectus.consultations.paths import meeting_path, queue_path
from conspectus.core.errors import SiteError
from conspectus.core.live import publish
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.people.models import Account
from conspectus.record.canonical import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The columns of `SpeakingQueue` that are published."""

    classes: list[str]
    first_turns: bool
    shares: bool
    limit_s: int
    short_limit_s: int
    remote_delay_s: int
    who: str = SpeakingQueue.Who.ANYBODY


OPTIONS = "options"
"""How a change of them is called among what a chair does otherwise."""


@transaction.atomic
def publish_options(
    meeting: Meeting,
    *,
    chosen: Chosen,
    by: Account | None,
    at: dt.datetime,
    reason: str = "",
) -> SpeakingQueue:
    """The options of a meeting's queue, recorded; from the opening on a change has its reason.

    Raises:
        SiteError: the meeting is not public, or the queue was opened and there is no reason.
    """
    if meeting.published is None:
        raise SiteError(_("Make the meeting public first."))
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    queue = SpeakingQueue.objects.filter(meeting=meeting).first()
    is_new = queue is None
    queue = queue or SpeakingQueue(meeting=meeting)
    queue.meeting = meeting
    if queue.opened is not None and not reason.strip():
        raise SiteError(
            _("The queue has been opened: write why the options change."), field="reason"
        )
    for column, value in asdict(chosen).items():
        setattr(queue, column, value)
    queue.edition, queue.published = queue.edition + 1, at
    queue.save()
    if queue.opened is not None:
        QueueChange.objects.create(queue=queue, act=OPTIONS, reason=reason.strip(), by=by, at=at)
    _record_options(queue, chosen)
    if is_new:
        mark_changed(meeting.cycle.scope)
    tell_queue(queue, OPTIONS)
    return queue


def _record_options(queue: SpeakingQueue, chosen: Chosen) -> None:
    said: JsonObject = {"edition": queue.edition, "was_opened": queue.opened is not None}
    record("queue options", queue_path(queue), {**asdict(chosen), **said})


def tell_queue(queue: SpeakingQueue, act: str, number: int = 0) -> None:
    """Whoever waits on the meeting's live page hears that something happened, and not of whom."""
    scope = queue.meeting.cycle.scope
    number = number if queue.meeting.is_attributed else 0
    payload = {"kind": "queue", "act": act, "number": number, "address": queue_path(queue)}
    publish(meeting_path(scope, queue.meeting), payload)
