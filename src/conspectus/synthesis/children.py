"""Children that do one piece of work and end: what is heavy or hostile is no part of a web process.

Each is a module with a ``main``: it gets its work as arguments and tells what it found as JSON.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

TOO_LONG = "it took too long"


@dataclass(frozen=True, slots=True)
class Told:
    """What a child said: its exit code, and whether it was ended because its time was over."""

    code: int
    output: str
    errors: str
    late: bool = False


def run_child(module: str, *arguments: object, longest_s: float) -> Told:
    """Runs ``python -m module arguments`` to its end, or ends it after ``longest_s`` seconds."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            check=False,
            timeout=longest_s,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    except subprocess.TimeoutExpired:
        return Told(-1, "", TOO_LONG, late=True)
    return Told(done.returncode, done.stdout, done.stderr)
