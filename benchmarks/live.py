"""How soon a caption stands on every open live page, and whether any is lost.

``python benchmarks/live.py [--streams 500] [--captions 200] [--rate 4] [--breaks 100]``

Makes an invented installation (benchmarks/installation.py) with a meeting that goes on, serves it,
opens so many streams over real sockets, and sends so many captions by the API, ``rate`` a second.
At random moments connections are cut and come back after up to three seconds with Last-Event-ID.
Meanwhile a published page, the live page and the front are asked for ten times a second.

Printed last, on one line: JSON. ``p50_ms``, ``p95_ms``, ``p99_ms``: from the moment before a
caption is sent to its arrival, over all readers that were connected when it was sent; ``lost``:
captions that a reader never had; ``doubled``: that it had twice; ``unordered``: that came after a
later one; ``pages``: of those that were asked for meanwhile, p95 in ms and errors; ``pss_mb`` at
rest and with all streams; ``stop_s``: how long the server takes to end with all streams open.
``missed``: the bars that were not met (p95 ≤ 1 s, nothing lost, no error). Exit 1 if any.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installation import Server, environment, prepare, serving

CYCLE = "invented/2026"
LIVE = f"/en/{CYCLE}/meetings/live-one/live/"
EVENTS = f"{LIVE}events"
CAPTIONS = "/api/v1/forums/invented/cycles/2026/meetings/live-one/captions"
PAGES = {
    "published": f"/en/{CYCLE}/contributions/1/v1/",
    "live": LIVE,
    "register": f"/en/{CYCLE}/contributions/?theme=access",
}
LONGEST_AWAY_S = 3.0
BAR_MS = 1_000
MEETING = """
import datetime as dt, sys, django
django.setup()
from conspectus.consultations.services.captions import begin
from conspectus.consultations.services.meetings import Announced, add_meeting
from conspectus.core.clock import stamp
from conspectus.forums.models import Cycle
from conspectus.people.models import Account
from conspectus.people.services.tokens import make_token
cycle = Cycle.objects.get(slug="2026", forum__slug="invented")
said = Announced(kind="consultation", mode="public", titles={"en": "A meeting"}, starts=stamp(),
                 time_zone="UTC", agenda=[{"en": "Opening"}, {"en": "Access"}])
begin(add_meeting(cycle, slug="live-one", said=said))
account = Account.objects.get(email="admin@example.org")
for n in range(int(sys.argv[1])):
    print(make_token(account, name="x", scopes=["captions:"], days=1, at=stamp()).secret)
