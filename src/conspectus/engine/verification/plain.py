"""Sentences of languages without a tagger here: keys, figures and marks by word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conspectus.engine.lexicon.marks import Marks, Phrase, marks
from conspectus.engine.words import fold, words_of

_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？；])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class PlainUnit:
    """One sentence. ``denials``: how many words deny; ``modality``: rank of its strongest modal."""

    keys: frozenset[str]
    numbers: frozenset[str]
    acronyms: frozenset[str]
    denials: int
    modality: int
    conditions: frozenset[str]


def plain_units(text: str, language: str) -> tuple[PlainUnit, ...]:
    """The sentences of ``text``."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return tuple(plain_unit(part, language) for part in parts if part)


def plain_unit(text: str, language: str) -> PlainUnit:
    """One sentence read by the word lists of ``language``."""
    words = words_of(text, language)
    lists = marks(language)
    if language == "zh":
        denials, modality, conditions = _by_string(text, lists)
    else:
        folds = tuple(fold(word.text, language) for word in words)
        denials = _denials(folds, lists, language)
        modality = max((lists.modality.get(one, 0) for one in folds), default=0)
        conditions = frozenset(one for one in folds if one in lists.conditions)
    return PlainUnit(
        keys=frozenset(w.key for w in words if w.content and w.fold not in lists.negators),
        numbers=frozenset(word.number for word in words if word.number),
        acronyms=acronyms_in(text),
        denials=denials,
        modality=modality,
        conditions=conditions,
    )


def acronyms_in(text: str) -> frozenset[str]:
    """Latin acronyms, which all languages write alike."""
    return frozenset(re.findall(r"(?<![A-Za-z])[A-Z][A-Z\d]{1,7}(?![a-z])", text))


def _denials(folds: tuple[str, ...], lists: Marks, language: str) -> int:
    """Denials, each once: French "ne … pas" is one, Spanish and Russian doubled ones are one."""
    count, last = 0, -9
    for i, one in enumerate(folds):
        if one not in lists.negators or _idiom(folds, i, lists.no_denial):
            continue
        if language in {"fr", "es", "ru"} and i - last <= 4:
            last = i
            continue
        count, last = count + 1, i
    return count


def _idiom(folds: tuple[str, ...], i: int, idioms: tuple[Phrase, ...]) -> bool:
    return any(folds[i : i + len(phrase)] == phrase for phrase in idioms)


def _by_string(text: str, lists: Marks) -> tuple[int, int, frozenset[str]]:
    """Chinese: marks are sought as strings, the longest first."""
    rest = text
    for phrase in lists.no_denial:
        rest = rest.replace("".join(phrase), " ")
    bare = rest
    denials = 0
    for mark in sorted(lists.negators, key=lambda one: (-len(one), one)):
        denials += bare.count(mark)
        bare = bare.replace(mark, " ")
    modality = max((rank for mark, rank in lists.modality.items() if mark in rest), default=0)
    conditions = frozenset(mark for mark in lists.conditions if mark in text)
    return denials, modality, conditions
