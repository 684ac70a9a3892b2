"""A second process that makes pages beside the web process (decision 0030).

Python makes one page at a time in a process, and a machine has two processors at least. So every
second page that is no file yet is made in a child of its own: the web process sends it what was
asked and gets the finished answer, and keeps it where it may be kept. Nothing that is sent in goes
there, for the order of what is sent in is kept in one process; and whatever does not work out
there, is done here.

The two meet at a socket without a file, whose name only this group of processes knows, and each
lets in its own user alone. A message is its length in four bytes, then `marshal`.
"""

from __future__ import annotations

import datetime as dt
import io
import marshal
import os
import secrets
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple
from typing import Any, Final, TypeVar

from conspectus.core.clock import STAMP_HEADER
from conspectus.core.published import PUBLISHED, RenderedFrom

Answer = TypeVar("Answer")
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Made = tuple[list[Any], list[bytes], tuple[int, int, int] | None]
"""What ``start_response`` was told, the content, and what a public page was rendered from."""

CONNECTIONS: Final = 2
"""Pages that the child has in hand; further ones wait in the order in which they came."""

PATIENCE: Final = 30.0
"""Seconds after which the web process no longer waits for a page of the child."""

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a message."""

_PLAIN: Final = (str, int, bool, tuple)
_COOKIE: Final = "sessionid="
_FOR_PROGRAMS: Final = "/api/"
_HEAD: Final = struct.Struct("!I")
_PEER: Final = struct.Struct("3i")


def meeting_place() -> str:
    """A name for the socket, not to be guessed; in Linux's abstract namespace."""
    return f"\0conspectus-{secrets.token_hex(16)}"


class Beside:
    """The child as the web process sees it; ``place``: where it listens."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._pool = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="beside")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._here = self._there = 0

    def page(
        self,
        environ: Environ,
        here: Callable[[], Answer],
        made: Callable[[list[Any], list[bytes]], Answer],
    ) -> Answer:
        """The answer by whichever of the two has less to do.

        ``here`` makes it in this process; ``made`` turns what the child sent into an answer.
        """
        with self._lock:
            there = _is_page(environ) and self._there <= self._here
            self._there += there
            self._here += not there
        try:
            sent = self._pool.submit(self._sent, environ).result() if there else None
            if sent is None:
                return here()
            said, content, source = sent
            if source is not None:
                environ[PUBLISHED] = RenderedFrom(*source)
            return made(said, content)
        finally:
            with self._lock:
                self._there -= there
                self._here -= not there

    def _sent(self, environ: Environ) -> Made | None:
        """What the child makes of it; ``None`` where it is to be made here."""
        connection: socket.socket | None = getattr(self._own, "connection", None)
        self._own.connection = None
        try:
            connection = connection or _reach(self._place)
            send(connection, _plain(environ))
            found: Made | None = receive(connection)
        except (OSError, ValueError, EOFError):
            if connection is not None:
                connection.close()
            return None
        self._own.connection = connection
        return found


def _is_page(environ: Environ) -> bool:
    """Whether it may be made by either; files, and what programs ask for, are made here.

    Files are streamed, and the library for programs takes memory in each process that has it.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return False
    path = environ.get("PATH_INFO", "")
    is_for_anybody = path.endswith("/") and not path.startswith(_FOR_PROGRAMS)
    return is_for_anybody or _COOKIE in environ.get("HTTP_COOKIE", "")


def _plain(environ: Environ) -> Environ:
    kept = {key: value for key, value in environ.items() if isinstance(value, _PLAIN)}
    return kept | {STAMP_HEADER: environ[STAMP_HEADER].isoformat()}


def _reach(place: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(place)
        _same_user(connection)
    except OSError:
        connection.close()
        raise
    return connection


def _same_user(connection: socket.socket) -> None:
    """Raises OSError where another user is at the other end."""
    given = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
    if _PEER.unpack(given)[1] != os.getuid():
        raise PermissionError("Another user is at the other end of the socket.")


def send(connection: socket.socket, message: Any) -> None:  # noqa: ANN401 - plain values
    """Raises ValueError for what is no plain value, OSError where nobody is there any more."""
    content = marshal.dumps(message)
    connection.sendall(_HEAD.pack(len(content)) + content)


def receive(connection: socket.socket) -> Any:  # noqa: ANN401 - what was sent
    """Raises EOFError where the other end is gone, ValueError where the message is none."""
    (length,) = _HEAD.unpack(_exactly(connection, _HEAD.size))
    if length > LARGEST:
        raise ValueError("The message is too large.")
    return marshal.loads(_exactly(connection, length))  # noqa: S302 - of our own process


def _exactly(connection: socket.socket, length: int) -> bytes:
    read = bytearray()
    while len(read) < length:
        some = connection.recv(min(1 << 16, length - len(read)))
        if not some:
            raise EOFError
        read += some
    return bytes(read)


def make_pages(application: Application, place: str) -> None:
    """The child's work, until it is ended: a thread for each connection."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as meeting:
        meeting.bind(place)
        meeting.listen(CONNECTIONS)
        while True:
            connection, _nobody = meeting.accept()
            threading.Thread(target=_answer, args=(application, connection), daemon=True).start()


def _answer(application: Application, connection: socket.socket) -> None:
    with connection, suppress(OSError, EOFError):
        _same_user(connection)
        while True:
            environ = receive(connection)
            try:
                send(connection, _made(application, environ))
            except ValueError:  # more than plain values: the web process makes it itself
                send(connection, None)


def _made(application: Application, environ: Environ) -> Made | None:
    """``None`` for what is streamed, or waits for the record."""
    environ[STAMP_HEADER] = dt.datetime.fromisoformat(environ[STAMP_HEADER])
    environ |= {"wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr}
    said: list[Any] = []
    given: Any = application(environ, lambda *told: said.extend(told))
    try:
        if getattr(given, "streaming", True) or getattr(given, "waits_for_leaf", None) is not None:
            return None
        source = environ.get(PUBLISHED)
        told = astuple(source) if isinstance(source, RenderedFrom) else None
        return said, [bytes(part) for part in given], told
    finally:
        given.close()
