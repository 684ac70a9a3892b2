"""Degree expressions read back from a sentence, to hold them against its counts (V6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_NOUN = (
    r"(?:contribut(?:ion|or)s?|speakers?|remote participants?|participants? in the online forum)\b"
)
_BETWEEN = (
    r"(?:\s+(?:of|the|these|those|other|written|individual|government|academic|"
    r"civil society|private sector|technical community))*\s+"
)
_WORD = re.compile(rf"\b(one|two|both|several|many|most){_BETWEEN}{_NOUN}")
_OPENING = re.compile(
    r"^(several|many|most)\s+(?:of the\s+)?"
    r"(?:governments|organi[sz]ations|participants|respondents|stakeholders|groups)\b"
)
_SINGLE = re.compile(
    r"^an?\s+(?:[\w-]+\s+){1,2}contribution\b|^a participant in the online forum\b"
)
_SUPPORT = re.compile(r"\bgeneral support\b")
_OF = re.compile(rf"\b({_NUMBER}) of the ({_NUMBER}) {_NOUN}")
_ALL = re.compile(rf"\ball ({_NUMBER}) {_NOUN}")
_PLAIN = re.compile(rf"\b(?<!of the )(?<!all )(\d+|{'|'.join(_NUMBERS[2:])}) {_NOUN}")
_IN_FRAMES = re.compile(r"\b(?:several|many|most|general support|a number of|majority)\b")


@dataclass(frozen=True, slots=True)
class StatedDegree:
    """A degree as a sentence words it; ``n`` and ``of`` where it gives figures."""

    word: str
    n: int | None = None
    of: int | None = None


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _NUMBERS.index(number) + 1


def stated_degrees(text: str) -> Iterator[StatedDegree]:
    """The degrees that an English ``text`` (without its quotations) states of holders."""
    lower = text.casefold()
    for found in _OF.finditer(lower):
        yield StatedDegree("number", _value(found.group(1)), _value(found.group(2)))
    for found in _ALL.finditer(lower):
        yield StatedDegree("number", _value(found.group(1)), _value(found.group(1)))
    for found in _PLAIN.finditer(lower):
        yield StatedDegree("number", _value(found.group(1)))
    if _SUPPORT.search(lower) and lower.startswith("there was"):
        yield StatedDegree("general support")
    if _SINGLE.search(lower):
        yield StatedDegree("one", 1)
    rest = _ALL.sub(" ", _OF.sub(" ", lower))
    for found in (*_WORD.finditer(rest), *_OPENING.finditer(rest)):
        word = found.group(1)
        yield StatedDegree("two" if word == "both" else word)


def first_degree_word(text: str) -> str | None:
    """The first degree word of an English frame sentence, which should have none."""
    found = _IN_FRAMES.search(text.casefold())
    if found:
        return found.group()
    return next((degree.word for degree in stated_degrees(text)), None)
