"""The order of names in a list, as readers of a language look for them.

After the Unicode Collation Algorithm (UTS #10) with CLDR's rules for the six languages, as far as
names of countries, groups and organisations need them: the reader's script first; letters before
marks before case; ñ behind n in Spanish, й and alef with hamza letters of their own, Chinese by
pinyin. Pinyin is the order of GB 2312's first level, which Python carries with it: 3,755
characters by their usual reading, those of one syllable in another order than CLDR's. Rarer ones
follow, by number.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

Key = tuple[tuple[tuple[int, int | str], ...], tuple[str, ...], str]

_BETWEEN, _DIGIT, _OWN, _FIRST, _OTHER = range(5)
_OF_OWN_SCRIPT: Final = {
    "ru": range(0x400, 0x530),
    "ar": range(0x600, 0x780),
    "zh": range(0x4E00, 0xA000),
}
_LATIN: Final = range(0x41, 0x250)
_WHOLE: Final = str.maketrans(
    dict(zip("łøđæœıʻ’", ["l\u0335", "o\u0338", "d\u0335", "ae", "oe", "i", "", "'"], strict=True))
)
_OWN_LETTERS: Final = {
    ("и", "\u0306"): "и\uffff",
    **{(d[0], d[1]): char for char in "آأؤإئ" if (d := unicodedata.normalize("NFD", char))},
}
_OWN_LETTERS_OF: Final = {"es": {("n", "\u0303"): "n\uffff"}}


@lru_cache(maxsize=1 << 14)
def collation_key(text: str, language: str) -> Key:
    """What a list in a language is sorted by: letters, then marks, then small before capital."""
    code = language.split("-", maxsplit=1)[0]
    own = {**_OWN_LETTERS, **_OWN_LETTERS_OF.get(code, {})}
    letters: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", text.casefold().translate(_WHOLE)):
        if not unicodedata.combining(char):
            letters.append(char)
            marks.append("")
        elif letters and (letters[-1], char) in own:
            letters[-1] = own[letters[-1], char]
        elif marks:
            marks[-1] += char
    return tuple(_place(one, code) for one in letters), tuple(marks), text.swapcase()


def _place(letter: str, language: str) -> tuple[int, int | str]:
    """Space and punctuation, digits, letters of the reader's script, Latin, others."""
    code = ord(letter[0])
    if not letter[0].isalnum():
        return _BETWEEN, letter
    if letter.isdigit():
        return _DIGIT, unicodedata.digit(letter, 0)
    if language == "zh" and code in _OF_OWN_SCRIPT["zh"]:
        return _OWN, _by_pinyin(letter)
    if code in _OF_OWN_SCRIPT.get(language, ()):
        return _OWN, letter
    return (_FIRST if code in _LATIN else _OTHER), letter


def _by_pinyin(character: str) -> int:
    """The place among GB 2312's first level; behind all of it for what is not in it."""
    try:
        row, cell = character.encode("gb2312")
    except UnicodeEncodeError:
        return 0x1_0000 + ord(character)
    return row << 8 | cell if row < 0xD8 else 0x1_0000 + ord(character)
