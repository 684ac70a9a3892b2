"""Turns of two transcripts of one meeting beside each other. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar, cast

from conspectus.consultations.rules import PAGE, PAGE_WEIGHT, shown_part

DELAY: Final = 3.0
"""Seconds before a turn begins at which its interpretation may be marked as begun."""


class Turn(Protocol):
    """What is paired; see `Intervention`."""

    @property
    def seconds(self) -> float | None:
        """When it began."""

    @property
    def clock(self) -> bool:
        """Whether that is the time of a day."""

    @property
    def text(self) -> str:
        """What was said."""


T = TypeVar("T")
"""A `Turn`; not bound to it, as the checker of types does not always know a model's columns."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """A turn of the original and what stands for it; either may be missing."""

    original: T | None
    translated: tuple[T, ...]


def paired(left: Sequence[T], right: Sequence[T]) -> tuple[tuple[Pair[T], ...], bool]:
    """Every turn of both, each once, in order; whether they were paired by their times.

    By time where every turn has one, of the same kind of clock, and times never run backwards;
    else the first beside the first.
    """
    if _is_timed([*left, *right]) and _ascends(left) and _ascends(right):
        return tuple(_by_time(left, right)), True
    longest = max(len(left), len(right))
    rows = (Pair(_at(left, n), tuple(right[n : n + 1])) for n in range(longest))
    return tuple(rows), False


def _turn(one: object) -> Turn:
    return cast("Turn", one)


def _is_timed(turns: Sequence[object]) -> bool:
    known = [_turn(one) for one in turns]
    return all(one.seconds is not None for one in known) and len({one.clock for one in known}) == 1


def _ascends(turns: Sequence[object]) -> bool:
    times = [_turn(one).seconds or 0.0 for one in turns]
    return times == sorted(times)


def _at(turns: Sequence[T], place: int) -> T | None:
    return turns[place] if place < len(turns) else None


def _by_time(left: Sequence[T], right: Sequence[T]) -> Iterator[Pair[T]]:
    starts = [_turn(one).seconds or 0.0 for one in left]
    beside: list[list[T]] = [[] for _one in left]
    before: list[T] = []
    for one in right:
        at = bisect_right(starts, (_turn(one).seconds or 0.0) + DELAY) - 1
        (beside[at] if at >= 0 else before).append(one)
    if before:
        yield Pair(None, tuple(before))
    for one, found in zip(left, beside, strict=True):
        yield Pair(one, tuple(found))


def pages_of_pairs(pairs: Sequence[Pair[T]]) -> list[list[Pair[T]]]:
    """The rows of each page: none heavier than a page may be, unless one row alone is."""
    pages: list[list[Pair[T]]] = [[]]
    weight = 0
    for pair in pairs:
        turns = [*([pair.original] if pair.original else []), *pair.translated]
        # Text is compressed to less than half of its bytes in each of the languages.
        added = 60 + sum(
            len(shown_part(_turn(one).text).encode("utf-8", "replace")) // 2 for one in turns
        )
        if pages[-1] and (len(pages[-1]) == PAGE or weight + added > PAGE_WEIGHT):
            pages.append([])
            weight = 0
        pages[-1].append(pair)
        weight += added
    return pages
