"""Live pages' streams: held by the event loop, with no thread, lane or connection for each.

All readers of one page in one language are a *room*. A room waits for the channel of its meeting
(`core.live`), reads what is new once, in the one thread that all rooms share, and every reader
sends the same bytes. What is sent is decided by the numbers of captions, which have no gaps and
are given under a lock: an event only wakes. So an event that was overlooked (on PostgreSQL a lower
id may be committed after a higher one) is made up for with the next look, and nothing is lost.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, Protocol

import structlog
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.http import Http404, HttpRequest

from conspectus.consultations.live_parts import LOAD_ANEW, MOST, Address, Seen, seen
from conspectus.consultations.views.live import read_number
from conspectus.core.live import PAGES, change_on, latest
from conspectus.people.networks import networks_around

SHARES: Final = {(4, 32): 0.4, (4, 24): 0.5, (6, 64): 0.3, (6, 56): 0.4, (6, 48): 0.5}
"""Of all streams, the share of one network: a hall full of people has one address, and whoever has
one prefix has very many addresses, so that a wider one has little more than a narrow one."""

KEPT_FREE: Final = 0.25
"""The share of all streams that is kept for networks that hold few."""

FEW: Final = 20
"""Streams that such a network (the widest around a reader) holds at most."""

HEARTBEAT: Final = 15.0
"""Seconds of silence after which a line that means nothing keeps the connection open."""

STUCK: Final = 30.0
"""Seconds for a reader to take what is sent; then its page may ask again."""

FIRST: Final = asyncio.FIRST_COMPLETED

LOOK: Final = 2.0
"""Seconds after which a room looks though nobody woke it, where ids may come out of order."""

HELD: Final = 200
"""Captions that a room holds for readers who are a little behind."""

RETRY: Final = b"retry: 2000\n\n"
BEAT: Final = b":\n\n"

HEADERS: Final = [
    ("Content-Type", "text/event-stream; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Accel-Buffering", "no"),
    ("X-Content-Type-Options", "nosniff"),
]

Network = tuple[int, int, str]

Look = Callable[[Address, int | None], Seen]

log = structlog.get_logger("live")


class Stream(Protocol):
    """An answer that is sent as it comes."""

    async def send_bytes(self, data: bytes) -> None:
        """Raises where the reader went away."""


class Way(Protocol):
    """The server's side of a request."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Sends a whole answer."""

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Stream:
        """Begins one."""

    async def client_disconnect(self) -> None:
        """Returns when the reader has gone away."""


class Streams:
    """All streams of one process. ``look``: reads what is to be sent, in a thread."""

    def __init__(self, *, look: Look = seen, most: int = PAGES) -> None:
        languages = "|".join(code for code, _name in settings.LANGUAGES)
        self._address = re.compile(
            rf"/({languages})/([-\w]+)/([-\w]+)/meetings/([-\w]+)/live/events", re.ASCII
        )
        self._look = look
        self._most = most
        self._count = 0
        self._networks: Counter[Network] = Counter()
        self._rooms: dict[Address, _Room] = {}
        self._ended = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="streams")

    def __len__(self) -> int:
        return self._count

    def at(self, path: str) -> Address | None:
        """The live page whose events stand at a path; ``None``: it is no such path."""
        found = self._address.fullmatch(path)
        return Address(*found.groups()) if found else None

    def end(self) -> None:
        """Ends all streams: the server stops, and waits for none. Pages ask again by themselves."""
        self._ended = True
        for room in self._rooms.values():
            room.end()

    async def answer(self, address: Address, environ: dict[str, Any], way: Way) -> None:
        """One stream, from its beginning to the moment at which its reader goes away.

        ``environ``: as WSGI has it, with all headers.
        """
        around = _networks(environ)
        if (said := self._refusal(around)) is not None:
            status, sentence = said
            log.warning("stream refused", status=status, streams=len(self))
            way.response_bytes(status, _plain(retry=30), sentence.encode())
            return
        self._count += 1
        self._networks.update(around)
        try:
            await self._hold(address, _known(environ), way)
        finally:
            self._count -= 1
            self._networks.subtract(around)
            for network in around:
                if not self._networks[network]:
                    del self._networks[network]

    def _refusal(self, around: Sequence[Network]) -> tuple[int, str] | None:
        """Why there is no stream for a reader in these networks, the narrowest first."""
        if self._ended:
            return 503, "The site is being started again: load the page again in a moment."
        if self._count >= self._most:
            return 503, f"{self._most} live pages are open: load the page again to see what is new."
        for network in around:
            version, bits, _name = network
            share = int(self._most * SHARES[version, bits])
            if self._networks[network] >= share:
                return 429, (
                    f"{share} live pages are open in your network: "
                    "load the page again to see what is new."
                )
        nearly = self._count >= self._most * (1 - KEPT_FREE)
        if nearly and around and self._networks[around[-1]] >= FEW:
            return 429, (
                "Nearly all places for live pages are taken, and your network has many: "
                "load the page again to see what is new."
            )
        return None

    async def _hold(self, address: Address, known: int | None, way: Way) -> None:
        room = self._rooms.get(address)
        if room is None:
            room = self._rooms[address] = _Room(address, self._in_thread)
        room.readers += 1
        try:
            await room.begun()
            if room.is_over and known is not None and known >= room.last:
                # An EventSource that gets this asks no more (WHATWG HTML, 9.2.3).
                way.response_bytes(204, [("Cache-Control", "no-store")], b"")
                return
            await _send(room, known, way)
        except Http404:
            way.response_bytes(404, _plain(), b"There is no such meeting.\n")
        except DatabaseError as error:
            log.warning("live", error=str(error))
            way.response_bytes(503, _plain(retry=5), b"Please try again in a moment.\n")
        finally:
            room.readers -= 1
            if not room.readers:
                room.close()
                self._rooms.pop(address, None)

    async def _in_thread(self, address: Address, after: int | None) -> tuple[Seen, int]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._looked, address, after)

    def _looked(self, address: Address, after: int | None) -> tuple[Seen, int]:
        """What is new, and the id of the last event before: asked first, so none is missed."""
        close_old_connections()
        try:
            channel = f"/{address.forum}/{address.cycle}/meetings/{address.meeting}/"
            last = latest(channel)
            return self._look(address, after), last
        except DatabaseError:
            connection.close()
            raise


