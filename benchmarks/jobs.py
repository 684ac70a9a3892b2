"""Whether a job is lost or done twice, with several web processes and workers on one PostgreSQL.

Web processes answer requests that ask for a job each, workers do them; every job leaves a row. A
tenth of the requests also asks for one in a transaction that is undone, which nobody may do.
Prints one line of JSON last. Starts a server of its own; ``--database`` names an empty database on
another.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
from site_process import ROOT, Site

sys.path.insert(0, str(ROOT))

from tests.postgres.databases import Server, new_database

TABLE = "CREATE TABLE jobs_done (number integer, process integer)"
BACKENDS = {"django-tasks-db": "", "procrastinate": "procrastinate"}

CLIENTS = 4
"""Connections to each web process."""

PATIENCE = 120.0
"""Seconds without a further job after which those that are left are lost."""


def asked(port: int, numbers: range) -> list[int]:
    """The numbers whose requests were answered, over one connection after the other."""
    found = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in numbers:
        connection.request("GET", f"/ask/{number}/")
        answer = connection.getresponse()
        if answer.read() == b"asked":
            found.append(number)
    connection.close()
    return found


def measured(database: str, home: Path, backend: str, given: argparse.Namespace) -> dict[str, Any]:
    """Runs the installation and counts."""
    settings = {"CONSPECTUS_DATABASE": database, "CONSPECTUS_JOBS": BACKENDS[backend]}

    def a_group() -> Site:
        return running.enter_context(Site(home, settings="jobs_settings", environment=settings))

    with ExitStack() as running:
        a_group().run("init")
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(TABLE)
        webs = [a_group() for _ in range(given.webs)]
        for web in webs:
            web.start(more=["--no-worker"])
        for _ in range(given.workers):
            a_group().work()
        began = time.monotonic()
        clients = given.webs * CLIENTS
        with ThreadPoolExecutor(clients) as pool:
            parts = pool.map(
                asked,
                [webs[one % given.webs].port for one in range(clients)],
                [range(one + 1, given.jobs + 1, clients) for one in range(clients)],
            )
            answered = {number for part in parts for number in part}
        asking = time.monotonic() - began
        done, ended = _all_done(database, len(answered))
        seconds = ended - began
    return {
        "backend": backend,
        "webs": given.webs,
        "workers": given.workers,
        "jobs": len(answered),
        "refused": given.jobs - len(answered),
        "lost": len(answered - set(done)),
        "doubled": sum(len(by) > 1 for by in done.values()),
        "undone_but_done": sum(number < 0 for number in done),
        "by_worker": sorted(Counter(by[0] for by in done.values()).values()),
        "seconds_asking": round(asking, 1),
        "seconds": round(seconds, 1),
    }


def _all_done(database: str, wanted: int) -> tuple[dict[int, list[int]], float]:
    """Number → the processes that did its job, once there are no more to come; and when."""
    with psycopg.connect(database, autocommit=True) as connection:
        done, since = 0, time.monotonic()
        while done < wanted and time.monotonic() - since < PATIENCE:
            time.sleep(0.5)
            before, done = done, _count(connection)
            since = time.monotonic() if done > before else since
        ended = time.monotonic()
        time.sleep(3)  # whatever is done twice is done by now
        rows = connection.execute("SELECT number, process FROM jobs_done").fetchall()
    found = defaultdict(list)
    for number, process in rows:
        found[number].append(process)
    return found, ended


def _count(connection: psycopg.Connection[tuple[int]]) -> int:
    found = connection.execute("SELECT count(*) FROM jobs_done").fetchone()
    return found[0] if found else 0


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--webs", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--backend", choices=BACKENDS, action="append")
    parser.add_argument("--server", help="the address of a PostgreSQL; default: one of its own")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jobs-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        own = None if given.server else Server(folder, {"max_connections": "300"})
        told = []
        for backend in given.backend or BACKENDS:
            database = new_database(given.server or own.address)
            told.append(measured(database, folder / backend, backend, given))
            print(json.dumps(told[-1]), file=sys.stderr, flush=True)
        if own is not None:
            own.stop()
    print(json.dumps({"benchmark": "jobs", "runs": told}))


if __name__ == "__main__":
    main()
