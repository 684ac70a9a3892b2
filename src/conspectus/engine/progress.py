"""How the engine tells how far it is: a callable, so that a terminal, a page or nobody listens."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""``(stage, done, total)``."""


def silent(stage: str, done: int, total: int) -> None:
    """A listener that does nothing."""
    del stage, done, total
