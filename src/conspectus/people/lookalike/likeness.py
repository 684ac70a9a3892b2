"""Whether one name would be taken for another."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final

from conspectus.people.lookalike.characters import MARKS, is_mark
from conspectus.people.lookalike.skeletons import skeletons_of

_VIETNAMESE: Final = frozenset("\u0309\u031b\u0323")
"""Hook, horn, and dot below: no other language writes Latin letters with them and with tones."""


def looks_like(name: str, other: str) -> bool:
    """Whether the names share a skeleton and no spelling tells them apart."""
    return not skeletons_of(name).isdisjoint(skeletons_of(other)) and not tones_differ(name, other)


def tones_differ(name: str, other: str) -> bool:
    """Whether both are Vietnamese, where marks make the word, and differ in their marks only."""
    one, two = (unicodedata.normalize("NFD", text.casefold()) for text in (name, other))
    return one != two and _is_vietnamese(one) and _is_vietnamese(two) and _bare(one) == _bare(two)


def _is_vietnamese(decomposed: str) -> bool:
    if "đ" in decomposed or not _VIETNAMESE.isdisjoint(decomposed):
        return True
    return any(is_mark(a) and is_mark(b) for a, b in pairwise(decomposed))


def _bare(decomposed: str) -> str:
    return decomposed.replace("đ", "d").translate(MARKS)
