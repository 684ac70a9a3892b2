"""The engine's child, kept for a while: while a rapporteur works, its next draft finds it warm.

The worker writes the key of a version to the child's input and reads whether it was made; there is
one child for a worker, and no web process has any. It ends by itself where nothing is asked for
``IDLE_S`` seconds, where it has lived ``LIFE_S``, where it has grown beyond ``LARGEST_MB``, and
where its worker ends. What it remembers of the texts is in its memory alone, never on the disk.
"""

from __future__ import annotations

import os
import resource
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

STAY: Final = "--stay"
COMMAND: Final = (sys.executable, "-m", "conspectus.synthesis.engine_run", STAY)
"""The child's; the worker's process id, with which it ends, comes after it."""
IDLE_S: Final = 300.0
LIFE_S: Final = 3600.0
"""Words that were erased are gone from every memory after so long at the latest."""
LARGEST_MB: Final = 1200
MADE, NOT_MADE, DIED = 0, 1, -1


class Memory:
    """Results of earlier runs in the memory of this process (``engine.embedding.Cache``).

    ``tables``: what was read of texts (``engine.remembered.KeepsTables``).
    """

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, object]] = {}
        self._values: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """The value stored under ``key``, if any."""
        return self._values.get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Store ``value`` under ``key``."""
        self._values[kind, key] = value


class Child:
    """The worker's side: begun with the first version, and again where it has ended.

    ``begun``: how often.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = list(command)
        self._begun_in: dict[str, str] = {}
        self.begun = 0
        self._process: subprocess.Popen[bytes] | None = None

    def make(self, version_id: int, *, longest_s: float) -> int:
        """``MADE``, ``NOT_MADE`` where the version says why, or ``DIED``, after so long as well."""
        # One that is just ending of itself has not read the key: a new one is asked then.
        for _ in range(2):
            process = self._running()
            if not _ask(process, version_id):
                self.end()
                continue
            answer = _answer(process, longest_s)
            if answer is not None:
                return answer
            ended_itself = process.poll() == 0
            self.end()
            if not ended_itself:
                return DIED
        return DIED

    def end(self) -> None:
        """Ends the child, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _running(self) -> subprocess.Popen[bytes]:
        # Which installation it works for stands in the environment that it was begun with.
        if self._process is not None and (
            self._process.poll() is not None or self._begun_in != dict(os.environ)
        ):
            self.end()
        if self._process is None:
            self.begun += 1
            self._begun_in = dict(os.environ)
            self._process = subprocess.Popen(
                [*self._command, str(os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process


def _ask(process: subprocess.Popen[bytes], version_id: int) -> bool:
    assert process.stdin is not None  # noqa: S101 - for the type: it was begun with a pipe
    try:
        process.stdin.write(b"%d\n" % version_id)
        process.stdin.flush()
    except OSError:
        return False
    return True


def _answer(process: subprocess.Popen[bytes], longest_s: float) -> int | None:
    """The child's answer; ``None`` where it ended without one or took too long."""
    assert process.stdout is not None  # noqa: S101 - for the type: it was begun with a pipe
    line = process.stdout.readline() if _comes(process.stdout, longest_s) else b""
    return int(line) if line.strip().isdigit() else None


def _comes(pipe: IO[bytes], longest_s: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        return bool(selector.select(longest_s))


def stay(make: Callable[[int], bool]) -> None:
    """The child's side: makes one version after the other until it has been here long enough."""
    # What is printed while a version is made is no answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    asked = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    until = time.monotonic() + LIFE_S
    while time.monotonic() < until and _megabytes() < LARGEST_MB and _comes(asked, IDLE_S):
        line = asked.readline()
        if not line:
            return
        answers.write(b"%d\n" % (MADE if make(int(line)) else NOT_MADE))


def _megabytes() -> int:
    """What this process holds now.

    The kernel's highest figure (``ru_maxrss``) begins with that of the process that forked it: the
    child of a large worker would end before its first version.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return pages * resource.getpagesize() // (1 << 20)
