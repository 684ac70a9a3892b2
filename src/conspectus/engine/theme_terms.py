"""The terms by which a theme is known, and where they stand in passages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.language import content_stems, content_words, stem, stems, words

Scores = npt.NDArray[np.float64]

NAME_STRENGTH = 0.8
DESCRIPTION_STRENGTH = 0.5
"""A phrase of the name or description says less than a term that the secretariat chose as one."""
DERIVED_STRENGTH = 0.5
"""Another word of the same stem ("cultural" for "culture") says less than the word itself."""
ASIDE_STRENGTH = 0.4
"""A term after "such as", "to ensure", "which" … is seldom what the sentence is about."""
EARLIEST_ASIDE = 25
"""An aside does not begin in the first so many characters."""

_INFLECTION = re.compile(r"(?<=[a-z]{3})(?:e?s|e)$")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)$)")
_PARTS = re.compile(r"[,;:.()/]| and | of the | of | in | for | or ")
_ASIDE = re.compile(
    r"\b(?:such as|including|includes?|as well as|as much as|in order to|to ensure|so as to|so that"
    r"|which|thereby|based on|free from|through|excluding|in accordance|on grounds|with respect to"
    r"|without|regardless|e\.g|particularly|especially|in particular|because|since|while|where|when"
    r"|if|as called for)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a theme as stems. ``near``: they may stand apart by a word, in any order.

    ``forms``: its words without inflection, in any order.
    """

    stems: tuple[str, ...]
    forms: frozenset[str]
    strength: float
    near: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term that stands in a passage; ``weight`` is lower in an aside or as a derived word."""

    passage: int
    theme: int
    term: int
    weight: float
    exact: bool = True


def theme_terms(theme: ThemeSpec, language: str, of: str | None = None) -> tuple[Term, ...]:
    """The terms of one theme: those given, then the phrases of its description and name.

    ``language`` is the theme's, in which the same phrase is not taken twice; ``of`` that of the
    texts to be read, by default the same. Number and order are the same for every ``of``.
    """
    given = {stems(term, language): term for term in theme.terms}
    found: dict[tuple[str, ...], tuple[str, float]] = {}
    for text, strength in ((theme.description, DESCRIPTION_STRENGTH), (theme.name, NAME_STRENGTH)):
        for part in _PARTS.split(text):
            found[content_stems(part, language)] = (part, strength)
    code = of or language
    return (
        *(
            Term(stems(term, code), forms(words(term, code), code), 1.0, near=False)
            for key, term in given.items()
            if key
        ),
        *(
            Term(
                content_stems(part, code),
                forms(content_words(part, code), code),
                strength,
                near=True,
            )
            for key, (part, strength) in sorted(found.items())
            if key and key not in given
        ),
    )


def forms(tokens: Iterable[str], language: str) -> frozenset[str]:
    """Words without their inflection; English only, in other languages the stem stands for it."""
    if language != "en":
        return frozenset(stem(token, language) for token in tokens)
    return frozenset(_INFLECTION.sub("", _ISE.sub("iz", token)) for token in tokens)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as stems: all, those of content, and how many of each stand in its main part."""

    plain: tuple[str, ...]
    content: tuple[str, ...]
    plain_main: int
    content_main: int
    forms: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 14)
def read(text: str, language: str) -> Reading:
    """Read one text in its language."""
    plain, content = stems(text, language), content_stems(text, language)
    head = main_part(text)
    whole = len(head) == len(text)
    return Reading(
        plain=plain,
        content=content,
        plain_main=len(plain) if whole else len(stems(head, language)),
        content_main=len(content) if whole else len(content_stems(head, language)),
        forms=forms(words(text, language), language),
    )


def occurrences(
    readings: Sequence[Reading], terms: Sequence[Sequence[Term]]
) -> tuple[Occurrence, ...]:
    """Where each theme's terms stand in texts of one language, in order of theme, term, passage."""
    wanted = {part for group in terms for term in group for part in term.stems}
    holding: dict[str, list[int]] = defaultdict(list)
    for i, reading in enumerate(readings):
        for word in wanted.intersection(reading.plain):
            holding[word].append(i)
    sets = {word: set(rows) for word, rows in holding.items()}
    found = []
    for j, group in enumerate(terms):
        for k, term in enumerate(group):
            if not term.stems or not all(part in sets for part in term.stems):
                continue
            for i in sorted(set.intersection(*(sets[part] for part in term.stems))):
                reading = readings[i]
                if term.near:
                    end, main = _near(reading.content, term), reading.content_main
                else:
                    end, main = _run(reading.plain, term.stems), reading.plain_main
                if end is not None:
                    weight = 1.0 if end <= main else ASIDE_STRENGTH
                    exact = term.forms <= reading.forms
                    weight *= 1.0 if exact else DERIVED_STRENGTH
                    found.append(Occurrence(i, j, k, weight, exact))
    return tuple(found)


def main_part(text: str) -> str:
    """What stands before the first aside."""
    aside = _ASIDE.search(text, EARLIEST_ASIDE)
    return text[: aside.start()] if aside else text


def _run(words: tuple[str, ...], term: tuple[str, ...]) -> int | None:
    """Where the first occurrence of a run of stems ends, or ``None``."""
    start = -1
    while term[0] in words[start + 1 :]:
        start = words.index(term[0], start + 1)
        if words[start : start + len(term)] == term:
            return start + len(term)
    return None


def _near(words: Sequence[str], term: Term) -> int | None:
    """Where the term's stems stand within one word more than their number, or ``None``."""
    places = [[i for i, word in enumerate(words) if word == part][:3] for part in term.stems]
    if not all(places):
        return None
    best = min(product(*places), key=lambda spots: (max(spots) - min(spots), spots))
    return max(best) + 1 if max(best) - min(best) <= len(term.stems) else None


def seed_scores(
    found: Sequence[Occurrence], reliability: Sequence[Scores], passages: int
) -> Scores:
    """Noisy-or of each theme's terms in each passage: float64 (passages, themes), 0 to 1.

    ``reliability``: for each theme, how surely each of its terms means the theme.
    """
    doubt = np.ones((passages, len(reliability)))
    for spot in found:
        doubt[spot.passage, spot.theme] *= 1 - reliability[spot.theme][spot.term] * spot.weight
    return np.asarray(1 - doubt, dtype=np.float64)


def reliabilities(
    found: Sequence[Occurrence], terms: Sequence[Sequence[Term]], posterior: Scores
) -> list[Scores]:
    """How surely each term means its theme: the mean posterior of the passages that hold it.

    "Development" stands in passages of every theme and so says little; "IANA" says nearly all.
    """
    beliefs = [np.array([_belief(term) for term in group]) for group in terms]
    totals = [belief[:, 0] * belief[:, 1] for belief in beliefs]
    counts = [belief[:, 1].copy() for belief in beliefs]
    for spot in found:
        if spot.exact:
            totals[spot.theme][spot.term] += posterior[spot.passage, spot.theme]
            counts[spot.theme][spot.term] += 1.0
    return [
        np.array([term.strength for term in group]) * total / count
        for group, total, count in zip(terms, totals, counts, strict=True)
    ]


def _belief(term: Term) -> tuple[float, float]:
    """What is believed of a term before reading, and for how many passages that counts.

    Several words together mean what the secretariat says they mean; one word may mean anything.
    """
    return (0.9, 8.0) if len(term.stems) > 1 else (0.5, 2.0)
