"""What is to be known of single characters: their script, what they look like, what is unseen.

The tables are Unicode's own (UTS #39 confusables.txt, UAX #24 Scripts.txt), brought into two short
files by `scripts/lookalike_tables.py`. They are kept here, and not read from a library, because
skeletons are stored: another version of the data would silently find other names alike.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Final

_HERE: Final = "conspectus.people.lookalike"

_MORE_ALIKE: Final = {
    # Unicode tells these apart where a reader in a hurry does not.
    **dict(zip("ĸᴋᴛʜʙᴍɴȷ", "kkthbmnj", strict=True)),
    # Arabic and Persian forms of one letter, which many fonts draw the same.
    **dict.fromkeys("يیۍې", "ى"),
    **dict.fromkeys("ةہۃە", "ه"),
    "ک": "ك",
}
_UNSEEN: Final = frozenset(
    map(
        chr, [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, 0xFFA0]
    )
)
"""What is drawn as nothing without being a format character."""

_MARKS: Final = (
    (0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670),
    (0x6D6, 0x6ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip
"""Marks over and under letters. In Indic scripts, Thai and kana such marks are the letters."""


def _table(name: str) -> list[list[str]]:
    text = resources.files(_HERE).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def alike() -> dict[int, str]:
    """Character (as number) → what stands for everything that looks like it."""
    found = {
        int(char, 16): "".join(chr(int(part, 16)) for part in target.split())
        for char, target in _table("confusables.tsv")
    }
    for char, target in _MORE_ALIKE.items():
        found[ord(char)] = found.get(ord(target), target)
    return found


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    rows = _table("scripts.tsv")
    return [int(a, 16) for a, _, _ in rows], [int(b, 16) for _, b, _ in rows], [s for *_, s in rows]


@cache
def script_of(char: str) -> str:
    """ "LATIN", "CYRILLIC" …; "" for what several scripts share."""
    first, last, scripts = _ranges()
    place = bisect_right(first, ord(char)) - 1
    return scripts[place] if place >= 0 and ord(char) <= last[place] else ""


@cache
def is_unseen(char: str) -> bool:
    """Whether a character is drawn as nothing: controls, joiners, selectors, fillers."""
    if char.isspace():
        return False
    code = ord(char)
    return (
        unicodedata.category(char) in {"Cc", "Cf"}
        or char in _UNSEEN
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


@cache
def is_mark(char: str) -> bool:
    """Whether a character is a mark without which the letter is still the same letter."""
    return any(first <= ord(char) <= last for first, last in _MARKS)


@cache
def is_between(char: str) -> bool:
    """Whether a character only stands between words or beside letters."""
    category = unicodedata.category(char)
    return (
        char.isspace()
        or char == "\u0640"
        or category[0] in "PZ"
        or category == "Sk"
        or (category == "Lm" and 0x2B0 <= ord(char) <= 0x2FF)
    )


class Without(dict[int, int | None]):
    """A table for `str.translate` that takes out what ``is_out`` says; it fills itself."""

    def __init__(self, is_out: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_out = is_out

    def __missing__(self, code: int) -> int | None:
        self[code] = None if self._is_out(chr(code)) else code
        return self[code]


UNSEEN: Final = Without(is_unseen)
MARKS: Final = Without(is_mark)
BETWEEN: Final = Without(is_between)
