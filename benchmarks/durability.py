"""Whether an acknowledged contribution can be lost, and how many a second are acknowledged.

1. `kill -9` of all processes at random moments under load; then the site starts again.
2. Power losses, simulated: `disk_log` says how, and what it does not model. The same with
   synchronous=NORMAL must lose, or the simulation proves nothing.
3. Text contributions a second through the one-page form, each acknowledged after its leaf is in
   the public record; and again with 5 ms added to every flush (by strace).

With ``--postgresql`` on a server of the benchmark's own: parts 1, where every other time the server
is killed as well, and 3; its flushes are its own matter. Prints one line of JSON last. Parts 2 and
the slower flushes need strace.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from disk_log import image_at, read_log, traced
from site_process import ROOT, Site
from submitting import Load, submit

sys.path.insert(0, str(ROOT))

from tests.postgres.databases import Server, new_database

CONNECTIONS = 24
LOAD_S = 12.0
"""Seconds of load in which the power fails at each of the moments."""

SLOWER = (
    *("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync,fdatasync"),
    *("-e", "inject=fsync,fdatasync:delay_exit=5000"),
)
FULL = "conspectus.site.settings"
NORMAL = "durability_normal"


def prepared(folder: Path, name: str, settings: str = FULL, server: Server | None = None) -> Site:
    """An installation with an open call; its database on the server, if there is one."""
    database = {"CONSPECTUS_DATABASE": new_database(server.address)} if server else {}
    site = Site(folder / name, settings=settings, environment=database)
    site.run("init")
    site.ask("open_call")
    return site


def killed(
    folder: Path, *, times: int, luck: random.Random, server: Server | None = None
) -> dict[str, Any]:
    """Loses nothing, however often all processes are killed."""
    with prepared(folder, "killed", server=server) as site:
        return _killed(site, folder, times=times, luck=luck, server=server)


def _killed(
    site: Site, folder: Path, *, times: int, luck: random.Random, server: Server | None
) -> dict[str, Any]:
    load = Load()
    checkpoints = []
    for turn in range(times):
        site.start()
        also = server if turn % 2 else None
        after = luck.uniform(0.05, 1.2)
        asyncio.run(_until_killed(site, load, prefix=f"k{turn}", after=after, server=also))
        note = folder / f"checkpoint-{turn}"
        note.write_bytes((site.home / "record" / "checkpoint").read_bytes())
        checkpoints.append(note)
    found = site.ask("lost", [one.key for one in load.sent])
    since = [word for note in checkpoints for word in ("--since", str(note))]
    site.run("verify-record", *since)
    return _told(load, found) | {"times": times, "order": site.ask("order")}


async def _until_killed(
    site: Site, load: Load, *, prefix: str, after: float, server: Server | None
) -> None:
    sending = asyncio.create_task(
        submit(site.port, load=load, prefix=prefix, connections=CONNECTIONS, seconds=60)
    )
    # Mostly amid the stream, sometimes before the first is acknowledged.
    known, until = len(load.sent), time.monotonic() + 10
    while after > 0.3 and len(load.sent) == known and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await asyncio.sleep(after)
    if server is not None:
        server.kill()
    site.kill()
    if server is not None:
        server.start_again()
    with suppress(OSError, EOFError):  # killed before the form was even read
        await sending


def without_power(
    folder: Path, *, times: int, luck: random.Random, settings: str = FULL
) -> dict[str, Any]:
    """Cuts the power at random moments of one run under load, each time from the same log."""
    name = settings.rpartition(".")[2]
    site = prepared(folder, name, settings)
    before = site.copy(folder / f"{name}-before")
    log = folder / f"{name}-calls" / "log"
    log.parent.mkdir()
    load = Load()
    with site:
        site.start(traced([], log))
        asyncio.run(
            submit(site.port, load=load, prefix="p", connections=CONNECTIONS, seconds=LOAD_S)
        )
        site.stop()
    calls = read_log(log)
    first, last = (pick(one.acknowledged for one in load.sent) for pick in (min, max))
    absent = unproven = due = damaged = 0
    for turn in range(times):
        moment = luck.randrange(first, last)
        image = Site(folder / f"{name}-{turn}")
        image_at(
            moment,
            calls,
            root=site.home,
            before=before,
            target=image.home,
            luck=random.Random(turn) if turn % 2 else None,
        )
        keys = [one.key for one in load.sent if one.acknowledged < moment]
        found = image.ask("lost", keys)
        try:
            image.run("verify-record")
        except RuntimeError:
            if settings == FULL:
                raise
            # What the database forgot can be in the record's checkpoint: then nothing proves it.
            damaged += 1
        due, absent = due + len(keys), absent + len(found["absent"])
        unproven += len(found["unproven"])
        shutil.rmtree(image.home)
    told = {"times": times, "acknowledged": due, "lost": absent, "without_receipt": unproven}
    return told | {"damaged": damaged, "calls": len(calls), "refused": len(load.refused)}


def speed(
    folder: Path,
    name: str,
    *,
    seconds: float,
    before: tuple[str, ...] = (),
    server: Server | None = None,
) -> dict[str, Any]:
    """Acknowledged contributions a second."""
    with prepared(folder, name, server=server) as site:
        return _speed(site, seconds=seconds, before=before)


def _speed(site: Site, *, seconds: float, before: tuple[str, ...]) -> dict[str, Any]:
    first_page = site.start(before)
    memory = site.memory()
    asyncio.run(submit(site.port, load=Load(), prefix="w", connections=CONNECTIONS, seconds=1.5))
    load = Load()
    asyncio.run(submit(site.port, load=load, prefix="s", connections=CONNECTIONS, seconds=seconds))
    time.sleep(1)
    site.stop()
    found = site.ask("lost", [one.key for one in load.sent])
    return _told(load, found) | {
        "a_second": round(len(load.sent) / load.seconds, 1),
        "wait_ms": {"median": round(load.waits(0.5), 1), "p95": round(load.waits(0.95), 1)},
        "first_page_s": round(first_page, 2),
        "pss_mb_at_rest": round(memory, 1),
    }


def _told(load: Load, found: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "acknowledged": len(load.sent),
        "lost": len(found["absent"]),
        "without_receipt": len(found["unproven"]),
        "refused": len(load.refused),
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--power-losses", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--only", action="append", default=[], metavar="PART")
    parser.add_argument("--seed", type=int, default=2007)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    luck = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="durability-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        server = Server(folder, {}) if given.postgresql else None
        database = "postgresql" if server else "sqlite"
        told: dict[str, Any] = {"benchmark": "durability", "database": database}
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "speed": lambda: speed(folder, "speed", seconds=given.seconds, server=server),
            "speed_5ms_slower_flushes": lambda: speed(
                folder, "slow", seconds=given.seconds, before=SLOWER
            ),
            "kill_9": lambda: killed(folder, times=given.kills, luck=luck, server=server),
            "power_loss": lambda: without_power(folder, times=given.power_losses, luck=luck),
            "power_loss_synchronous_normal": lambda: without_power(
                folder, times=given.power_losses, luck=luck, settings=NORMAL
            ),
        }
        for name in given.only or (["speed", "kill_9"] if server else parts):
            told[name] = parts[name]()
            print(name, json.dumps(told[name]), file=sys.stderr, flush=True)
        if server:
            server.stop()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
