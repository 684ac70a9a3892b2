"""What a text says, in the form in which claims and evidence are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conspectus.engine.lexicon import files
from conspectus.engine.words import Word, words_of

_SENTENCE_END = re.compile(r"[.!?;。!?;]\s+|\n{2,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence: its keys, how often it denies, and the rank of its strongest modal."""

    keys: frozenset[str]
    numbers: frozenset[str]
    denials: int
    modality: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A text as it is compared: its sentences and the keys of them all."""

    text: str
    language: str
    units: tuple[Unit, ...]
    keys: frozenset[str]


@cache
def _negators(language: str) -> frozenset[str]:
    return (
        frozenset(str(files.table("marks_en.toml")["negators"]).split())
        if language == "en"
        else frozenset()
    )


def profile(text: str, language: str = "en") -> Profile:
    """The profile of a claim or of a piece of evidence."""
    units = tuple(
        _unit(words_of(part, language), language)
        for part in _SENTENCE_END.split(text)
        if part.strip()
    )
    return Profile(text, language, units, frozenset[str]().union(*(unit.keys for unit in units)))


def _unit(words: tuple[Word, ...], language: str) -> Unit:
    modals = files.table("marks_en.toml")["modality"]
    return Unit(
        keys=frozenset(word.key for word in words if word.content),
        numbers=frozenset(word.number for word in words if word.number),
        denials=sum(word.fold in _negators(language) for word in words),
        modality=max((modals.get(word.fold, 0) for word in words), default=0),
    )
