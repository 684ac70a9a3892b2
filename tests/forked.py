"""Commands in forks of a process that has loaded the libraries, instead of a Python of their own.

More than half of what a short command costs is loading libraries: Django, readers of files, the
engine. One process for each worker of a run loads them once (`LIBRARIES`: nothing that looks at an
installation or at the environment) and waits; a command is a fork of it that gets the arguments,
environment, working directory and files that were asked for, and does all the rest itself:
settings, applications, database. It ends as every Python does.

What has to be a Python of its own is started as one: servers, workers, and what a test looks at
from outside.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

LIBRARIES = (
    *("babel.dates", "click", "django.contrib.auth.tokens", "django.core.mail.backends.base"),
    *("django.db.backends.sqlite3.base", "django.db.migrations.executor", "django_stubs_ext"),
    *("fido2.server", "icalendar", "importlib.metadata", "rich.progress", "snowballstemmer"),
    *("structlog", "wsgiref.simple_server", "conspectus.engine.opinions.stored"),
    *("conspectus.formats.intake.corrections_out", "conspectus.formats.intake.publication"),
    *("conspectus.formats.sandbox", "conspectus.formats.transcripts.stage"),
    *("conspectus.formats.transcripts.who", "conspectus.formats.writers.charts"),
    "conspectus.record.receipts",
)
"""What takes longest to load; no module of these reads a setting while it is loaded."""

MOST = 2**20
"""Bytes of what is asked for: arguments, environment, code."""


@dataclass(frozen=True)
class Asked:
    """``module`` with ``arguments`` as `python -m` runs it, or ``code`` as `python -c` does."""

    environment: dict[str, str]
    module: str = ""
    arguments: tuple[str, ...] = ()
    code: str = ""


def run(
    asked: Asked,
    *,
    input: str = "",  # noqa: A002 - as of subprocess.run
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """As `subprocess.run` with ``capture_output`` and ``text``; raises what that raises."""
    with ExitStack() as open_files:
        files = [open_files.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        given, out, err = files
        given.write(input.encode())
        given.seek(0)
        code = _starter().run(asked, files, timeout)
        said = [_text(one) for one in (out, err)]
    return subprocess.CompletedProcess([asked.module, *asked.arguments], code, *said)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@functools.cache
def _starter() -> _Starter:
    """This process's own; it ends with it."""
    return _Starter()


class _Starter:
    """The process with the libraries, from the side of who asks."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kept = {name: value for name, value in os.environ.items() if "CONSPECTUS" not in name}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", str(theirs.fileno())],
                cwd=Path(__file__).resolve().parent.parent,
                env=kept,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def run(self, asked: Asked, files: list[IO[bytes]], timeout: float | None) -> int:
        said = json.dumps({**vars(asked), "folder": str(Path.cwd())}).encode()
        assert len(said) < MOST
        socket.send_fds(self._ours, [said], [one.fileno() for one in files])
        process = self._told()
        self._ours.settimeout(timeout)
        try:
            return self._told()
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            self._ours.settimeout(None)
            self._told()
            raise subprocess.TimeoutExpired(
                [asked.module, *asked.arguments], timeout or 0
            ) from None
        finally:
            self._ours.settimeout(None)

    def _told(self) -> int:
        said = self._ours.recv(100)
        assert said, "the process that starts commands has ended"
        return int(said)


def _fork(asking: socket.socket) -> dict[str, Any]:
    """Forks for each command; returns in the forks only, what each is to do."""
    while True:
        said, files, _flags, _from = socket.recv_fds(asking, MOST, 3)
        if not said:
            sys.exit()
        process = os.fork()
        if not process:
            asking.close()
            return _become(json.loads(said), files)
        for one in files:
            os.close(one)
        asking.send(str(process).encode())
        _, status = os.waitpid(process, 0)
        asking.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(asked: dict[str, Any], files: list[int]) -> dict[str, Any]:
    """Everything of the process that the command finds, up to the command itself."""
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    sys.path[0] = asked["folder"] if asked["module"] else ""
    sys.argv = ["-c"] if asked["code"] else [asked["module"], *asked["arguments"]]
    return asked


if __name__ == "__main__":
    for library in LIBRARIES:
        importlib.import_module(library)
    gc.collect()
    gc.freeze()
    work = _fork(socket.socket(fileno=int(sys.argv[1])))
    if work["code"]:
        exec(compile(work["code"], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102
    else:
        runpy.run_module(work["module"], run_name="__main__", alter_sys=True)
