"""Live pages: what happens on a channel, told at once to whoever waits for it in any process.

A service says in its own transaction what happened (`publish`); a page that shows it waits
(`wait_for_change` in a thread, `change_on` in a loop of events) for what is newer than the last id
that it knows, which is how server-sent events begin again after a broken connection
(``Last-Event-ID``). On PostgreSQL the commit itself tells every process (LISTEN), on SQLite each
process that has readers looks forty times a second at whether anybody has committed. Nobody who
waits asks the database, unless it was away for long (`core.hearing`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max

from conspectus.core.clock import stamp
from conspectus.core.hearing import Hearing
from conspectus.core.listening import LIVE, tell
from conspectus.core.models import LiveEvent

KEPT: Final = dt.timedelta(days=1)
"""How long an event can be asked for: a page that was away for longer is loaded anew."""

MOST: Final = 100
"""Ids that one answer holds; whoever has them asks for the next."""


PAGES: Final = 2_000
"""Live pages that one process holds open at once."""


@dataclass(frozen=True, slots=True)
class Happened:
    """``payload``: what the publisher said, a small object of JSON."""

    id: int
    payload: Mapping[str, Any]


def publish(channel: str, payload: Mapping[str, Any]) -> int:
    """Tells whoever waits on the channel, once the caller's transaction is committed; the id.

    ``channel``: a permanent address ("/igf/2026/calls/main/"). ``payload`` names what happened by
    kind and address and never holds words of anybody: no erasure comes here.
    """
    with transaction.atomic():
        row = LiveEvent.objects.create(channel=channel, payload=dict(payload))
        tell(LIVE)
    return int(row.pk)


def latest(channel: str) -> int:
    """The last id on a channel, else 0; to be asked before what the page shows is read."""
    last = LiveEvent.objects.filter(channel=channel).aggregate(last=Max("id"))["last"]
    return int(last or 0)


def happened(channel: str, ids: Sequence[int]) -> list[Happened]:
    """What the ids say, in their order; one query."""
    rows = LiveEvent.objects.filter(channel=channel, pk__in=ids).order_by("pk")
    return [Happened(number, said) for number, said in rows.values_list("pk", "payload")]


def wait_for_change(channel: str, after: int, seconds: float) -> list[int]:
    """Ids on the channel later than ``after``, the oldest first and `MOST` at most.

    As soon as there is one; none after so many ``seconds``. For a thread.
    """
    until = time.monotonic() + seconds
    woken = threading.Event()
    with _hearing.attended(channel, woken.set):
        while True:
            woken.clear()
            ids = _hearing.newer(channel, after)
            ids = _asked(channel, after) if ids is None else ids
            if ids or not woken.wait(max(0.0, until - time.monotonic())):
                return ids[:MOST]


async def change_on(channel: str, after: int, seconds: float) -> list[int]:
    """As `wait_for_change`, for a loop of events with thousands of readers."""
    until = time.monotonic() + seconds
    woken, loop = asyncio.Event(), asyncio.get_running_loop()
    with _hearing.attended(channel, lambda: loop.call_soon_threadsafe(woken.set)):
        while True:
            woken.clear()
            ids = _hearing.newer(channel, after)
            if ids is None:
                ids = await asyncio.to_thread(_asked_in_passing, channel, after)
            if ids:
                return ids[:MOST]
            try:
                await asyncio.wait_for(woken.wait(), max(0.0, until - time.monotonic()))
            except TimeoutError:
                return []


def forget_old() -> int:
    """Deletes events that nobody can wait for any more; how many."""
    return int(LiveEvent.objects.filter(created__lt=stamp() - KEPT).delete()[0])


def forget(channel: str) -> int:
    """Deletes what happened on a channel, where the times alone would tell too much; how many."""
    return int(LiveEvent.objects.filter(channel=channel).delete()[0])


def stop_hearing() -> None:
    """Ends this process's thread and its connection, where a database is to be closed."""
    _hearing.end()


def _asked(channel: str, after: int) -> list[int]:
    rows = LiveEvent.objects.filter(channel=channel, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:MOST])


def _asked_in_passing(channel: str, after: int) -> list[int]:
    """In a thread that is not ours to keep a connection in."""
    try:
        return _asked(channel, after)
    finally:
        connection.close()


def _hear_anew() -> None:
    """A child that was forked has none of its parent's threads."""
    global _hearing  # noqa: PLW0603 - one for each process
    _hearing = Hearing()


_hearing = Hearing()
os.register_at_fork(after_in_child=_hear_anew)
