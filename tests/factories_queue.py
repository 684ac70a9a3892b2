"""Speaking queues for tests: rows, and as the services make them."""

from __future__ import annotations

import datetime as dt
from itertools import count

from conspectus.consultations.models import (
    Meeting,
    QueueChange,
    QueueRequest,
    SpeakingQueue,
)
from conspectus.consultations.services.queue import Wish, ask, open_queue
from conspectus.consultations.services.queue_options import Chosen, publish_options
from tests.factories_meetings import a_meeting
from tests.factories_site import BEFORE

_keys = count(1)


def chosen(**fields) -> Chosen:
    usual = {
        "classes": [],
        "first_turns": False,
        "shares": False,
        "limit_s": 180,
        "short_limit_s": 60,
        "remote_delay_s": 0,
    }
    return Chosen(**{**usual, **fields})


def an_open_queue(meeting: Meeting | None = None, **fields) -> SpeakingQueue:
    """By the services: options published, then opened."""
    meeting = meeting or a_meeting()
    queue = publish_options(meeting, chosen=chosen(**fields), by=None, at=BEFORE)
    open_queue(queue, at=BEFORE)
    return of(meeting)


def of(meeting: Meeting) -> SpeakingQueue:
    """As it stands in the database."""
    queue = SpeakingQueue.objects.get(meeting=meeting)
    queue.meeting = meeting
    return queue


def after(seconds: float) -> dt.datetime:
    return BEFORE + dt.timedelta(seconds=seconds)


def a_request(queue: SpeakingQueue, name: str, seconds: float, **fields) -> QueueRequest:
    """Asked so many seconds after the queue was opened; ``fields`` of `ask`, else of the wish."""
    given = {one: fields.pop(one) for one in ("account", "by_chair") if one in fields}
    wish = Wish(**{"name": name, "channel": "room", **fields})
    key = f"{next(_keys):064}"
    return ask(queue, wish, key=key, at=after(seconds), **given)


def a_speaking_queue(meeting: Meeting) -> SpeakingQueue:
    """Rows: one has spoken, two wait (one in writing), one point of order; a change is logged."""
    queue = SpeakingQueue.objects.create(
        meeting=meeting,
        classes=["Members", "Observers"],
        first_turns=True,
        shares=True,
        limit_s=180,
        remote_delay_s=10,
        edition=1,
        last=4,
        published=BEFORE,
        opened=BEFORE,
    )
    queue.meeting = meeting
    for number, fields in enumerate(
        (
            {"called": after(60), "ended": after(120)},
            {"channel": "text", "text": "Libraries first."},
            {"capacity": "Director", "on_behalf_of": "The Society of Libraries"},
            {"kind": "point"},
        ),
        start=1,
    ):
        _row(queue, number, **fields)
    _change(queue, queue.requests.get(number=2))
    return queue


def _row(queue: SpeakingQueue, number: int, **fields) -> QueueRequest:
    usual = {"channel": "remote", "kind": "intervention", "item": 1, "precedence": "Observers"}
    return QueueRequest.objects.create(
        queue=queue,
        number=number,
        key=f"{number:064}",
        speaker=f"{number:064}",
        name=f"Person {number}",
        asked=after(number),
        **{**usual, **fields},
    )


def _change(queue: SpeakingQueue, one: QueueRequest) -> QueueChange:
    return QueueChange.objects.create(
        queue=queue, request=one, act="move", place=1, reason="Has to leave.", at=BEFORE
    )


def more_requests(queue: SpeakingQueue, more: int) -> None:
    """Rows for long lists: of those who wait, who have spoken, and of the log."""
    group = queue.meeting.cycle.forum.group_tree.groups.first()
    for number in range(100, 100 + more):
        _change(queue, _row(queue, number, group=group))
        _row(queue, number + 1000, called=after(number), ended=after(number + 0.5))
        _row(queue, number + 2000, kind="reply")
