"""Degree expressions read back from a sentence, to hold them against its counts (V6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBER = rf"(\d+|{'|'.join(_NUMBERS)})"
_NOUN = (
    r"(?:contribut(?:ion|or)s?|speakers?|remote participants?|participants? in the online forum)\b"
)
_BETWEEN = (
    r"(?:\s+(?:of|the|these|those|other|written|individual|government|academic|"
    r"civil society|private sector|technical community))*\s+"
)
_GROUPS = (
    r"\s+(?:of the\s+)?"
    r"(?:governments|organi[sz]ations|participants|respondents|stakeholders|groups)\b"
)
_EXPRESSIONS = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        ("number", rf"\b{_NUMBER} of the {_NUMBER} {_NOUN}"),
        ("number", rf"\ball {_NUMBER} {_NOUN}"),
        ("number", rf"(?<!of the )(?<!all )\b(?!one\b|two\b){_NUMBER} {_NOUN}"),
        ("general support", r"^there was general support\b"),
        ("one", r"^an?\s+(?:[\w-]+\s+){1,2}contribution\b|^a participant in the online forum\b"),
        ("one", rf"\bone{_BETWEEN}{_NOUN}"),
        ("two", rf"\b(?:two|both){_BETWEEN}{_NOUN}"),
        ("several", rf"\bseveral{_BETWEEN}{_NOUN}|^several{_GROUPS}"),
        ("many", rf"\bmany{_BETWEEN}{_NOUN}|^many{_GROUPS}"),
        ("most", rf"\bmost{_BETWEEN}{_NOUN}|^most{_GROUPS}"),
    )
)
"""Degree word and the wordings that state it; the groups of "number" are n and, if given, N."""

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
    for word, expression in _EXPRESSIONS:
        for found in expression.finditer(lower):
            figures = [_value(one) for one in found.groups()]
            if "all" in found.group()[:3]:
                figures *= 2
            yield StatedDegree(word, *figures)


def first_degree_word(text: str) -> str | None:
    """The first degree word of an English frame sentence, which should have none."""
    found = _IN_FRAMES.search(text.casefold())
    if found:
        return found.group()
    return next((degree.word for degree in stated_degrees(text)), None)
