"""What changed between two versions: whole paragraphs, and words inside those that changed.

Paragraphs are matched by the longest common runs (Ratcliff and Obershelp 1988, as in the standard
library's difflib); those that were replaced are paired in order where they are alike. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Kind = Literal["same", "added", "removed", "changed"]
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""Share of common words from which two paragraphs are versions of each other."""

_MOST_WORDS = 4_000
"""In longer paragraphs words are not compared: both stand in full."""


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph, or ``count`` paragraphs that are the same.

    ``parts``: ("same" | "added" | "removed", words) of a changed one; else one part with all.
    """

    kind: Kind
    parts: tuple[tuple[Kind, str], ...] = ()
    count: int = 1


def changes(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """The changes from the paragraphs of one version to those of the next, in reading order."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, b1, b2, a1, a2 in matcher.get_opcodes():
        if what == "equal":
            found.append(Change("same", count=b2 - b1))
        else:
            found.extend(_replaced(before[b1:b2], after[a1:a2]))
    return found


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for old, new in zip_longest(before, after):
        if old is None:
            yield Change("added", (("added", new),))
        elif new is None:
            yield Change("removed", (("removed", old),))
        else:
            parts = _word_parts(old, new)
            if parts:
                yield Change("changed", parts)
            else:
                yield Change("removed", (("removed", old),))
                yield Change("added", (("added", new),))


def _word_parts(old: str, new: str) -> tuple[tuple[Kind, str], ...]:
    """Empty where the two have too little in common, or are too long."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        return ()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    parts: list[tuple[Kind, str]] = []
    for what, b1, b2, a1, a2 in matcher.get_opcodes():
        if what == "equal":
            parts.append(("same", "".join(before[b1:b2])))
            continue
        if b2 > b1:
            parts.append(("removed", "".join(before[b1:b2])))
        if a2 > a1:
            parts.append(("added", "".join(after[a1:a2])))
    return tuple(parts)
