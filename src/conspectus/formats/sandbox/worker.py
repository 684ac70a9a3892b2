"""One child process as its parent sees it: ask, wait with a deadline, replace when it dies."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import conspectus
from conspectus.formats.readers.errors import Damaged, ReaderError, TooLarge
from conspectus.formats.sandbox.wire import DOCUMENT, Answer, decode_answer

# LibreOffice starts before it reads an old Word file; the reader's own work has no more time.
_PATIENCE = {".doc": 6}
_MAX_ANSWER = 2**28
_PACKAGES = str(Path(conspectus.__file__).parent.parent)


class Worker:
    """A child process that is started when first asked and reused until it dies."""

    def __init__(self, *, timeout_s: float, memory_mb: int) -> None:
        self._timeout_s = timeout_s
        self._memory_mb = memory_mb
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, path: Path, name: str, what: str = DOCUMENT) -> Answer:
        """What the child makes of one file; a dead or silent child becomes a ReaderError value."""
        seconds = self._timeout_s * _PATIENCE.get(path.suffix.lower(), 1)
        deadline = time.monotonic() + seconds
        try:
            process = self._ready()
            assert process.stdin is not None  # noqa: S101 — opened as a pipe
            process.stdin.write(json.dumps([str(path), name, what]).encode() + b"\n")
            process.stdin.flush()
            length = int.from_bytes(self._receive(8, deadline), "big")
            answer = decode_answer(self._receive(min(length, _MAX_ANSWER), deadline))
        except _LateError:
            self.close()
            return self._failed(path, self._late(name, seconds))
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            died_of_time = self._process is not None and self._signal() == signal.SIGXCPU
            self.close()
            return self._failed(
                path, self._late(name, seconds) if died_of_time else self._dead(name)
            )
        if process.poll() is not None:
            self.close()
        return answer

    def close(self) -> None:
        """End the child and whatever it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-s",
                "-m",
                "conspectus.formats.sandbox.child",
                str(self._memory_mb),
                str(int(self._timeout_s) + 1),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        return self._process

    def _receive(self, count: int, deadline: float) -> bytes:
        assert self._process is not None and self._process.stdout is not None  # noqa: S101, PT018
        pipe = self._process.stdout.fileno()
        parts: list[bytes] = []
        missing = count
        while missing:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise _LateError
            part = os.read(pipe, min(missing, 2**20))
            if not part:
                raise EOFError
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _signal(self) -> int:
        assert self._process is not None  # noqa: S101 — asked only while there is one
        try:
            return -self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return 0

    def _failed(self, path: Path, error: ReaderError) -> Answer:
        return Answer(error, _hash_file(path))

    def _late(self, name: str, seconds: float) -> TooLarge:
        return TooLarge(
            f"“{name}” took longer than {seconds:g} seconds to read: send it in parts, or "
            "as plain text."
        )

    def _dead(self, name: str) -> Damaged:
        return Damaged(
            f"“{name}” made the reader stop, as broken or oversized files do: open it, save it "
            "anew, and send that."
        )


class _LateError(Exception):
    """The deadline passed."""


def _environment() -> dict[str, str]:
    """What a child needs to start; nothing that the parent may keep secret in its environment."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return kept | {
        "PYTHONPATH": _PACKAGES,
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _hash_file(path: Path) -> str:
    """SHA-256 of a file whose child could not tell it; "" for what is no readable file."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while part := stream.read(2**20):
                digest.update(part)
    except OSError:
        return ""
    return digest.hexdigest()
