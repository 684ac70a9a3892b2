"""In turn: what requests write is written in the order of their stamps, several in one commit.

Two things are needed for "who came first has the lower number" (decision 0023):

1. *Admission*. Requests are stamped when their head is read; their bodies arrive when they do.
   `Turns.admit` starts the work of a request only when every request with an earlier stamp is
   here too, or has had `PATIENCE` to arrive.
2. *Writing*. `Turns.write` collects the writes of the requests under work, waits for those
   with earlier stamps, and does them in the order of stamps in one transaction: one wait for the
   disk for all of them.

Requests that the server's front did not announce (tests, other servers) are written in the order
in which they ask. One `Turns` serves one process; several web processes are ordered among
themselves by the database only.
"""

from __future__ import annotations

import datetime as dt
import heapq
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import transaction

from conspectus.core.clock import stamp

PATIENCE = 0.5
"""Seconds that a request's body may need before later requests no longer wait for it."""

MORE_PATIENCE = 0.02
"""Seconds more for each request that is arriving: in a crowd it is the server that is slow.

Counted when somebody is about to go ahead, not when the head was read: the first of a crowd was
read when there was none yet, and its thread waits for Python like all the others.
"""

MOST_PATIENCE = 20.0
"""Seconds; nobody waits longer for a body that dribbles in."""

LONGEST_WAIT = 30.0
"""Seconds that a write waits for earlier ones that are under work; a safeguard, not a rule."""

MOST_AT_ONCE = 64
"""Writes in one transaction: none waits long for the others."""

ORDERED = re.compile(r"/[a-z-]+/[\w-]+/[\w-]+/(?:calls/[\w-]+/contribute/quick|drafts/[^/]+/send)/")
"""Paths whose requests are admitted in the order of their stamps: those that submit, no others."""

OUTLASTED = 16
"""Bodies that one address lets the others wait for in vain, until it is no longer waited for."""

REMEMBERED = 60.0
"""Seconds after which that is forgotten."""

MOST_ADDRESSES = 10_000
"""With more to remember, all are forgotten: memory is bounded, whoever writes to us."""

T = TypeVar("T")


@dataclass(slots=True)
class _Write(Generic[T]):
    """``leads``: the writes that this one's thread is to do, its own among them."""

    stamp: dt.datetime
    job: Callable[[], T]
    since: float
    is_taken: bool = False
    is_done: bool = False
    leads: list[_Write[Any]] | None = None
    woken: threading.Event = field(default_factory=threading.Event)
    result: T | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Arrival:
    """A request whose head was read at ``since``. ``is_here``: its body was read too.

    ``start``: set when its thread has come to `admit`.
    """

    since: float
    sender: str = ""
    is_here: bool = False
    start: Callable[[], Any] | None = None
    started: threading.Event = field(default_factory=threading.Event)
    result: Any = None


