"""Commands in a child process: how long they take, how much memory their whole tree holds."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY_S = 0.05
PROC = Path("/proc")


@dataclass(frozen=True)
class Run:
    """One finished child: wall seconds, highest sum of resident memory in MB, standard output."""

    seconds: float
    peak_mb: float
    output: str


def environment(cache: Path) -> dict[str, str]:
    """A user's environment with its own cache; bytecode is kept, as after any installation."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"XDG_CACHE_HOME": str(cache)}


def run(arguments: Sequence[str], env: Mapping[str, str]) -> Run:
    """Run ``python ARGUMENTS`` to its end.

    Raises ``SystemExit`` with what the child said where it fails.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    highest: list[int] = [0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(child.pid, highest, done))
    watch.start()
    output, complaint = child.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watch.join()
    if child.returncode != 0:
        message = f"{' '.join(arguments)} ended with {child.returncode}: {complaint.strip()}"
        raise SystemExit(message)
    return Run(seconds=seconds, peak_mb=highest[0] / 2**20, output=output)


def _watch(root: int, highest: list[int], done: threading.Event) -> None:
    while not done.wait(SAMPLE_EVERY_S):
        highest[0] = max(highest[0], sum(map(_resident_bytes, _tree(root))))


def _tree(root: int) -> list[int]:
    """The process and all its descendants that are alive now."""
    found = [root]
    for pid in found:
        try:
            children = (PROC / str(pid) / "task" / str(pid) / "children").read_text()
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _resident_bytes(pid: int) -> int:
    try:
        pages = (PROC / str(pid) / "statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
