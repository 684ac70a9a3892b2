"""Skeletons of a name (UTS #39, §4), of several variants, so that imitations share one of them.

Two readings. *As it is drawn*: capitals stay apart while characters are compared, for a capital I
is drawn like a small l, but a small i is not. *As it is spoken of*: case is set aside first. Each
with marks over letters and without; digits in words also as the letters that they stand for.
Spaces and punctuation are out of all of them. A skeleton is kept as the first 63 bits of a hash:
one column of numbers, whatever the length of a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from typing import Final

from conspectus.people.lookalike.characters import BETWEEN, MARKS, UNSEEN, alike

_LETTERS: Final = str.maketrans("03456789@$!", "oeasgtbgasi")
_ONES_TOLD_APART: Final = 3
_WORD: Final = re.compile(r"[\w@$!|]+")
_SHOUTED: Final = 5
"""Letters from which a word in capitals is a word, not an acronym."""

_CAPITAL_L: Final = "\x01"
# Letters with a stroke have no decomposition.
_WHOLE: Final = str.maketrans("łøđħŧƀɨŁØĐĦŦ", "lodhtbiLODHT")


def skeletons_of(name: str) -> frozenset[int]:
    """Two names look alike where they have one of these in common (see `likeness.looks_like`)."""
    return frozenset(
        int.from_bytes(sha256(drawn.encode()).digest()[:8], "big") >> 1
        for drawn in readable_skeletons(name)
    )


def one_skeleton(name: str) -> str:
    """As it is spoken of, marks and what digits may stand for left as they are: one for a name."""
    seen = unicodedata.normalize("NFKC", name.translate(UNSEEN))
    drawn = _alike(seen.translate(BETWEEN).casefold()).casefold()
    return drawn or " ".join(seen.casefold().split())


def readable_skeletons(name: str) -> frozenset[str]:
    """The same as text: what was compared. The first character tells which reading it is."""
    seen = unicodedata.normalize("NFKC", name.translate(UNSEEN))
    found = set()
    for spelt in _spellings(seen):
        for text in {spelt} if spelt.isascii() else {spelt, _without_marks(spelt)}:
            found |= set(_readings(text))
    return frozenset(drawn for drawn in found if len(drawn) > 1)


def _readings(text: str) -> Iterator[str]:
    for drawn in {text, _WORD.sub(_unshouted, text)}:
        yield f"a{_alike(drawn.translate(BETWEEN)).replace('L', _CAPITAL_L).casefold()}"
    yield f"b{_alike(text.translate(BETWEEN).casefold()).casefold()}"


def _unshouted(word: re.Match[str]) -> str:
    text = word[0]
    return text.lower() if len(text) >= _SHOUTED and text.isupper() else text


def _alike(text: str) -> str:
    """Each character as the one that stands for all that look like it."""
    if text.isascii():
        return text.translate(alike())
    drawn = unicodedata.normalize("NFC", text).translate(alike())
    return unicodedata.normalize("NFD", drawn).translate(alike())


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_WHOLE))
    return unicodedata.normalize("NFC", decomposed.translate(MARKS))


def _spellings(name: str) -> Iterator[str]:
    """The name, and with the letters for which digits and signs in its words may stand."""
    yield name
    spelt = _WORD.sub(_as_letters, name)
    if spelt == name:
        return
    ones = spelt.count("\x02")
    if ones > _ONES_TOLD_APART:
        yield spelt.replace("\x02", "i")
        yield spelt.replace("\x02", "l")
        return
    parts = spelt.split("\x02")
    for choice in product("il", repeat=ones):
        yield "".join(part + one for part, one in zip(parts, (*choice, ""), strict=True))


def _as_letters(word: re.Match[str]) -> str:
    """Of a word with letters: its digits as letters; what ends a word ("Yahoo!") ends it."""
    text = word[0]
    if text == "1":
        return "\x02"
    if text.isalpha() or not any(map(str.isalpha, text)):
        return text
    within = text.rstrip("!")
    return within.translate(_LETTERS).replace("1", "\x02") + text[len(within) :]
