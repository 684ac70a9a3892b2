"""Contributors by the hundred: the one-page form, filled in and sent over real connections."""

from __future__ import annotations

import asyncio
import html
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM = "/en/igf/2026/calls/first/contribute/quick/"
OPEN_AT_ONCE = 1200
"""Connections of one process; more would need another limit of the system."""

TEXT = (
    "Access should be affordable for everyone, and public libraries should be connected first.\n\n"
    "Governments should publish what they spend on it, year by year."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """``key``: what the form carried; times in microseconds of the clock of the day."""

    key: str
    sent: int
    acknowledged: int


@dataclass(slots=True)
class Load:
    """What was acknowledged so far, and answers that were no acknowledgement."""

    sent: list[Sent] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """From the first that was sent to the last that was acknowledged."""
        first = min(one.sent for one in self.sent)
        return (max(one.acknowledged for one in self.sent) - first) / 1e6

    def waits(self, share: float) -> float:
        """The wait in milliseconds that this share of the contributors did not exceed."""
        waits = sorted(one.acknowledged - one.sent for one in self.sent)
        return waits[min(len(waits) - 1, int(share * len(waits)))] / 1000


async def submit(
    port: int, *, load: Load, prefix: str, connections: int, seconds: float, most: int = 10**9
) -> None:
    """Sends form after form over each connection, until time or number is up, or the site dies."""
    cookie, token = await _form(port)
    until = time.monotonic() + seconds
    numbers = iter(range(most))

    async def contributor() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            for number in numbers:
                if time.monotonic() > until:
                    return
                key = f"{prefix}-{number}"
                await _send(reader, writer, _request(port, key, cookie, token), key, load)
        finally:
            writer.close()

    tasks = [contributor() for _ in range(connections)]
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, BaseException) and not isinstance(ended, OSError | EOFError):
            raise ended


async def submit_all_at_once(port: int, *, load: Load, prefix: str, count: int, at: float) -> None:
    """``count`` connections, opened before; each sends its form at its moment around ``at``."""
    cookie, token = await _form(port)
    gate = asyncio.Semaphore(OPEN_AT_ONCE)

    async def contributor(number: int) -> None:
        key = f"{prefix}-{number}"
        wanted = at + (number - count / 2) / count * 2.0
        await asyncio.sleep(max(0.0, wanted - time.time()))
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await _send(reader, writer, _request(port, key, cookie, token), key, load)
            finally:
                writer.close()

    await asyncio.gather(*(contributor(number) for number in range(count)))


async def _form(port: int) -> tuple[str, str]:
    """The cookie and the token that the form carries against forgery, where it does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {FORM} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    status, headers, body = await _answer(reader)
    writer.close()
    cookie = re.search(r"csrftoken=\w+", headers)
    token = re.search(r'name="csrfmiddlewaretoken"[^>]*value="(\w+)"', html.unescape(body))
    if status != 200 or 'name="text"' not in body:
        raise RuntimeError(f"{FORM} answers {status} and shows no form.")
    return cookie[0] if cookie else "", token[1] if token else ""


def _request(port: int, key: str, cookie: str, token: str) -> bytes:
    fields = {
        "csrfmiddlewaretoken": token,
        "key": key,
        "email": f"{key}@example.org",
        "capacity": "organisation",
        "organisations": f"Network of {key}",
        "person": "",
        "on_behalf_of": "",
        "country": "",
        "group": "",
        "title": f"Contribution {key}",
        "language": "en",
        "summary": "",
        "text": f"{TEXT}\n\nThis is text {key}.",
        "publish": "named",
        "agree": "on",
    }
    body = urlencode(fields).encode()
    head = (
        f"POST {FORM} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _send(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    request: bytes,
    key: str,
    load: Load,
) -> None:
    sent = time.time_ns() // 1000
    writer.write(request)
    status, headers, body = await _answer(reader)
    if status in {302, 303}:
        load.sent.append(Sent(key, sent, time.time_ns() // 1000))
    else:
        load.refused.append(f"{key}: {status} {headers[:100]} {body[-300:]}")


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str, str]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"(?i)^content-length: (\d+)", head, re.MULTILINE)
    body = await reader.readexactly(int(length[1]) if length else 0)
    return int(head.split(" ", 2)[1]), head, body.decode("utf-8", "replace")
