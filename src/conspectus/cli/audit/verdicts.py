"""Verdicts of one or more readers, and the precision that follows from them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Z_95 = 1.959963984540054
"""97.5 % quantile of the normal distribution: two-sided intervals of 95 %."""


class Verdict(StrEnum):
    """What a reader finds of one pair."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Counts of verdicts; ``share`` is supported ÷ judged with its 95 % interval."""

    supported: int
    partly: int
    not_supported: int
    low: float
    high: float

    @property
    def judged(self) -> int:
        """Pairs with a verdict."""
        return self.supported + self.partly + self.not_supported

    @property
    def share(self) -> float:
        """Supported ÷ judged; "partly" counts as not supported."""
        return self.supported / self.judged if self.judged else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What several readers found together.

    ``verdicts``: agreed, or settled by the third. ``open``: pairs on which two readers differ and
    no third has spoken. ``differed``: pairs on which the first two differ. ``both``: pairs that
    the first two both judged.
    """

    verdicts: Mapping[str, Verdict]
    open: tuple[str, ...]
    differed: tuple[str, ...]
    both: int


def wilson(successes: int, trials: int, z: float = Z_95) -> tuple[float, float]:
    """Score interval of a proportion (Wilson 1927); (0, 1) without any trial."""
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    spread = z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def precision(verdicts: Sequence[Verdict]) -> Precision:
    """Counts, share and Wilson interval of ``verdicts``."""
    supported = verdicts.count(Verdict.SUPPORTED)
    low, high = wilson(supported, len(verdicts))
    return Precision(
        supported=supported,
        partly=verdicts.count(Verdict.PARTLY),
        not_supported=verdicts.count(Verdict.NOT),
        low=low,
        high=high,
    )


def settle(readers: Sequence[Mapping[str, Verdict]]) -> Settled:
    """One verdict a pair: where the first two readers differ, the third's, if there is one.

    ``readers``: pair id → verdict, one mapping a reader, at most three.
    """
    first, second, third = (*readers, {}, {})[:3]
    if len(readers) < 2:
        return Settled(verdicts=dict(first), open=(), differed=(), both=0)
    verdicts: dict[str, Verdict] = {}
    undecided, differed = [], []
    for pair in sorted(first.keys() | second.keys()):
        one, other = first.get(pair), second.get(pair)
        if one and other and one is not other:
            differed.append(pair)
            agreed = third.get(pair)
        else:
            agreed = one or other
        if agreed is None:
            undecided.append(pair)
        else:
            verdicts[pair] = agreed
    return Settled(
        verdicts=verdicts,
        open=tuple(undecided),
        differed=tuple(differed),
        both=len(first.keys() & second.keys()),
    )
