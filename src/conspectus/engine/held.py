"""The last result of a stage, kept in memory for the next run of the same process.

Most corrections leave what the first stages look at as it was: a process that makes one draft after
the other finds their results here. What a stage depends on is compared whole, so that a held result
is what would be worked out again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

Result = TypeVar("Result")


class Held:
    """For each stage one result, with all that it was made from."""

    def __init__(self) -> None:
        self._results: dict[str, tuple[object, object]] = {}

    def result(self, stage: str, made_from: object, make: Callable[[], Result]) -> Result:
        """The held result of ``stage`` if it was made from what equals ``made_from``, else new.

        Neither is to be changed afterwards; ``made_from`` holds nothing that compares by element.
        """
        known = self._results.get(stage)
        if known is not None and known[0] == made_from:
            return cast("Result", known[1])
        made = make()
        self._results[stage] = (made_from, made)
        return made


class NothingHeld(Held):
    """For a process that makes one paper and ends."""

    def result(self, stage: str, made_from: object, make: Callable[[], Result]) -> Result:  # noqa: ARG002 - held nowhere
        """What ``make`` gives."""
        return make()
