"""Installations for tests, driven by the real command, mostly in a fork (`tests.forked`)."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import forked
from tests.postgres.databases import own_database

DATABASE = "database"
"""The file beside the home that was made once, with the address of its database."""

COMMAND = "conspectus.cli.main"
SET_UP = "import django; django.setup()\n"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "conspectus.site.settings"}


@dataclass
class Installation:
    """A home, the command on it, and at most one server."""

    home: Path
    database: str = field(default_factory=own_database)
    server: subprocess.Popen | None = None
    address: str = ""
    jobs: str = ""

    def run(self, *arguments, **more):
        """What the command left; ``more``: its input, the seconds that it has."""
        given = tuple(map(str, arguments))
        return forked.run(forked.Asked(self._environment(), COMMAND, given), **more)

    def run_by_itself(self, *arguments):
        """The same in a Python of its own, as an administrator runs it."""
        return subprocess.run(
            [sys.executable, "-m", COMMAND, *map(str, arguments)],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, code):
        """What a program on this home prints."""
        done = forked.run(forked.Asked(self._environment() | SETTINGS, code=SET_UP + code))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def started(self, code):
        """A program on this home that is talked with, line by line."""
        return subprocess.Popen(
            [sys.executable, "-c", SET_UP + code],
            env=self._environment() | SETTINGS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def serve(self, *more, bind="", **environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            bind = bind or f"127.0.0.1:{free.getsockname()[1]}"
        self.address = f"http://{bind}"
        self.server = subprocess.Popen(
            [sys.executable, "-m", COMMAND, "serve", "--bind", bind, *more],
            env=self._environment() | environment,
            stdout=subprocess.PIPE,
            stderr=(self.home.parent / "log").open("wb"),
        )
        # A machine at its limit starts it slowly; one that has ended is not waited for.
        assert eventually(self._is_up_or_gone, 240) == "up", "the server has ended"

    def work(self):
        """A worker alone, in the place of a server."""
        self.server = subprocess.Popen(
            [sys.executable, "-m", COMMAND, "worker"],
            env=self._environment(),
            stderr=(self.home.parent / "log").open("ab"),
        )

    def _is_up_or_gone(self):
        if self.server.poll() is not None:
            return "gone"
        return "up" if self.get("/healthz") == "ok\n" else ""

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310 - our own server
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return f"{error.code}"
        except OSError:
            return None

    def processes(self):
        """The parent and its children, by id."""
        return [self.server.pid, *children(self.server.pid)]

    def end(self):
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(20)

    def _environment(self):
        kept = {name: value for name, value in os.environ.items() if "CONSPECTUS" not in name}
        kept |= {"CONSPECTUS_HOME": str(self.home), "CONSPECTUS_JOBS": self.jobs}
        return kept | ({"CONSPECTUS_DATABASE": self.database} if self.database else {})


def children(pid):
    """Of all its threads: the system lists a child with the thread that made it."""
    listed = []
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            listed += map(int, place.read_text().split())
    return [one for child in sorted(listed) for one in (child, *children(child))]


def eventually(happens, seconds):
    until = time.monotonic() + seconds
    while not (found := happens()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)
    return found


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """An installation as `init` makes it, to be copied: migrating takes seconds.

    All workers of a run share one.
    """
    place = tmp_path_factory.getbasetemp()
    place = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place
    installation = Installation(place / "made-once" / "home")
    with (place / "made-once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not installation.home.exists():
            done = installation.run_by_itself("init")
            assert done.returncode == 0, done.stderr
            (installation.home.parent / DATABASE).write_text(installation.database)
    return installation.home


def copied(made_once, home):
    """An installation like the one that was made, in another home, with its own database."""
    like = (made_once.parent / DATABASE).read_text()
    made = Installation(Path(shutil.copytree(made_once, home)), own_database(like))
    (home.parent / DATABASE).write_text(made.database)
    return made


@pytest.fixture
def installation(made_once, tmp_path):
    installation = copied(made_once, tmp_path / "home")
    yield installation
    installation.end()
