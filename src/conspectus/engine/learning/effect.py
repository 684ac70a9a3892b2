"""The effect of what was learnt, measured on the answers themselves, ready to be shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

ENOUGH: Final = 20
"""So many answers of each kind are asked for before anything is learnt from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How many answers the engine would have given as people did, each held out in its turn.

    ``what``: "similarity" or "themes". ``answers``: how many there are; ``rarest``: how many of the
    rarest kind, ``needed`` of which are asked for. ``before``, ``after``: how many are judged as
    people judge, by what is shipped and by what all other answers teach (both 0 while there are too
    few). ``used``: whether the paper is made with what was learnt: not where it judges no better.
    ``weights``: the coefficients that were learnt, by what they weigh.
    """

    what: str
    answers: int
    rarest: int
    needed: int = ENOUGH
    before: int = 0
    after: int = 0
    used: bool = False
    weights: tuple[tuple[str, float], ...] = ()

    @property
    def share_before(self) -> int:
        """Per cent of the answers, rounded; 0 without answers."""
        return round(100 * self.before / self.answers) if self.answers else 0

    @property
    def share_after(self) -> int:
        """Per cent of the answers, rounded; 0 without answers."""
        return round(100 * self.after / self.answers) if self.answers else 0

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to learn from."""
        return self.rarest >= self.needed

    def row(self) -> dict[str, object]:
        """As it stands in the figures of the paper's method."""
        return {**asdict(self), "weights": dict(self.weights)}


def effect_of(row: dict[str, object]) -> Effect:
    """The effect that ``Effect.row`` wrote."""
    weights = row.get("weights")
    found = tuple(weights.items()) if isinstance(weights, dict) else ()
    return Effect(**{**row, "weights": found})  # type: ignore[arg-type] # as written by row()
