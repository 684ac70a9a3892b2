"""How a request arrives: stamped in one thread, answered there if it is a file.

The server's event loop is the only thread that reads heads. It stamps each, gives what the front
has ready, and reads the bodies of the others; these then wait in threads of their own for a lane
and for the disk. So a file never waits for Python behind hundreds of threads, and stamps have the
order in which heads were read (decision 0031). RSGI is granian's interface.
"""

from __future__ import annotations

import asyncio
import io
import signal
import sys
from collections.abc import Iterable
from typing import IO, Any, Final, Protocol

import structlog

from conspectus.core.clock import STAMP_HEADER
from conspectus.core.turns import turns
from conspectus.site.bodies import Bodies, Incoming, NotRead
from conspectus.site.front import Answer, Environ, Front
from conspectus.site.streams import Streams
from conspectus.site.waiting import WaitingRoom

WAITING: Final = 1024
"""Requests that wait at once for a lane or for the disk."""

READING: Final = frozenset({"GET", "HEAD"})
"""Methods whose bodies, if there are any, mean nothing."""

FAILED: Final = Answer("500 Internal Server Error", [("Content-Type", "text/plain")], b"")

COMMON: Final = {
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.multiprocess": False,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}
"""What WSGI (PEP 3333) says of every request here."""

Headers = list[tuple[str, str]]

log = structlog.get_logger("server")


class Named(Protocol):
    """The headers of a request, by name in lower case."""

    def get(self, name: str) -> str | None:
        """The last of that name."""

    def items(self) -> Iterable[tuple[str, str]]:
        """All, in their order."""


class Scope(Protocol):
    """What the server says of a request."""

    scheme: str
    method: str
    path: str
    query_string: str
    client: str
    server: str
    authority: str | None
    http_version: str
    headers: Named


class Stream(Protocol):
    """An answer that is sent as it comes."""

    async def send_bytes(self, data: bytes) -> None:
        """Raises where the reader went away."""


class Reply(Incoming, Protocol):
    """The server's side of one request: its body, and the way back."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Sends a whole answer."""

    def response_stream(self, status: int, headers: Headers) -> Stream:
        """Begins one."""

    async def client_disconnect(self) -> None:
        """Returns when the reader has gone away."""


class Arrivals:
    """The application as the server calls it."""

    def __init__(self, front: Front, *, waiting: int = WAITING) -> None:
        self._front = front
        self._bodies = Bodies()
        self._threads = WaitingRoom(waiting)
        self._streams = Streams()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called by the server before it begins; when it is to stop, streams must not hold it up.

        The loop hears of signals by its own way (`signal.set_wakeup_fd`), so what the server has
        put there goes on.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_given: loop.call_soon_threadsafe(self._streams.end))

    async def __call__(self, scope: Scope, reply: Reply) -> None:
        """One request, from its head to the end of its answer."""
        environ = _head(scope)
        answer = self._front.at_once(environ)
        if answer is None:
            try:
                await self._ask(environ, scope, reply)
                return
            except NotRead as why:
                turns.leave(environ[STAMP_HEADER])
                answer = _not_read(why)
            except Exception:
                log.exception("not answered", path=scope.path)
                answer = FAILED
        reply.response_bytes(int(answer.status[:3]), answer.headers, answer.body)

    async def _ask(self, environ: Environ, scope: Scope, reply: Reply) -> None:
        """Raises `NotRead`, and what the application raises."""
        environ = COMMON | _other_headers(scope) | environ
        live = self._streams.at(scope.path) if scope.method == "GET" else None
        if live is not None:
            await self._streams.answer(live, environ, reply)
            return
        body: IO[bytes] = io.BytesIO()
        if scope.method not in READING:
            length = environ.get("CONTENT_LENGTH", "")
            body = await self._bodies.read(reply, int(length) if length.isdecimal() else None)
            environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
            body.seek(0)
            turns.is_here(environ[STAMP_HEADER])
        environ["wsgi.input"] = body
        loop = asyncio.get_running_loop()
        status, headers, content = await loop.run_in_executor(self._threads, self._asked, environ)
        if isinstance(content, bytes):
            reply.response_bytes(status, headers, content)
        else:
            stream = reply.response_stream(status, headers)
            await loop.run_in_executor(self._threads, self._send, stream, content, loop)

    def _asked(self, environ: Environ) -> tuple[int, Headers, bytes | Iterable[bytes]]:
        """Status, headers and content; in a thread that may wait."""
        said: list[Any] = []
        content = self._front.asked(environ, lambda *given: said.extend(given))
        whole = b"".join(content) if isinstance(content, list) else content
        return int(said[0][:3]), said[1], whole

    def _send(
        self, stream: Stream, content: Iterable[bytes], loop: asyncio.AbstractEventLoop
    ) -> None:
        """A streamed answer, part by part, in one thread: what it opens belongs to that.

        Closed also where the reader went away.
        """
        try:
            for part in content:
                asyncio.run_coroutine_threadsafe(_sent(stream, part), loop).result()
        except Exception as error:  # noqa: BLE001 - its head is sent: the reader sees it cut
            log.warning("cut short", error=str(error))
        finally:
            close = getattr(content, "close", None)
            if close is not None:
                close()


async def _sent(stream: Stream, part: bytes) -> None:
    await stream.send_bytes(part)


def _not_read(why: NotRead) -> Answer:
    """The connection ends with it: what is left of the body is nobody's."""
    headers = [("Content-Type", "text/plain"), ("Cache-Control", "no-store")]
    return Answer(why.status, [*headers, ("Connection", "close")], f"{why.sentence}\n".encode())


def _head(scope: Scope) -> Environ:
    """The part of the WSGI environment that the front reads."""
    path = scope.path
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        # Bytes as Latin-1, as WSGI has it.
        "PATH_INFO": path if path.isascii() else path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": _host(scope.client),
    }
    for name, key in (
        ("accept-encoding", "HTTP_ACCEPT_ENCODING"),
        ("if-none-match", "HTTP_IF_NONE_MATCH"),
    ):
        value = scope.headers.get(name)
        if value is not None:
            environ[key] = value
    return environ


def _other_headers(scope: Scope) -> Environ:
    """The rest of it. Headers of one name are joined; an underscore in a name hides another."""
    environ: Environ = {
        "SERVER_NAME": _host(scope.server),
        "SERVER_PORT": scope.server.rpartition(":")[2],
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.url_scheme": scope.scheme,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.replace("-", "_").upper()
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        if key in environ:
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"  # noqa: PLW2901
        environ[key] = value
    environ.setdefault("HTTP_HOST", scope.authority or "")
    return environ


def _host(address: str) -> str:
    """``127.0.0.1:8000`` and ``[::1]:8000`` without their ports."""
    return address.rpartition(":")[0].strip("[]")
