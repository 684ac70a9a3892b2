"""Few threads enter Django, however many requests wait: the lanes.

A request comes here when its body is whole (`site.rsgi`), in a thread of its own, and waits for a
lane. Only lanes open connections to the database.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import connections

from conspectus.core.clock import STAMP_HEADER, stamp
from conspectus.core.receipts import LONGEST_WAIT, is_recorded
from conspectus.core.turns import in_turn, turns
from conspectus.site.beside import Beside

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

DOERS = 4
"""Threads for what is done at a desk: publishing a paper takes a while, and pages go on."""

SENDERS = 24
"""Threads for what is sent in: while one batch goes to the disk, the next is read and gathered."""


SHORT_TURNS = 0.0005
"""Seconds of Python that a thread has while others want it: pages come soon, whoever else works."""

LONG_TURNS = 0.005
"""The same while many submit: then it is changing threads that costs, a seventh of all."""

CROWD = 6
"""Submissions at work from which on they are many."""


class Lanes:
    """``application`` behind ``count`` threads; a request waits in the order of arrival.

    ``beside``: another process that makes pages.
    """

    def __init__(
        self, application: Application, *, count: int, beside: Beside | None = None
    ) -> None:
        self._application = application
        self._beside = beside
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="lane")
        self._doers = ThreadPoolExecutor(DOERS, thread_name_prefix="doer")
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")
        self._crowd = _Crowd()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The WSGI call, in a thread that may wait."""
        environ.setdefault(STAMP_HEADER, stamp())
        answer = self._answer(environ)
        if answer.leaf is not None:
            # Held back until it is true: what is acknowledged is in the public record.
            is_recorded(answer.leaf, LONGEST_WAIT)
        start_response(*answer.said)
        return answer.content

    def _answer(self, environ: Environ) -> _Answer:
        """What a lane gives; those that submit enter the lanes in the order of their stamps."""
        if not in_turn(environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")):
            if self._beside is None:
                return self._here(environ)
            return self._beside.page(environ, lambda: self._here(environ), _from_beside)
        mine = environ[STAMP_HEADER]
        with self._crowd:
            try:
                begun = turns.admit(mine, lambda: self._senders.submit(self._in_lane, environ))
                return begun.result()
            finally:
                turns.leave(mine)

    def _here(self, environ: Environ) -> _Answer:
        pool = self._pool if environ["REQUEST_METHOD"] in {"GET", "HEAD"} else self._doers
        return pool.submit(self._in_lane, environ).result()

    def _in_lane(self, environ: Environ) -> _Answer:
        said: list[Any] = []
        given = self._application(environ, lambda *told: said.extend(told))
        leaf = getattr(given, "waits_for_leaf", None)
        if getattr(given, "streaming", True):
            return _Answer(said, _Streamed(given), leaf)
        try:
            return _Answer(said, list(given), leaf)
        finally:
            given.close()  # type: ignore[attr-defined] # Django's answers have it


def take_short_turns() -> None:
    """Called in the web process, once."""
    sys.setswitchinterval(SHORT_TURNS)


class _Crowd:
    """How many submit at this moment, and turns of Python as long as that asks for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    def __enter__(self) -> None:
        self._add(1)

    def __exit__(self, *_error: object) -> None:
        self._add(-1)

    def _add(self, more: int) -> None:
        with self._lock:
            was, self._count = self._count, self._count + more
            if (was >= CROWD) != (self._count >= CROWD):
                sys.setswitchinterval(LONG_TURNS if more > 0 else SHORT_TURNS)


@dataclass(frozen=True, slots=True)
class _Answer:
    """``said``: what ``start_response`` gets; ``leaf``: what must be in the record before."""

    said: list[Any]
    content: Iterable[bytes]
    leaf: int | None


def _from_beside(said: list[Any], content: list[bytes]) -> _Answer:
    return _Answer(said, content, leaf=None)


class _Streamed:
    """A streamed answer: what it opens in the server's thread is closed with it."""

    def __init__(self, content: Iterable[bytes]) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._content)

    def close(self) -> None:
        """Called by the server, also where the reader went away."""
        try:
            close = getattr(self._content, "close", None)
            if close is not None:
                close()
        finally:
            connections.close_all()
