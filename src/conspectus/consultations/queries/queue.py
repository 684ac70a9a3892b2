"""A speaking queue as it stands at a moment: who speaks, who is next and why, who has spoken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from conspectus.consultations import queueing
from conspectus.consultations.models import Meeting, QueueChange, QueueRequest, SpeakingQueue
from conspectus.core.remembered import WhileUnchanged
from conspectus.people.models import Account, StakeholderGroup

CHANGES = 50
"""Changes of a page of the log."""


@dataclass(frozen=True, slots=True)
class Line:
    """A request that waits. ``place``: from 1, among all that wait."""

    request: QueueRequest
    place: int
    reasons: tuple[queueing.Reason, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """``lines``: all who wait, in order. ``left_s``: of who speaks, below 0 when it is over."""

    speaking: QueueRequest | None
    left_s: int | None
    next: Line | None
    lines: Sequence[Line]
    spoken: Sequence[QueueRequest]
    by_group: Sequence[tuple[StakeholderGroup | None, int]]
    by_channel: Sequence[tuple[str, int]]

    def of_kind(self, kind: str) -> list[Line]:
        """Those who wait for the same: points of order, interventions or replies."""
        return [one for one in self.lines if one.request.kind == kind]

    def line_of(self, number: int) -> Line | None:
        """Where a request stands; ``None`` where it does not wait."""
        return next((one for one in self.lines if one.request.number == number), None)


def queue_of(meeting: Meeting) -> SpeakingQueue:
    """The queue of a meeting, without a query for the meeting. Raises Http404 without one."""
    found: SpeakingQueue | None = getattr(meeting, "queue", None)
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def request_at(queue: SpeakingQueue, number: int) -> QueueRequest:
    """Raises Http404 where there is none."""
    rows = QueueRequest.objects.filter(queue=queue, number=min(number, 2**31 - 1))
    found = rows.select_related("group").first()
    if found is None:
        raise Http404
    found.queue = queue
    return found


def requests_of(queue: SpeakingQueue) -> list[QueueRequest]:
    """All that were not withdrawn; one query."""
    rows = QueueRequest.objects.filter(queue=queue, withdrawn__isnull=True)
    return list(rows.select_related("group").defer("text").order_by("number"))


def own_requests(queue: SpeakingQueue, account: Account) -> list[QueueRequest]:
    """What an account asks for that is not done."""
    rows = QueueRequest.objects.filter(
        queue=queue, account=account, withdrawn__isnull=True, ended__isnull=True
    )
    return list(rows.order_by("number"))


def changes_on(queue: SpeakingQueue, page: int) -> tuple[list[QueueChange], bool]:
    """A page of where a chair did otherwise, the newest first, and whether there are more."""
    if not 1 <= page < 10**6:
        raise Http404
    found = list(all_changes(queue)[(page - 1) * CHANGES : page * CHANGES + 1])
    if not found and page > 1:
        raise Http404
    return found[:CHANGES], len(found) > CHANGES


def all_changes(queue: SpeakingQueue) -> QuerySet[QueueChange]:
    """For the export, the newest first."""
    return QueueChange.objects.filter(queue=queue).select_related("request")


def asked_of(row: QueueRequest) -> queueing.Asked:
    """A request as the order takes it."""
    return queueing.Asked(
        number=row.number,
        asked=row.asked,
        speaker=row.speaker or f"request {row.number}",
        kind=queueing.Kind(row.kind),
        channel=queueing.Channel(row.channel),
        group=str(row.group_id or ""),
        precedence=row.precedence,
        item=row.item,
        place=row.place,
        skipped=row.skipped,
        goes_on=row.spent_s > 0,
    )


def given_of(rows: Iterable[QueueRequest]) -> queueing.Given:
    """To whom the floor was given already."""
    return queueing.given_to(
        (row.speaker or f"request {row.number}", str(row.group_id or ""))
        for row in rows
        if row.kind == queueing.Kind.INTERVENTION and row.was_called
    )


def order_of(queue: SpeakingQueue, rows: Sequence[QueueRequest]) -> list[queueing.Place]:
    """All who wait, in order."""
    waiting = [asked_of(row) for row in rows if row.is_waiting]
    return queueing.order(waiting, queue.options, given_of(rows), item=queue.item)


def standing_of(queue: SpeakingQueue, *, now: dt.datetime) -> Standing:
    """All of it at a moment; one query, none while nobody has written anything."""
    rows, places = _read.get(queue.pk, lambda: _rows_and_places(queue))
    by_number = {row.number: row for row in rows}
    lines = [
        Line(by_number[one.asked.number], place, one.reasons)
        for place, one in enumerate(places, start=1)
    ]
    following = queueing.next_of(places)
    speaking = next((row for row in rows if row.is_speaking), None)
    spoken = [row for row in rows if row.called is not None and row.ended is not None]
    return Standing(
        speaking=speaking,
        left_s=_left(speaking, queue, now) if speaking else None,
        next=lines[places.index(following)] if following else None,
        lines=lines,
        spoken=sorted(spoken, key=lambda row: (row.ended or now, row.number), reverse=True),
        by_group=_by_group(rows, now),
        by_channel=_by_channel(rows, now, queue.totals),
    )


_read: WhileUnchanged[tuple[list[QueueRequest], list[queueing.Place]]] = WhileUnchanged(most=4)
"""By queue; a hall that looks at one page costs its rows and their order once."""


def _rows_and_places(queue: SpeakingQueue) -> tuple[list[QueueRequest], list[queueing.Place]]:
    rows = requests_of(queue)
    return rows, order_of(queue, rows)


def seconds_spoken(row: QueueRequest, now: dt.datetime) -> float:
    """By the server's clock, from call to end, what was spoken before an interruption included."""
    return queueing.seconds_of(row.called, row.ended, row.spent_s, now)


def _left(speaking: QueueRequest, queue: SpeakingQueue, now: dt.datetime) -> int | None:
    limit = queueing.limit_of(speaking.kind, queue.options)
    return round(limit - seconds_spoken(speaking, now)) if limit else None


def _by_group(
    rows: Iterable[QueueRequest], now: dt.datetime
) -> list[tuple[StakeholderGroup | None, int]]:
    """Seconds by group, the longest first; who named no group last."""
    seconds: dict[int, float] = {}
    groups: dict[int, StakeholderGroup | None] = {}
    for row in rows:
        if row.was_called:
            key = row.group_id or 0
            groups[key] = row.group
            seconds[key] = seconds.get(key, 0.0) + seconds_spoken(row, now)
    keys = sorted(seconds, key=lambda key: (key == 0, -seconds[key], key))
    return [(groups[key], round(seconds[key])) for key in keys]


def _by_channel(
    rows: Sequence[QueueRequest], now: dt.datetime, before: Mapping[str, int]
) -> list[tuple[str, int]]:
    """Seconds by channel: all three, in one order. ``before``: of rows that are no more."""
    return [
        (
            channel.value,
            before.get(channel.value, 0)
            + round(
                sum(
                    seconds_spoken(row, now)
                    for row in rows
                    if row.channel == channel and row.was_called
                )
            ),
        )
        for channel in queueing.Channel
    ]