"""


class Reader:
    """One live page: what it has, and when each caption arrived."""

    def __init__(self, port: int, wanted: int) -> None:
        self._port = port
        self._wanted = wanted
        self.full = asyncio.Event()
        self._line: asyncio.StreamWriter | None = None
        self.arrived: dict[int, float] = {}
        self.away: list[tuple[float, float]] = []
        self.doubled = self.unordered = self.broken = 0
        self.last = 0
        self.open = asyncio.Event()
        self.refused = ""

    async def read(self) -> None:
        """Until the server or `cut` ends it."""
        reader, self._line = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        again = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        head = f"GET {EVENTS}?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n{again}\r\n"
        self._line.write(head.encode())
        status = await reader.readline()
        if b" 200 " not in status:
            self.refused = status.decode().strip()
            return
        with suppress(ConnectionError):
            while line := await reader.readline():
                if line.startswith(b"event: state"):
                    self.open.set()
                elif line.startswith(b"id: "):
                    self._have(int(line[4:]))

    def _have(self, number: int) -> None:
        self.doubled += number in self.arrived
        self.unordered += number < self.last
        self.arrived.setdefault(number, time.perf_counter())
        self.last = max(self.last, number)
        if len(self.arrived) == self._wanted:
            self.full.set()

    def cut(self) -> None:
        """The connection breaks, without a farewell."""
        if self._line is not None:
            self._line.transport.abort()

    async def stay(self, away: Sequence[tuple[float, float]]) -> None:
        """Reads on; ``away``: (seconds from now, for how long) of each broken connection."""
        reading = asyncio.ensure_future(self.read())
        began = time.perf_counter()
        for moment, pause in sorted(away):
            await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
            gone = time.perf_counter()
            self.cut()
            await reading
            self.broken += 1
            await asyncio.sleep(pause)
            self.open.clear()
            reading = asyncio.ensure_future(self.read())
            await asyncio.wait_for(self.open.wait(), 30)
            self.away.append((gone, time.perf_counter()))
        await reading

    def was_away(self, moment: float) -> bool:
        """Whether what was sent at this moment found nobody."""
        return any(gone <= moment <= back for gone, back in self.away)


async def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    """The status of one answer, read whole."""
    reader, line = await asyncio.open_connection("127.0.0.1", port)
    given = {"Host": "127.0.0.1", "Connection": "close", "Accept-Encoding": "gzip", **headers}
    if body:
        given |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
    line.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
    status = int((await reader.readline()).split()[1])
    await reader.read()
    line.close()
    return status


async def speak(port: int, secrets: Sequence[str], count: int, rate: float) -> dict[int, float]:
    """Number of each caption → when it was sent; one after the other, as a captioner does."""
    sent = {}
    began = time.perf_counter()
    for number in range(1, count + 1):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        said = {
            "text": f"No. {number}: access should be affordable for everyone, in every place.",
            "speaker": f"SPEAKER {number // 7}" if number % 7 == 0 else "",
            "channel": "remote" if number % 2 else "room",
        }
        token = secrets[number % len(secrets)]
        sent[number] = time.perf_counter()
        status = await ask(
            port, "POST", CAPTIONS, json.dumps(said).encode(), Authorization=f"Bearer {token}"
        )
        if status != 201:
            raise SystemExit(f"caption {number}: {status}")
    return sent


async def look_at_pages(port: int, found: dict[str, list[float]], errors: list[str]) -> None:
    """Each page in turn, ten times a second, until it is cancelled."""
    while True:
        for name, path in PAGES.items():
            began = time.perf_counter()
            if await ask(port, "GET", path) != 200:
                errors.append(name)
            found[name].append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(0.1 / len(PAGES))


async def measured(server: Server, secrets: list[str], given: argparse.Namespace) -> dict[str, Any]:
    """All figures of one meeting."""
    draw = random.Random(2007)
    readers = [Reader(server.port, given.captions) for _ in range(given.streams)]
    lasts = given.captions / given.rate
    breaks: dict[int, list[tuple[float, float]]] = {}
    for one in draw.sample(range(given.streams), min(given.breaks, given.streams)):
        breaks[one] = [(draw.uniform(0.5, 0.9 * lasts), draw.uniform(0, LONGEST_AWAY_S))]
    began = time.perf_counter()
    staying = [
        asyncio.ensure_future(one.stay(breaks.get(place, ()))) for place, one in enumerate(readers)
    ]
    await asyncio.wait_for(asyncio.gather(*(one.open.wait() for one in readers)), 60)
    opened_s = time.perf_counter() - began
    pages: dict[str, list[float]] = {name: [] for name in PAGES}
    errors: list[str] = []
    looking = asyncio.ensure_future(look_at_pages(server.port, pages, errors))
    sent = await speak(server.port, secrets, given.captions, given.rate)
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(*(one.full.wait() for one in readers)), 20)
    looking.cancel()
    pss = server.pss_mb()
    found = told(readers, sent)
    began = time.perf_counter()
    server.process.terminate()
    await asyncio.to_thread(server.process.wait, 40)
    for one in readers:
        one.cut()
    await asyncio.gather(*staying, return_exceptions=True)
    return {
        **found,
        "opened_s": round(opened_s, 2),
        "pages": {
            name: {"asked": len(all_), "p95_ms": at(all_, 0.95)} for name, all_ in pages.items()
        },
        "page_errors": len(errors),
        "pss_mb": round(pss, 1),
        "stop_s": round(time.perf_counter() - began, 2),
    }


def told(readers: Sequence[Reader], sent: dict[int, float]) -> dict[str, Any]:
    """What arrived, and when."""
    took = [
        (one.arrived[number] - moment) * 1000
        for one in readers
        for number, moment in sent.items()
        if number in one.arrived and not one.was_away(moment)
    ]
    return {
        "streams": len(readers),
        "captions": len(sent),
        "p50_ms": at(took, 0.5),
        "p95_ms": at(took, 0.95),
        "p99_ms": at(took, 0.99),
        "slowest_ms": at(took, 1.0),
        "arrivals": sum(len(one.arrived) for one in readers),
        "lost": sum(len(sent.keys() - one.arrived.keys()) for one in readers),
        "doubled": sum(one.doubled for one in readers),
        "unordered": sum(one.unordered for one in readers),
        "broken_and_resumed": sum(one.broken for one in readers),
        "refused": sum(bool(one.refused) for one in readers),
    }


def at(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) if ordered else -1.0


def missed(found: dict[str, Any], given: argparse.Namespace) -> list[str]:
    """The bars that were not met."""
    held = {
        "p95": 0 <= found["p95_ms"] <= BAR_MS,
        "lost": found["lost"] == found["doubled"] == found["unordered"] == 0,
        "refused": not found["refused"],
        "pages": not found["page_errors"],
        "resumed": found["broken_and_resumed"] == min(given.breaks, given.streams),
    }
    return [name for name, is_held in held.items() if not is_held]


def main() -> int:
    """Makes, serves, measures, tells."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--streams", type=int, default=500)
    parser.add_argument("--captions", type=int, default=200)
    parser.add_argument("--rate", type=float, default=4.0)
    parser.add_argument("--breaks", type=int, default=100)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder) / "home"
        prepare(home, 50)
        command = [sys.executable, "-c", MEETING, "3"]
        made = subprocess.run(
            command, env=environment(home), check=True, capture_output=True, text=True
        )
        with serving(home) as server:
            at_rest = server.pss_mb()
            found = asyncio.run(measured(server, made.stdout.split(), given))
        found["pss_at_rest_mb"] = round(at_rest, 1)
    found["missed"] = missed(found, given)
    print(json.dumps(found))
    return 1 if found["missed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
