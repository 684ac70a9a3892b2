"""What somebody typed → what is asked of the index, and what to mark in what it finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.core.search_tokens import (
    is_run,
    normalised,
    sought_pairs,
    sought_tokens,
    words_of,
)

MOST_WORDS = 12
_QUOTED = re.compile(r"[\"“„«»”]([^\"“„«»”]*)[\"“«»”]")


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that must be there: any of ``choices``, each a row of tokens one after another.

    ``beginning``: the last token may go on (a single Chinese character).
    """

    choices: tuple[tuple[str, ...], ...]
    beginning: bool = False

    def needles(self) -> list[str]:
        """What to look for in a line of tokens between spaces."""
        end = "" if self.beginning else " "
        return [f" {' '.join(tokens)}{end}" for tokens in self.choices]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. ``runs``: Chinese as typed, normalised, to be marked as it stands."""

    sought: tuple[Sought, ...]
    runs: tuple[str, ...]

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that is marked in a text."""
        return frozenset(token for one in self.sought for choice in one.choices for token in choice)

    def expression(self, places: Sequence[str], *, every: bool = True) -> str:
        """The query in the words of FTS5; ``every``: all that is sought, else any of it."""
        wanted = (" AND " if every else " OR ").join(_fts5(one) for one in self.sought)
        where = "".join(f' AND place : "{place}"' for place in places)
        return f"{{title holder text}} : ({wanted}){where}"


def _fts5(one: Sought) -> str:
    star = "*" if one.beginning else ""
    phrases = [f'"{" ".join(tokens)}"{star}' for tokens in one.choices]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


def read_query(text: str, language: str = "") -> Query:
    """Words, and “words in quotation marks” that stand one after the other.

    ``language``: that of the texts looked for, "" where they may be in any.
    """
    plain = normalised(text)
    sought: dict[Sought, None] = {}
    for phrase in _QUOTED.findall(plain):
        for one in _phrase(phrase, language):
            sought.setdefault(one)
    words = list(words_of(_QUOTED.sub(" ", plain)))
    for word in words:
        for one in _word(word, language):
            sought.setdefault(one)
    runs = dict.fromkeys(word for word in words_of(plain) if is_run(word))
    return Query(tuple(list(sought)[:MOST_WORDS]), tuple(runs))


def _word(word: str, language: str) -> list[Sought]:
    if is_run(word):
        return [Sought((sought_pairs(word),), beginning=len(word) == 1)]
    tokens = sought_tokens(word, language)
    return [Sought(tuple((token,) for token in tokens))] if tokens else []


def _phrase(phrase: str, language: str) -> list[Sought]:
    """A phrase in one language; where that is open, in each in which its words may be."""
    words = list(words_of(phrase))[:MOST_WORDS]
    if not words or any(is_run(word) for word in words):
        return [one for word in words for one in _word(word, language)]
    choices: dict[tuple[str, ...], None] = {}
    for code in [language] if language else ["en", "es", "fr", "-"]:
        tokens = tuple(token for word in words for token in sought_tokens(word, code)[:1])
        if tokens:
            choices.setdefault(tokens)
    return [Sought(tuple(choices))] if choices else []
