"""The speaking queue at work: somebody asks, withdraws, is called, ends; a chair does otherwise.

Each act locks the queue, so that two chairs at two screens call one after the other, and tells
the meeting's live page in its own transaction.
"""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from conspectus.consultations import queueing
from conspectus.consultations.models import Meeting, QueueChange, QueueRequest, SpeakingQueue
from conspectus.consultations.paths import queue_path
from conspectus.consultations.queries.queue import (
    asked_of,
    given_of,
    order_of,
    request_at,
    requests_of,
    seconds_spoken,
)
from conspectus.consultations.services.queue_options import tell_queue
from conspectus.consultations.services.queue_texts import make_intervention
from conspectus.consultations.services.queue_totals import keep_totals_only, record_override
from conspectus.contributions.services.links import address_code
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.retention import PERIODS
from conspectus.people.lookalike.skeletons import one_skeleton
from conspectus.people.models import Account, StakeholderGroup

FULL: Final = 1000
"""Requests that wait at once: more are a flood."""

FORGOTTEN: Final = dt.timedelta(
    days=next(one.days or 0 for one in PERIODS if one.key == "speaking queue")
)
"""After which a queue that nobody closed is closed."""

Who = SpeakingQueue.Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for; columns of `QueueRequest`."""

    name: str
    channel: str
    kind: str = queueing.Kind.INTERVENTION
    capacity: str = ""
    on_behalf_of: str = ""
    group: StakeholderGroup | None = None
    precedence: str = ""
    item: int | None = None
    language: str = "en"
    text: str = ""


def code_of_request(row: QueueRequest) -> str:
    """What only whoever asked holds: it stands in the link to the own place."""
    return address_code(f"queue request {row.key}", "")


def own_request_path(row: QueueRequest) -> str:
    """The private page of a request, without language."""
    return f"{queue_path(row.queue)}own/{row.number}/{code_of_request(row)}/"


@transaction.atomic
def open_queue(queue: SpeakingQueue, *, at: dt.datetime) -> None:
    """From now on requests are taken; the options were published before."""
    kept = _locked(queue)
    kept.opened, kept.closed = kept.opened or at, None
    kept.save(update_fields=["opened", "closed"])
    tell_queue(kept, "opened")


@transaction.atomic
def close_queue(queue: SpeakingQueue, *, at: dt.datetime) -> None:
    """Nobody speaks or waits any more; of those who were never called nothing is kept."""
    kept = _locked(queue)
    _end(kept, requests_of(kept), at=at)
    for row in requests_of(kept):
        if row.is_waiting:
            row.queue = kept
            _take_back(row, at=at)
    if not kept.meeting.is_attributed:
        keep_totals_only(kept, at=at)
    kept.closed = at
    kept.save(update_fields=["closed", "totals"])
    tell_queue(kept, "closed")


def close_forgotten() -> int:
    """Queues that nobody closed; how many. Who waits there for weeks waits no more.

    Those of meetings without attribution are closed a day after the meeting's end.
    """
    left = SpeakingQueue.objects.filter(opened__isnull=False, closed__isnull=True)
    left = left.alias(end=Coalesce("meeting__ends", "meeting__starts"))
    silent = Q(meeting__mode=Meeting.Mode.NON_ATTRIBUTION, end__lt=stamp() - dt.timedelta(days=1))
    over = left.filter(silent | Q(opened__lt=stamp() - FORGOTTEN))
    queues = list(over.select_related("meeting__cycle__scope"))
    for one in queues:
        close_queue(one, at=stamp())
    return len(queues)


@transaction.atomic
def open_item(queue: SpeakingQueue, *, item: int | None) -> None:
    """Says which agenda item is open; ``None``: all are.

    Raises:
        SiteError: the agenda has no such item.
    """
    kept = _locked(queue)
    _check_item(kept, item)
    kept.item = item
    kept.save(update_fields=["item"])
    tell_queue(kept, "item")


@transaction.atomic
def ask(
    queue: SpeakingQueue,
    wish: Wish,
    *,
    key: str,
    at: dt.datetime,
    account: Account | None = None,
    by_chair: bool = False,
) -> QueueRequest:
    """Somebody wants to speak. ``at``: the stamp of the request, which is its place by default.

    ``key``: of the form; sent twice it is one request. ``by_chair``: the chair adds somebody who
    is in the room; then ``account`` is not theirs and none is kept.

    Raises:
        SiteError: the queue is not open or full, this person may not ask or asks already, or a
            participant in writing gave no text.
    """
    kept = _locked(queue)
    known = QueueRequest.objects.filter(queue=kept, key=key).first()
    if known is not None:
        known.queue = kept
        return known
    _check_wish(kept, wish, account=account, by_chair=by_chair)
    own = None if by_chair else account
    speaker = _speaker(kept, wish.name, own)
    _check_alone(kept, wish, speaker)
    kept.last += 1
    kept.save(update_fields=["last"])
    row = QueueRequest.objects.create(
        queue=kept,
        number=kept.last,
        key=key,
        account=own,
        by_chair=by_chair,
        speaker=speaker,
        asked=at,
        **{name: getattr(wish, name) for name in Wish.__dataclass_fields__},
    )
    tell_queue(kept, "asked", row.number)
    return row


def _check_wish(
    queue: SpeakingQueue, wish: Wish, *, account: Account | None, by_chair: bool
) -> None:
    if not queue.is_open:
        raise SiteError(_("The queue is not open."))
    if not by_chair and queue.who == Who.CHAIR:
        raise SiteError(_("In this meeting the chair alone adds to the queue: raise your hand."))
    if not by_chair and queue.who == Who.ACCOUNTS and account is None:
        raise SiteError(_("In this meeting one asks with an account: please sign in."))
    if wish.channel == queueing.Channel.TEXT and not wish.text.strip():
        raise SiteError(_("Who takes part in writing writes what is to be read out."), field="text")
    if wish.precedence and wish.precedence not in queue.classes:
        raise SiteError(_("This meeting has no such class."), field="precedence")
    _check_item(queue, wish.item)
    waiting = QueueRequest.objects.filter(queue=queue, ended=None, withdrawn=None)
    if not by_chair and waiting.count() >= FULL:
        raise SiteError(_("The queue is full; try again in a while."))


def _check_item(queue: SpeakingQueue, item: int | None) -> None:
    if item is not None and not 1 <= item <= len(queue.meeting.agenda):
        raise SiteError(_("The agenda has no such item."), field="item")


def _check_alone(queue: SpeakingQueue, wish: Wish, speaker: str) -> None:
    """One open request for a person, an item and a kind; of points of order, one at a time."""
    same = QueueRequest.objects.filter(
        queue=queue, speaker=speaker, kind=wish.kind, ended=None, withdrawn=None
    )
    if wish.kind != queueing.Kind.POINT:
        same = same.filter(item=wish.item)
    if same.exists():
        raise SiteError(
            _("There is a request of this name for this item already; it keeps its place."),
            field="name",
        )


def _speaker(queue: SpeakingQueue, name: str, account: Account | None) -> str:
    """The same for the same account, else for the same name, and readable by nobody.

    Names that are drawn alike are one. Whoever types the name of somebody with an account is
    somebody else: nobody's first turn is used up by another.
    """
    who = f"name\0{one_skeleton(name)}" if account is None else f"account\0{account.pk}"
    said = f"queue speaker\0{queue.pk}\0{who}"
    return hmac.digest(settings.SECRET_KEY.encode(), said.encode(), "sha256").hex()


@transaction.atomic
def withdraw(row: QueueRequest, *, at: dt.datetime) -> None:
    """Somebody does not want to speak any more: nothing is kept of who it was.

    Raises:
        SiteError: it does not wait.
    """
    queue = _locked(row.queue)
    row = request_at(queue, row.number)
    if not row.is_waiting:
        raise SiteError(_("This request does not wait any more."))
    _take_back(row, at=at)
    tell_queue(queue, "withdrawn", row.number)


def _take_back(row: QueueRequest, *, at: dt.datetime) -> None:
    """Who was interrupted and does not go on has spoken."""
    if row.was_called:
        row.called = row.ended = at
    else:
        row.withdrawn, row.speaker = at, ""
    if row.withdrawn or not row.queue.meeting.is_attributed:
        _forget(row)
    row.save()


def _forget(row: QueueRequest) -> None:
    """Of a group that shares count, its turns stay known until the queue is closed."""
    row.name = row.capacity = row.on_behalf_of = row.precedence = row.text = ""
    row.account = None
    if row.withdrawn or not row.queue.shares:
        row.group = None


@transaction.atomic
def call_next(queue: SpeakingQueue, *, at: dt.datetime, shown: int | None = None) -> int:
    """Who speaks has ended, and the next has the floor; their number, 0 where nobody waits.

    ``shown``: the number of who was next on the page on which the button was pressed.

    Raises:
        SiteError: the queue is not open, or somebody else is next by now.
    """
    kept = _open(queue)
    rows = requests_of(kept)
    following = queueing.next_of(order_of(kept, rows))
    number = following.asked.number if following else 0
    if shown is not None and shown != number:
        raise SiteError(_("The queue has changed: look again at who is next."))
    _end(kept, rows, at=at)
    _give_floor(kept, number, at=at)
    return number


@transaction.atomic
def call_point(queue: SpeakingQueue, *, at: dt.datetime) -> int:
    """The first point of order has the floor; who speaks goes on after it. 0 where none waits.

    Raises:
        SiteError: the queue is not open.
    """
    kept = _open(queue)
    rows = requests_of(kept)
    waiting = (one.asked for one in order_of(kept, rows))
    point = next((one for one in waiting if one.kind == queueing.Kind.POINT), None)
    if point is None:
        return 0
    _interrupt(kept, rows, at=at)
    _give_floor(kept, point.number, at=at)
    return point.number


@transaction.atomic
def end_current(queue: SpeakingQueue, *, at: dt.datetime) -> None:
    """Who speaks has ended; nobody has the floor."""
    kept = _open(queue)
    _end(kept, requests_of(kept), at=at)
    tell_queue(kept, "ended")


def _end(queue: SpeakingQueue, rows: list[QueueRequest], *, at: dt.datetime) -> None:
    for row in rows:
        if row.is_speaking:
            row.ended = max(at, row.called or at)
            _finish(queue, row, at=at)


def _finish(queue: SpeakingQueue, row: QueueRequest, *, at: dt.datetime) -> None:
    """What was read out is in the record; a meeting without attribution knows nobody."""
    row.queue = queue
    if row.channel == queueing.Channel.TEXT and row.text:
        row.intervention = make_intervention(row, at=at)
        row.text = ""
    if not queue.meeting.is_attributed:
        _forget(row)
    row.save()


def _interrupt(queue: SpeakingQueue, rows: list[QueueRequest], *, at: dt.datetime) -> None:
    for row in rows:
        if row.is_speaking and row.kind == queueing.Kind.POINT:
            row.ended = max(at, row.called or at)
            _finish(queue, row, at=at)
        elif row.is_speaking:
            row.spent_s, row.called = max(seconds_spoken(row, at), 0.001), None
            row.save(update_fields=["spent_s", "called"])


def _give_floor(queue: SpeakingQueue, number: int, *, at: dt.datetime) -> None:
    if number:
        QueueRequest.objects.filter(queue=queue, number=number).update(
            called=at, place=None, skipped=None
        )
    tell_queue(queue, "called" if number else "ended", number)


@transaction.atomic
def override(
    queue: SpeakingQueue,
    *,
    number: int,
    act: str,
    reason: str,
    by: Account | None,
    at: dt.datetime,
    place: int = 1,
) -> QueueChange:
    """A chair does otherwise than the order has it: logged with the reason, for everybody to see.

    Raises:
        SiteError: there is no reason, the request does not wait, or only time orders its kind.
    """
    kept = _open(queue)
    row = request_at(kept, number)
    if not row.is_waiting:
        raise SiteError(_("This request does not wait any more."))
    if act == queueing.Act.MOVE and row.kind != queueing.Kind.INTERVENTION:
        raise SiteError(
            _("Points of order and replies come by time: skip it, or let it speak now."),
            field="act",
        )
    try:
        said = queueing.Override(number, queueing.Act(act), reason, place)
    except ValueError as error:
        raise SiteError(_("Write the reason; everybody reads it."), field="reason") from error
    rows = requests_of(kept)
    if said.act == queueing.Act.WITHDRAW:
        _take_back(row, at=at)
    else:
        put = queueing.overridden(asked_of(row), said, given_of(rows), at=at)
        row.place, row.skipped = put.place, put.skipped
        row.save(update_fields=["place", "skipped"])
    change = _log(row, said, by=by, at=at)
    if said.act == queueing.Act.NOW:
        _end(kept, rows, at=at)
        _give_floor(kept, number, at=at)
    else:
        tell_queue(kept, said.act, number)
    return change


def _log(
    row: QueueRequest, said: queueing.Override, *, by: Account | None, at: dt.datetime
) -> QueueChange:
    """The log, which says why, and a leaf, which says that there is a why: it may name somebody.

    A leaf stays for good, with its own time: of a meeting without attribution it comes when the
    queue is closed (`queue_totals`) and tells no request.
    """
    place = said.place if said.act == queueing.Act.MOVE else None
    change = QueueChange.objects.create(
        queue=row.queue, request=row, act=said.act, place=place, reason=said.reason, by=by, at=at
    )
    if row.queue.meeting.is_attributed:
        record_override(change, {"request": row.number, "place": place or 0, "at": at.isoformat()})
    return change


@transaction.atomic
def take_in(queue: SpeakingQueue, *, number: int, at: dt.datetime) -> None:
    """A written intervention becomes part of the record without being read out.

    Raises:
        SiteError: it does not wait, or has no text.
    """
    kept = _open(queue)
    row = request_at(kept, number)
    if not row.is_waiting or not row.text:
        raise SiteError(_("There is no text that waits."))
    row.ended = at
    _finish(kept, row, at=at)
    tell_queue(kept, "taken in", number)


def _locked(queue: SpeakingQueue) -> SpeakingQueue:
    kept = SpeakingQueue.objects.select_for_update().get(pk=queue.pk)
    kept.meeting = queue.meeting
    return kept


def _open(queue: SpeakingQueue) -> SpeakingQueue:
    kept = _locked(queue)
    if not kept.is_open:
        raise SiteError(_("The queue is not open."))
    return kept
