"""Whether seats can still be filled so that every quota holds: an exact answer, yes or no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from conspectus.record.errors import DrawError

LARGEST_SEARCH = 200_000
"""States looked at before a set of quotas is given up as too entangled; in steps, not in seconds,
so that everybody's computer gives up at the same point."""

Traits: TypeAlias = tuple[int, ...]
"""The quotas, by rank, under which a candidate falls."""


@dataclass(frozen=True, order=True)
class Quota:
    """Of those drawn, at least and at most so many have `value` in `attribute`."""

    attribute: str
    value: str
    at_least: int
    at_most: int

    def covers(self, attributes: Mapping[str, str]) -> bool:
        """Whether a candidate with these attributes counts."""
        return attributes.get(self.attribute) == self.value


def traits(attributes: Mapping[str, str], quotas: Sequence[Quota]) -> Traits:
    """The ranks of the quotas that count a candidate with these attributes."""
    return tuple(rank for rank, quota in enumerate(quotas) if quota.covers(attributes))


class Feasibility:
    """Answers whether a pool can fill seats within quotas.

    Candidates with the same traits are interchangeable, so the search goes over kinds, deciding how
    many of each; a state that failed is not searched again. Necessary conditions on the supply of
    each quota, and of each attribute's quotas together, cut off most of it.
    """

    def __init__(self, quotas: Sequence[Quota]) -> None:
        self._quotas = quotas
        by_attribute: dict[str, list[int]] = {}
        for rank, quota in enumerate(quotas):
            by_attribute.setdefault(quota.attribute, []).append(rank)
        self._dimensions = list(by_attribute.values())

    def holds(self, seats: int, pool: Iterable[Traits], taken: Sequence[int]) -> bool:
        """taken: how many already drawn fall under each quota.

        Raises DrawError after LARGEST_SEARCH states.
        """
        kinds = sorted(Counter(pool).items(), key=lambda kind: (-len(kind[0]), kind))
        low = tuple(
            max(quota.at_least - n, 0) for quota, n in zip(self._quotas, taken, strict=True)
        )
        high = tuple(quota.at_most - n for quota, n in zip(self._quotas, taken, strict=True))
        if min(high, default=0) < 0:
            return False
        return _Search(kinds, self._dimensions).fills(0, seats, low, high)


class _Search:
    def __init__(
        self, kinds: Sequence[tuple[Traits, int]], dimensions: Sequence[Sequence[int]]
    ) -> None:
        self._kinds = kinds
        self._dimensions = dimensions
        self._failed: set[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = set()
        self._steps = 0
        self._supply = [self._supply_from(first) for first in range(len(kinds) + 1)]

    def fills(self, kind: int, seats: int, low: tuple[int, ...], high: tuple[int, ...]) -> bool:
        """Whether the kinds from `kind` on fill `seats`, with counts between `low` and `high`."""
        state = (kind, seats, low, high)
        if state in self._failed or not self._possible(kind, seats, low, high):
            return False
        if kind == len(self._kinds):
            return True  # possible with nothing left: no seat, nothing lacking
        self._steps += 1
        if self._steps > LARGEST_SEARCH:
            raise DrawError("The quotas are too entangled to be settled: ask for fewer of them.")
        traits_here, available = self._kinds[kind]
        most = min([available, seats, *(high[rank] for rank in traits_here)])
        for count in range(most, -1, -1):
            if self.fills(
                kind + 1,
                seats - count,
                _less(low, traits_here, count, floor=0),
                _less(high, traits_here, count, floor=None),
            ):
                return True
        self._failed.add(state)
        return False

    def _possible(self, kind: int, seats: int, low: tuple[int, ...], high: tuple[int, ...]) -> bool:
        total, supply = self._supply[kind]
        if seats > total or any(need > there for need, there in zip(low, supply, strict=True)):
            return False
        for ranks in self._dimensions:
            others = total - sum(supply[rank] for rank in ranks)
            most = others + sum(min(supply[rank], high[rank]) for rank in ranks)
            if sum(low[rank] for rank in ranks) > seats or most < seats:
                return False
        return True

    def _supply_from(self, first: int) -> tuple[int, tuple[int, ...]]:
        """How many candidates the kinds from `first` on have, in all and under each quota."""
        ranks = 1 + max((rank for group in self._dimensions for rank in group), default=-1)
        counts = [0] * ranks
        total = 0
        for traits_here, available in self._kinds[first:]:
            total += available
            for rank in traits_here:
                counts[rank] += available
        return total, tuple(counts)


def _less(counts: tuple[int, ...], ranks: Traits, by: int, *, floor: int | None) -> tuple[int, ...]:
    changed = list(counts)
    for rank in ranks:
        changed[rank] -= by
        if floor is not None:
            changed[rank] = max(changed[rank], floor)
    return tuple(changed)
