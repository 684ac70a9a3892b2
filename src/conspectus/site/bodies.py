"""The bodies of requests, read whole before a request enters a lane, however slowly they come.

Who sends a body holds no thread, only a place among the requests that the server reads at once. A
body that stops coming gives its place up.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from typing import IO, Final, Protocol

IN_MEMORY: Final = 256 * 1024
"""Bytes of a body that are kept in memory; more goes to a temporary file."""

AT_ONE_GO: Final = 32 * 1024
"""Bytes of an announced body that is read by one call: most forms, and all of a crowd."""

LARGEST: Final = 256 * 1024 * 1024
"""Bytes; above it nothing is read, whatever a form would allow."""

STILL: Final = 60.0
"""Seconds of silence after which a body is no longer waited for."""

SHORT: Final = 10.0
"""Seconds of silence where many bodies are that late at once."""

MANY: Final = 256
"""Late bodies that take up a quarter of the server's places: that is no crowd of slow lines."""

EVERY: Final = 5.0
"""Seconds between two looks at a body that does not come."""


class Incoming(Protocol):
    """A body as the server gives it, once: part by part or whole."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """It ends early where the connection does."""

    def __call__(self) -> Awaitable[bytes]:
        """Raises where the connection ends before the body does."""


class NotRead(Exception):  # noqa: N818 - what happened, not an error of ours
    """A body that was not read whole. Its text is the answer's status line and sentence."""

    def __init__(self, status: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def too_large() -> NotRead:
    """For a body of more than `LARGEST` bytes."""
    return NotRead("413 Content Too Large", "The request is too large.")


def cut_short() -> NotRead:
    """For one whose connection ended within it: half a contribution is none."""
    return NotRead("400 Bad Request", "The request ended before all of it was here.")


def too_late() -> NotRead:
    """For one that has stopped coming."""
    return NotRead("408 Request Timeout", "The rest of the request did not come in time.")


class Bodies:
    """Reads the bodies of one process, in its event loop."""

    def __init__(
        self, *, still: float = STILL, short: float = SHORT, many: int = MANY, every: float = EVERY
    ) -> None:
        self._still = still
        self._short = short
        self._many = many
        self._every = every
        self._since: dict[object, float] = {}
        self._short_until = 0.0

    async def read(self, chunks: Incoming, announced: int | None) -> IO[bytes]:
        """A file with the whole body, at its beginning.

        ``announced``: its length as its head says. Raises `NotRead`.
        """
        if announced is not None and announced > LARGEST:
            raise too_large()
        me = object()
        self._since[me] = time.monotonic()
        try:
            if announced is not None and announced <= AT_ONE_GO:
                return await self._read_small(chunks, announced)
            return await self._read(aiter(chunks), announced)
        finally:
            del self._since[me]

    async def _read_small(self, body: Incoming, announced: int) -> IO[bytes]:
        """Such a body has `STILL` seconds to be here: half a kilobyte a second."""
        try:
            async with asyncio.timeout(self._still):
                whole = await body()
        except TimeoutError as error:
            raise too_late() from error
        except Exception as error:
            raise cut_short() from error
        if len(whole) < announced:
            raise cut_short()
        return io.BytesIO(whole)

    async def _read(self, chunks: AsyncIterator[bytes], announced: int | None) -> IO[bytes]:
        body: IO[bytes] = io.BytesIO()
        size = 0
        while chunk := await self._next(chunks):
            size += len(chunk)
            if size > LARGEST:
                raise too_large()
            if size > IN_MEMORY and isinstance(body, io.BytesIO):
                body = _on_disk(body)
            body.write(chunk)
        if size < (announced or 0):
            raise cut_short()
        body.seek(0)
        return body

    async def _next(self, chunks: AsyncIterator[bytes]) -> bytes:
        """The next part, empty at the end. Raises `NotRead` where none comes for too long."""
        coming = asyncio.ensure_future(_part(chunks))
        began = time.monotonic()
        while not (await asyncio.wait({coming}, timeout=self._every))[0]:
            if time.monotonic() - began >= self._patience():
                coming.cancel()
                raise too_late()
        return coming.result()

    def _patience(self) -> float:
        """Seconds of silence that are borne now.

        A crowd before a deadline does not shorten it: its bodies are here within moments. Where it
        is shortened, all that are late are given up, not one by one until they are fewer.
        """
        now = time.monotonic()
        if sum(now - since >= self._short for since in self._since.values()) >= self._many:
            self._short_until = now + 2 * self._every
        return self._short if now < self._short_until else self._still


async def _part(chunks: AsyncIterator[bytes]) -> bytes:
    return await anext(chunks, b"")


def _on_disk(body: io.BytesIO) -> IO[bytes]:
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the request's own, closed with it
    kept.write(body.getvalue())
    return kept
