"""What one process has heard for its live pages: one thread asks the database for all who wait.

It listens where the database tells of commits (PostgreSQL), else looks, `GLANCE` apart, at whether
another connection has committed, which costs no query. It begins with the first who waits and ends
a moment after the last. Those who wait are woken only for their own channel.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import structlog
from django.db import DatabaseError, connection
from django.db.models import Max

from conspectus.core.listening import LIVE, Ear
from conspectus.core.models import LiveEvent
from conspectus.core.remembered import state_of_database

GLANCE: Final = 0.025
"""Seconds between two looks where the database does not tell."""

PAUSE: Final = 2.0
"""Seconds after which it looks though it was told of nothing."""

LINGER: Final = 1.0
"""Seconds that it goes on when nobody waits any more: most come again."""

KNOWN: Final = 2_000
"""Events that are remembered, of all channels; who missed more asks the database."""

Wake = Callable[[], object]

log = structlog.get_logger("live")


class Hearing:
    """For many threads and loops of events; where a process forks, its child has another one.

    ``_heard`` holds every event later than ``_since``, which is ``None`` until it has looked.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: defaultdict[str, set[Wake]] = defaultdict(set)
        self._thread: threading.Thread | None = None
        self._heard: deque[tuple[int, str]] = deque()
        self._since: int | None = None
        self._ended = threading.Event()

    @contextmanager
    def attended(self, channel: str, wake: Wake) -> Iterator[None]:
        """``wake`` is called in another thread when there is something new on the channel."""
        with self._lock:
            self._waiting[channel].add(wake)
            if self._thread is None or not self._thread.is_alive():
                self._since = None
                self._thread = threading.Thread(target=self._go_on, name="live", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._waiting[channel].discard(wake)
                if not self._waiting[channel]:
                    del self._waiting[channel]

    def newer(self, channel: str, after: int) -> list[int] | None:
        """Ids on the channel, the oldest first; ``None`` where only the database knows.

        Empty, too, before the thread has looked for the first time: it wakes everybody then.
        """
        with self._lock:
            if self._since is None:
                return []
            if after < self._since:
                return None
            found = []
            for number, where in reversed(self._heard):
                if number <= after:
                    break
                if where == channel:
                    found.append(number)
            return found[::-1]

    def end(self) -> None:
        """Ends the thread and its connection: nothing is heard any more until somebody comes."""
        thread = self._thread
        self._ended.set()
        if thread is not None:
            thread.join()
        self._ended.clear()

    def _go_on(self) -> None:
        ear, seen = Ear(LIVE), None
        ear.begin()
        quiet_since = time.monotonic()
        while not self._leaves(quiet_since):
            seen = self._look_unless(seen)
            ear.wait(PAUSE if connection.vendor == "postgresql" else GLANCE, self._ended)
            if self._waiting:
                quiet_since = time.monotonic()
        ear.close()
        connection.close()

    def _leaves(self, quiet_since: float) -> bool:
        with self._lock:
            is_alone = not self._waiting and time.monotonic() - quiet_since > LINGER
            if is_alone or self._ended.is_set():
                self._thread = None
            return self._thread is None

    def _look_unless(self, seen: object) -> object:
        """What the database's state was before this looked; ``seen``: nothing is new then."""
        try:
            state = None if connection.vendor == "postgresql" else state_of_database()
            if state is None or state != seen:
                self._look()
        except DatabaseError as error:
            log.warning("live", error=str(error))
            connection.close()
            return None
        return state

    def _look(self) -> None:
        """Hears of what has been committed since the last look; at first, up to where it is."""
        if self._since is None:
            self._remember([], LiveEvent.objects.aggregate(last=Max("id"))["last"] or 0)
            return
        last = self._heard[-1][0] if self._heard else self._since
        newer = LiveEvent.objects.filter(pk__gt=last).order_by("pk")
        self._remember(list(newer.values_list("pk", "channel")), self._since)

    def _remember(self, heard: list[tuple[int, str]], since: int) -> None:
        with self._lock:
            first, self._since = self._since is None, since
            if first:
                self._heard.clear()
            self._heard.extend(heard)
            while len(self._heard) > KNOWN:
                self._since = self._heard.popleft()[0]
            channels = set(self._waiting) if first else {channel for _, channel in heard}
            woken = [wake for one in channels for wake in self._waiting.get(one, ())]
        for wake in woken:
            with suppress(RuntimeError):  # its loop of events has ended
                wake()