class _Room:
    """What all readers of one page in one language are sent.

    ``changed``: done with the next turn. ``_held``: all captions later than ``_since``.
    """

    def __init__(self, address: Address, look: Callable[..., Any]) -> None:
        self.readers = 0
        self.is_over = False
        self.is_ended = False
        self.last = 0
        self.state = b""
        self.turn = 0
        self._address = address
        self._look = look
        self._since = 0
        self._heard = 0
        self._channel = ""
        self._held: deque[tuple[int, bytes]] = deque()
        self.changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._first = asyncio.ensure_future(self._begin())
        self._going: asyncio.Task[None] | None = None

    async def begun(self) -> None:
        """Waits for the first look. Raises Http404, and what a database raises."""
        await asyncio.shield(self._first)

    def end(self) -> None:
        """Lets all readers go."""
        self.is_ended = True
        self._wake()

    def close(self) -> None:
        """Nobody is left."""
        for task in (self._first, self._going):
            if task is not None:
                task.cancel()

    async def after(self, number: int) -> tuple[list[bytes], int]:
        """The captions after a number, and the last of them."""
        if number >= self._since:
            return [event for at, event in self._held if at > number], max(number, self.last)
        if self.last - number > MOST:  # numbers have no gaps: nothing need be read to know
            return [LOAD_ANEW], self.last
        found, _id = await self._look(self._address, number)
        if found.left_off:
            return [LOAD_ANEW], self.last
        return [event for _at, event in found.captions], found.last

    async def _begin(self) -> None:
        found, self._heard = await self._look(self._address, None)
        self._since = self.last = found.after
        self._channel = found.channel
        self._take(found)
        self._going = asyncio.ensure_future(self._go_on())

    async def _go_on(self) -> None:
        pause = LOOK if connection.vendor == "postgresql" else HEARTBEAT
        while True:
            await change_on(self._channel, self._heard, pause)
            try:
                found, self._heard = await self._look(self._address, self.last)
            except (DatabaseError, Http404) as error:
                log.warning("live", error=str(error))
                await asyncio.sleep(1)
                continue
            self._take(found)

    def _take(self, found: Seen) -> None:
        """Keeps what was read and wakes the readers, where it is anything new.

        Once the meeting is over nothing is held: captions that are removed are sent to nobody.
        """
        if found.over and not found.captions:
            self._held.clear()
            self._since = self.last
        if found.last == self.last and found.state == self.state:
            return
        self.state, self.last, self.is_over = found.state, found.last, found.over
        self._held.extend(found.captions)
        while len(self._held) > HELD:
            self._since = self._held.popleft()[0]
        if found.left_off:
            self._heard = 0  # there is more: the next look comes at once
        self.turn += 1
        self._wake()

    def _wake(self) -> None:
        self.changed.set_result(None)
        self.changed = asyncio.get_running_loop().create_future()


async def _send(room: _Room, known: int | None, way: Way) -> None:
    """Everything to one reader, in order, until it goes away."""
    stream = way.response_stream(200, HEADERS)
    gone = asyncio.ensure_future(_gone(way))
    try:
        await stream.send_bytes(RETRY)
        async for part in _parts(room, room.last if known is None else known, gone):
            async with asyncio.timeout(STUCK):
                await stream.send_bytes(part)
    except Exception as error:  # noqa: BLE001 - the reader went away, in the server's own words
        log.debug("stream ended", error=str(error))
    finally:
        gone.cancel()


async def _gone(way: Way) -> None:
    with suppress(Exception):
        await way.client_disconnect()


async def _parts(room: _Room, known: int, gone: asyncio.Future[None]) -> AsyncIterator[bytes]:
    state, turn = b"", -1
    while not gone.done() and not room.is_ended:
        if turn == room.turn:
            yield BEAT
        turn, changed = room.turn, room.changed
        events, known = await room.after(known)
        if room.state != state:
            state = room.state
            events.append(state)
        if events:
            yield b"".join(events)
        await asyncio.wait({changed, gone}, timeout=HEARTBEAT, return_when=FIRST)


def _known(environ: dict[str, Any]) -> int | None:
    """The last caption that the page has: by the header where it comes again, else as it says."""
    named = re.search(r"(?:^|&)after=(\d+)", environ.get("QUERY_STRING", ""))
    again = read_number(environ.get("HTTP_LAST_EVENT_ID", ""))
    return again if again is not None else read_number(named[1] if named else "")


def _networks(environ: dict[str, Any]) -> tuple[Network, ...]:
    request = HttpRequest()
    request.META = environ
    return networks_around(request)


def _plain(*, retry: int | None = None) -> list[tuple[str, str]]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    return headers if retry is None else [*headers, ("Retry-After", str(retry))]
