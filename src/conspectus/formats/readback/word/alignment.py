"""Which sentence of the paper each sentence of an edited document is.

By its bookmark; then by the same words; then by likeness, the surest pair first. A bookmark around
other words than its sentence's is not believed where the sentence stands elsewhere word for word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from conspectus.engine.quoting import fold
from conspectus.formats.readback.word.units import Unit

LIKE: Final = 62.0
"""Likeness (0 to 100) from which a sentence without bookmark is taken for one of the paper."""
LIKE_IN_PLACE: Final = 42.0
"""The same between the two sentences that stood beside it in the paper."""


def aligned(
    units: Sequence[Unit], ids: Mapping[str, str], texts: Mapping[str, str]
) -> dict[int, str]:
    """Index of a unit → id of its sentence.

    ``ids``: name of a bookmark → id of its sentence. ``texts``: id → text, in the paper's order.
    """
    folded = {key: fold(text) for key, text in texts.items()}
    words = [fold(unit.text) for unit in units]
    found = _by_bookmark(units, words, ids, folded)
    _by_same_words(words, found, folded)
    _by_likeness(words, found, folded)
    _in_place(words, found, folded)
    return found


def _by_bookmark(
    units: Sequence[Unit], words: Sequence[str], ids: Mapping[str, str], folded: Mapping[str, str]
) -> dict[int, str]:
    """The unit of each bookmark; of several under one bookmark that which is most like it."""
    claims: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.bookmark is not None and unit.bookmark in ids and words[at]:
            claims.setdefault(ids[unit.bookmark], []).append(at)
    exact = {text for text in words if text}
    found: dict[int, str] = {}
    for key, places in claims.items():
        best = max(places, key=lambda at: (fuzz.ratio(words[at], folded[key]), -at))
        stands_elsewhere = folded[key] in exact and words[best] != folded[key]
        if not stands_elsewhere:
            found[best] = key
    return found


def _by_same_words(words: Sequence[str], found: dict[int, str], folded: Mapping[str, str]) -> None:
    left: dict[str, list[str]] = {}
    taken = set(found.values())
    for key, text in folded.items():
        if key not in taken:
            left.setdefault(text, []).append(key)
    for at, text in enumerate(words):
        if at not in found and left.get(text):
            found[at] = left[text].pop(0)


def _by_likeness(words: Sequence[str], found: dict[int, str], folded: Mapping[str, str]) -> None:
    taken = set(found.values())
    keys = [key for key in folded if key not in taken]
    free = [at for at, text in enumerate(words) if at not in found and text]
    if not keys or not free:
        return
    scores = process.cdist(
        [words[at] for at in free], [folded[key] for key in keys], scorer=fuzz.ratio
    )
    pairs = sorted(
        (-float(scores[i, j]), free[i], j)
        for i in range(len(free))
        for j in range(len(keys))
        if scores[i, j] >= LIKE
    )
    for _, at, j in pairs:
        if at not in found and keys[j] not in taken:
            found[at] = keys[j]
            taken.add(keys[j])


def _in_place(words: Sequence[str], found: dict[int, str], folded: Mapping[str, str]) -> None:
    """Sentences that are less alike but stand between the neighbours that they had."""
    order = list(folded)
    place = {key: at for at, key in enumerate(order)}
    taken = set(found.values())
    for at, text in enumerate(words):
        if at in found or not text:
            continue
        before = found.get(at - 1)
        after = found.get(at + 1)
        wanted = order[place[before] + 1] if before and place[before] + 1 < len(order) else None
        if before is None and after:
            wanted = order[place[after] - 1] if place[after] else None
        if wanted is None or wanted in taken:
            continue
        if fuzz.token_set_ratio(text, folded[wanted]) >= LIKE_IN_PLACE:
            found[at] = wanted
            taken.add(wanted)


def out_of_order(places: Sequence[int]) -> set[int]:
    """Indices of ``places`` that are in no longest increasing subsequence (Schensted 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, value in enumerate(places):
        k = bisect_left(tails, value)
        previous.append(ends[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[k], ends[k] = value, at
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return set(range(len(places))) - kept
