"""Few threads enter Django, however many requests wait: the lanes.

The server gives each request a thread as soon as its head is read, so that it is stamped then and
not when its turn comes, and a body that dribbles in over a slow line holds nobody up: it is read
whole before the request enters a lane. Only lanes open connections to the database.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any

from django.db import connections

from conspectus.core.clock import STAMP_HEADER, stamp
from conspectus.core.receipts import LONGEST_WAIT, is_recorded
from conspectus.core.turns import in_turn, turns

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

IN_MEMORY = 256 * 1024
"""Bytes of a request's body that are kept in memory; more goes to a temporary file."""

LARGEST_BODY = 256 * 1024 * 1024
"""Bytes; above it nothing is read, whatever a form would allow."""

CHUNK = 64 * 1024

SENDERS = 12
"""Threads for what is sent in: while one batch goes to the disk, the next is read and gathered."""


class Lanes:
    """``application`` behind ``count`` threads; a request waits in the order of arrival."""

    def __init__(self, application: Application, *, count: int) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="lane")
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The WSGI call, in the server's thread."""
        environ.setdefault(STAMP_HEADER, stamp())
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST_BODY:
            start_response("413 Content Too Large", [("Content-Type", "text/plain")])
            return [b"The request is too large.\n"]
        answer = self._answer(environ)
        if answer.leaf is not None:
            # Held back until it is true: what is acknowledged is in the public record.
            is_recorded(answer.leaf, LONGEST_WAIT)
        start_response(*answer.said)
        return answer.content

    def _answer(self, environ: Environ) -> _Answer:
        """What a lane gives; those that submit enter the lanes in the order of their stamps."""
        if not in_turn(environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")):
            _read_body(environ)
            return self._pool.submit(self._in_lane, environ).result()
        mine = environ[STAMP_HEADER]
        try:
            _read_body(environ)
            return turns.admit(mine, lambda: self._senders.submit(self._in_lane, environ)).result()
        finally:
            turns.leave(mine)

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


@dataclass(frozen=True, slots=True)
class _Answer:
    """``said``: what ``start_response`` gets; ``leaf``: what must be in the record before."""

    said: list[Any]
    content: Iterable[bytes]
    leaf: int | None


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


def _read_body(environ: Environ) -> None:
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        body = _read_whole(environ["wsgi.input"])
        environ["wsgi.input"] = body
        environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
        body.seek(0)


def _read_whole(body: IO[bytes]) -> IO[bytes]:
    """Raises OSError where it is larger than it may be: the connection ends."""
    first = body.read(CHUNK)
    following = body.read(CHUNK) if first else b""
    if not following:  # most forms: no temporary file is even thought of
        return io.BytesIO(first)
    kept: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the request's own
    size = kept.write(first) + kept.write(following)
    while chunk := body.read(CHUNK):
        size += len(chunk)
        if size > LARGEST_BODY:
            raise OSError("The body of a request is larger than 256 MB.")
        kept.write(chunk)
    return kept
