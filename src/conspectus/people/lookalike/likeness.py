"""Whether one name would be taken for another."""

from __future__ import annotations

import unicodedata
from typing import Final

from conspectus.people.lookalike.characters import MARKS, is_mark
from conspectus.people.lookalike.skeletons import skeletons_of

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHAPES: Final = {"\u0302": "aeo", "\u0306": "a", "\u031b": "ou"}
"""Vietnamese marks: tones on any vowel; circumflex, breve and horn on those that have them."""

_ONLY_THERE: Final = frozenset("\u0309\u031b\u0323")
"""Hook, horn and dot below: no other language of the table has them beside tones."""


def looks_like(name: str, other: str) -> bool:
    """Whether the names share a skeleton and no spelling tells them apart."""
    return not skeletons_of(name).isdisjoint(skeletons_of(other)) and not tones_differ(name, other)


def tones_differ(name: str, other: str) -> bool:
    """Whether both are Vietnamese, where marks make the word, and differ in their marks only."""
    one, two = (unicodedata.normalize("NFD", text.casefold()) for text in (name, other))
    return one != two and _is_vietnamese(one) and _is_vietnamese(two) and _bare(one) == _bare(two)


def _is_vietnamese(decomposed: str) -> bool:
    """Whether all marks stand as in Vietnamese, and some as in no other language."""
    typical, tones, letter, marks = False, 0, "", 0
    for char in decomposed:
        if not is_mark(char):
            letter, marks, tones = char, 0, tones if char.isalpha() else 0
            continue
        marks += 1
        typical = typical or char in _ONLY_THERE or marks > 1
        tones += char in _TONES
        if tones > 1 or letter not in ("aeiouy" if char in _TONES else _SHAPES.get(char, "")):
            return False
    return typical


def _bare(decomposed: str) -> str:
    return decomposed.replace("đ", "d").translate(MARKS)