class Turns:
    """The order of one process; its methods may be called from any thread."""

    def __init__(self) -> None:
        self._arrivals = threading.Lock()
        self._arriving: dict[dt.datetime, _Arrival] = {}
        self._order: list[dt.datetime] = []  # heap of stamps that others wait for
        self._latest: dt.datetime | None = None  # of those that were started
        self._outlasted: dict[str, deque[float]] = {}  # by address, when patience ended
        self._writes = threading.Lock()
        self._at_work: set[dt.datetime] = set()
        self._earliest: list[dt.datetime] = []  # heap over `_at_work`, with some that left
        self._waiting: dict[dt.datetime, _Write[Any]] = {}
        self._is_writing = False

    def announce(self, sender: str = "") -> dt.datetime:
        """The stamp of a request whose head has just been read; `admit` or `leave` may follow.

        Stamped and announced in one: no later stamp is admitted before this one is known.
        ``sender``: the address that it came from. One that has sent too many heads without
        bodies is stamped and not waited for.
        """
        with self._arrivals:
            given = stamp()
            if not self._has_worn_us_out(sender):
                self._arriving[given] = _Arrival(time.monotonic(), sender)
                heapq.heappush(self._order, given)
        return given

    def is_here(self, stamp: dt.datetime) -> None:
        """The body of an announced request was read too.

        From now on it is only the server that is slow, and others wait for it.
        """
        with self._arrivals:
            mine = self._arriving.get(stamp)
            if mine is not None:
                mine.is_here = True

    def _has_worn_us_out(self, sender: str) -> bool:
        times = self._outlasted.get(sender)
        if times is None or len(times) < OUTLASTED:
            return False
        return time.monotonic() - times[0] < REMEMBERED

    def _remember(self, sender: str) -> None:
        """That a body did not come in time; holds the lock of arrivals."""
        if len(self._outlasted) >= MOST_ADDRESSES:
            self._outlasted.clear()
        self._outlasted.setdefault(sender, deque(maxlen=OUTLASTED)).append(time.monotonic())

    def admit(self, stamp: dt.datetime, start: Callable[[], T]) -> T:
        """Calls ``start`` (which queues the request for work) when its turn has come.

        Calls of ``start`` are in the order of stamps and never at the same time. Followed by
        `leave` when the work is done.
        """
        with self._arrivals:
            mine = self._arriving.get(stamp)
            if mine is None:  # not announced, or others no longer waited for it
                mine = self._arriving[stamp] = _Arrival(time.monotonic())
                heapq.heappush(self._order, stamp)
            mine.start = start
            self._start_in_order()
            seconds = self._seconds_to_wait()
        while not mine.started.wait(seconds):
            with self._arrivals:
                self._start_in_order()
                seconds = self._seconds_to_wait()
        return mine.result  # type: ignore[no-any-return] # what `start` returned

    def leave(self, stamp: dt.datetime) -> None:
        """The request is answered, or will not be."""
        with self._arrivals:
            self._arriving.pop(stamp, None)
            self._start_in_order()
        self._leave_work(stamp)

    def write(self, stamp: dt.datetime, job: Callable[[], T]) -> T:
        """What ``job`` returns, after the commit of the transaction in which it ran.

        ``job`` may run in another request's thread, after the jobs with earlier stamps. What it
        raises is raised here, and undoes nothing of the others.
        """
        mine = _Write(stamp, job, time.monotonic())
        while not self._enter(mine):  # the same stamp twice: not from the clock, but harmless
            time.sleep(0.001)
        while not mine.is_done:
            mine.woken.wait(PATIENCE)
            if mine.leads is not None:
                self._write_batch(mine.leads)
            elif not mine.is_done:
                with self._writes:
                    self._choose_leader()
        if mine.error is not None:
            raise mine.error
        return mine.result  # type: ignore[return-value] # set with is_done

    def _enter(self, mine: _Write[Any]) -> bool:
        with self._writes:
            if mine.stamp in self._waiting:
                return False
            self._waiting[mine.stamp] = mine
            self._at_work.discard(mine.stamp)
            self._choose_leader()
        return True

    def _start_in_order(self) -> None:
        """Starts whoever is here and waits for nobody earlier; holds the lock of arrivals."""
        while self._order:
            stamp = self._order[0]
            first = self._arriving.get(stamp)
            if first is not None and first.start is None and self._patience_with(first) > 0:
                return
            heapq.heappop(self._order)
            self._arriving.pop(stamp, None)
            if first is not None and first.start is None:
                self._remember(first.sender)
            elif first is not None and first.start is not None:
                self._enter_work(stamp)
                first.result = first.start()
                first.started.set()

    def _seconds_to_wait(self) -> float:
        """Until the patience with the first in the order ends; whoever is here starts before."""
        first = self._arriving.get(self._order[0]) if self._order else None
        return max(self._patience_with(first), 0.001) if first is not None else PATIENCE

    def _patience_with(self, arrival: _Arrival) -> float:
        """Seconds that are left of it, as crowded as it is now."""
        if arrival.is_here:
            return arrival.since + LONGEST_WAIT - time.monotonic()
        patience = min(PATIENCE + MORE_PATIENCE * (len(self._arriving) - 1), MOST_PATIENCE)
        return arrival.since + patience - time.monotonic()

    def _enter_work(self, stamp: dt.datetime) -> None:
        """One that comes after a later one is waited for by nobody: it may be queued behind it."""
        if self._latest is not None and stamp < self._latest:
            return
        self._latest = stamp
        with self._writes:
            self._at_work.add(stamp)
            heapq.heappush(self._earliest, stamp)

    def _leave_work(self, stamp: dt.datetime) -> None:
        with self._writes:
            if stamp in self._at_work:
                self._at_work.discard(stamp)
                self._choose_leader()

    def _choose_leader(self) -> None:
        """Wakes the thread that does the next writes, if there are any; holds the lock of writes.

        One thread is woken, not all that wait: with dozens, waking would cost more than writing.
        """
        batch = [] if self._is_writing else self._ready()
        if batch:
            self._is_writing = True
            for one in batch:
                one.is_taken = True
            batch[0].leads = batch
            batch[0].woken.set()

    def _ready(self) -> list[_Write[Any]]:
        """The writes whose turn it is, in the order of stamps."""
        while self._earliest and self._earliest[0] not in self._at_work:
            heapq.heappop(self._earliest)
        missing = self._earliest[0] if self._earliest else None
        now = time.monotonic()
        todo = sorted(
            ((stamp, one) for stamp, one in self._waiting.items() if not one.is_taken),
            key=lambda pair: pair[0],
        )
        ready = [
            one
            for stamp, one in todo
            if missing is None or stamp < missing or now - one.since > LONGEST_WAIT
        ]
        return ready[:MOST_AT_ONCE]

    def _write_batch(self, batch: list[_Write[Any]]) -> None:
        """In the thread of its first; the others sleep until all is on the disk."""
        try:
            _write_all(batch)
        finally:
            with self._writes:
                self._is_writing = False
                for one in batch:
                    del self._waiting[one.stamp]
                    one.is_done = True
                    one.leads = None
                    one.woken.set()
                self._choose_leader()


def _write_all(batch: list[_Write[Any]]) -> None:
    """All jobs in one transaction, each in its own savepoint."""
    try:
        with transaction.atomic():
            for one in batch:
                _do(one)
    except BaseException as error:
        for one in batch:
            one.error = one.error or error
        if not isinstance(error, Exception):
            raise


def _do(one: _Write[Any]) -> None:
    try:
        with transaction.atomic():
            one.result = one.job()
    except Exception as error:  # noqa: BLE001 - raised again in the thread that asked
        one.error = error


def in_turn(method: str, path: str) -> bool:
    """Whether a request is one of those that are admitted in the order of their stamps."""
    return method == "POST" and ORDERED.fullmatch(path) is not None


turns = Turns()
"""The turns of this process."""


def stamp_request(method: str, path: str, sender: str = "") -> dt.datetime:
    """The stamp of a request: what the server's front does first of all."""
    return turns.announce(sender) if in_turn(method, path) else stamp()
