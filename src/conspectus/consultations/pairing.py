"""Turns of two transcripts of one meeting beside each other. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from conspectus.consultations.rules import PAGE, PAGE_WEIGHT, shown_part

if TYPE_CHECKING:
    from conspectus.consultations.models import Intervention

DELAY: Final = 3.0
"""Seconds before a turn begins at which its interpretation may be marked as begun."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A turn of the original and what stands for it; either may be missing."""

    original: Intervention | None
    translated: tuple[Intervention, ...]


def paired(
    left: Sequence[Intervention], right: Sequence[Intervention]
) -> tuple[tuple[Pair, ...], bool]:
    """Every turn of both, each once, in order; whether they were paired by their times.

    By time where every turn has one, of the same kind of clock, and times never run backwards;
    else the first beside the first.
    """
    if _is_timed([*left, *right]) and _ascends(left) and _ascends(right):
        return tuple(_by_time(left, right)), True
    longest = max(len(left), len(right))
    rows = (Pair(_at(left, n), tuple(right[n : n + 1])) for n in range(longest))
    return tuple(rows), False


def _is_timed(turns: Sequence[Intervention]) -> bool:
    return all(one.seconds is not None for one in turns) and len({one.clock for one in turns}) == 1


def _ascends(turns: Sequence[Intervention]) -> bool:
    times = [one.seconds or 0.0 for one in turns]
    return times == sorted(times)


def _at(turns: Sequence[Intervention], place: int) -> Intervention | None:
    return turns[place] if place < len(turns) else None


def _by_time(left: Sequence[Intervention], right: Sequence[Intervention]) -> Iterator[Pair]:
    starts = [one.seconds or 0.0 for one in left]
    beside: list[list[Intervention]] = [[] for _one in left]
    before: list[Intervention] = []
    for one in right:
        at = bisect_right(starts, (one.seconds or 0.0) + DELAY) - 1
        (beside[at] if at >= 0 else before).append(one)
    if before:
        yield Pair(None, tuple(before))
    for one, found in zip(left, beside, strict=True):
        yield Pair(one, tuple(found))


def pages_of_pairs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The rows of each page: none heavier than a page may be, unless one row alone is."""
    pages: list[list[Pair]] = [[]]
    weight = 0
    for pair in pairs:
        turns = [*([pair.original] if pair.original else []), *pair.translated]
        # Text is compressed to less than half of its bytes in each of the languages.
        added = 60 + sum(len(shown_part(one.text).encode("utf-8", "replace")) // 2 for one in turns)
        if pages[-1] and (len(pages[-1]) == PAGE or weight + added > PAGE_WEIGHT):
            pages.append([])
            weight = 0
        pages[-1].append(pair)
        weight += added
    return pages
