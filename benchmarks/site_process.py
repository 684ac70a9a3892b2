"""A served installation for benchmarks: started, ended in order, or killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "conspectus.cli.main")
CHECKS = Path(__file__).with_name("site_checks.py")


class Site:
    """The installation in ``home``.

    ``settings``: a module that changes the usual settings; ``environment``: variables that do.
    """

    def __init__(
        self,
        home: Path,
        *,
        settings: str = "conspectus.site.settings",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.home = home
        self._environment = {
            **{name: value for name, value in os.environ.items() if "CONSPECTUS" not in name},
            "CONSPECTUS_HOME": str(home),
            "CONSPECTUS_LOG": "warning",
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": os.pathsep.join([str(CHECKS.parent), str(ROOT), str(ROOT / "src")]),
            **(environment or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def run(self, *arguments: str) -> str:
        """A command of Conspectus on this home."""
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=self._environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def ask(self, question: str, value: object = None) -> Any:  # noqa: ANN401 - JSON
        """What `site_checks` answers, in a process of its own on this home."""
        done = subprocess.run(
            [sys.executable, str(CHECKS), question],
            input=json.dumps(value),
            env=self._environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{question}: {done.stderr}")
        return json.loads(done.stdout)

    def start(self, before: Sequence[str] = (), more: Sequence[str] = ()) -> float:
        """Serves; ``before``: what stands before the command, ``more``: its further options.

        Seconds until the first page.
        """
        began = time.monotonic()
        self.port = _free_port()
        self._begin([*before, *COMMAND, "serve", "--bind", f"127.0.0.1:{self.port}", *more])
        while not self._answers():
            if self._has_ended() or time.monotonic() - began > 60:
                told = (self.home.parent / f"{self.home.name}.log").read_text()[-2000:]
                raise RuntimeError(f"The site does not start: {told}")
            time.sleep(0.02)
        return time.monotonic() - began

    def work(self) -> None:
        """Does the jobs, without a web process."""
        self._begin([*COMMAND, "worker"])

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _begin(self, command: Sequence[str]) -> None:
        with (self.home.parent / f"{self.home.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def processes(self) -> list[int]:
        """The process that was started, and all below it."""
        return _tree(self._process.pid) if self._process and self._process.poll() is None else []

    def kill(self) -> None:
        """SIGKILL to every process of the group at once."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def stop(self) -> None:
        """SIGTERM to the command itself, whatever stands before it."""
        if self._process is None or self._process.poll() is not None:
            return
        command = next(pid for pid in self.processes() if _runs_serve(pid))
        os.kill(command, signal.SIGTERM)
        self._process.wait(30)

    def copy(self, target: Path) -> Path:
        """The home as it is now, while it is not served."""
        return Path(shutil.copytree(self.home, target))

    def memory(self) -> float:
        """PSS of all processes in MB."""
        return sum(map(_pss, self.processes())) / 1024

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/en/", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _tree(pid: int) -> list[int]:
    children: list[int] = []
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, place.read_text().split())
    return [pid, *(one for child in children for one in _tree(child))]


def _runs_serve(pid: int) -> bool:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return words[0] == sys.executable.encode() and b"serve" in words


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
