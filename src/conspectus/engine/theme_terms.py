"""The terms by which a theme is known, and where they stand in passages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.language import (
    FUNCTION_WORDS,
    content_stems,
    content_words,
    stem,
    stems,
    words,
)
from conspectus.engine.remembered import remembered

Scores = npt.NDArray[np.float64]

NAME_STRENGTH = 0.8
DESCRIBED_PHRASE_STRENGTH = 0.65
DESCRIPTION_STRENGTH = 0.5
"""A phrase of the name or description says less than a term that the secretariat chose as one."""
DERIVED_STRENGTH = 0.5
"""Another word of the same stem ("cultural" for "culture") says less than the word itself."""
ASIDE_STRENGTH = 0.4
"""A term after "such as", "to ensure", ", enabling", "and must" … is seldom the main matter."""
EARLIEST_ASIDE = 25
"""An aside does not begin in the first so many characters."""

RARE_SHARE = 0.03
"""A single word in a smaller share of the passages than this is the mark of its theme."""
RARE_DESCRIBED_SHARE = 0.02
FEW_PASSAGES = 5
"""So many passages are never a large share."""

_INFLECTION = re.compile(r"(?<=[a-z]{3})(?:e?s|e)$")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)$)")
_PHRASES = re.compile(r"[,;:.()/]| and | or ")
_PIECES = re.compile(r" of the | of | in | for ")
_ASIDE = re.compile(
    r"\b(?:such as|including|includes?|as well as|as much as|in order to|to ensure|so as to|so that"
    r"|which|thereby|based on|free from|through|excluding|in accordance|on grounds|with respect to"
    r"|without|regardless|e\.g|particularly|especially|in particular|because|since|while|where|when"
    r"|if|as called for|with a view to|in a (?:way|manner) that|whose)\b"
    r"|, (?:thus |thereby )?(?!according|including)[a-z]+ing\b"
    r"|,? and (?:that )?(?:must|shall|should|needs? to|ought to)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:while|whilst|although|though|given|as|if|when|where|whereas|because|since|despite|in spite"
    r" of|apart from|in addition to)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:and|or|but|nor|as well as)\b", re.IGNORECASE)
FEWEST_MAIN_WORDS = 5


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
    for part, strength in _phrases_of(theme):
        key = content_stems(part, language)
        if key not in found or found[key][1] < strength:
            found[key] = (part, strength)
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
                max(strength, DESCRIBED_PHRASE_STRENGTH) if len(key) > 1 else strength,
                near=True,
            )
            for key, (part, strength) in sorted(found.items())
            if key and key not in given
        ),
    )


def _phrases_of(theme: ThemeSpec) -> Iterator[tuple[str, float]]:
    """The phrases of a theme's description and name, and the pieces of the longer ones."""
    for text, strength in ((theme.description, DESCRIPTION_STRENGTH), (theme.name, NAME_STRENGTH)):
        for phrase in _PHRASES.split(text):
            yield phrase, strength
            for piece in _PIECES.split(phrase):
                yield piece, strength


def forms(tokens: Iterable[str], language: str) -> frozenset[str]:
    """Words without their inflection; English only, in other languages the stem stands for it."""
    if language != "en":
        return frozenset(stem(token, language) for token in tokens)
    return frozenset(_INFLECTION.sub("", _ISE.sub("iz", token)) for token in tokens)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as stems: all, those of content, and which of each stand in its main part.

    ``plain_main``, ``content_main``: half-open spans.
    """

    plain: tuple[str, ...]
    content: tuple[str, ...]
    plain_main: tuple[int, int]
    content_main: tuple[int, int]
    forms: frozenset[str] = frozenset()


def _packed(reading: Reading) -> list[object]:
    return [
        " ".join(reading.plain),
        " ".join(reading.content),
        reading.plain_main,
        reading.content_main,
        " ".join(sorted(reading.forms)),
    ]


def _unpacked(kept: Sequence[Any]) -> Reading:
    plain, content, (first, last), (start, end), forms = kept
    return Reading(
        plain=tuple(plain.split(" ")) if plain else (),
        content=tuple(content.split(" ")) if content else (),
        plain_main=(first, last),
        content_main=(start, end),
        forms=frozenset(forms.split(" ") if forms else ()),
    )


@lru_cache(maxsize=1 << 14)
@remembered(pack=_packed, unpack=_unpacked)
def read(text: str, language: str) -> Reading:
    """Read one text in its language."""
    tokens, empty = words(text, language), FUNCTION_WORDS.get(language, frozenset())
    plain = tuple(stem(token, language) for token in tokens)
    content = tuple(stem(token, language) for token in tokens if token not in empty)
    start, end = main_part(text)
    return Reading(
        plain=plain,
        content=content,
        plain_main=_span(plain, text, start, end, stems, language),
        content_main=_span(content, text, start, end, content_stems, language),
        forms=forms(tokens, language),
    )


def _span(
    whole: tuple[str, ...],
    text: str,
    start: int,
    end: int,
    stemmed: Callable[[str, str], tuple[str, ...]],
    language: str,
) -> tuple[int, int]:
    """Which stems of the text are those of ``text[start:end]``."""
    first = len(stemmed(text[:start], language)) if start else 0
    return first, len(whole) if end == len(text) else len(stemmed(text[:end], language))


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
                    end, (first, last) = _near(reading.content, term), reading.content_main
                else:
                    end, (first, last) = _run(reading.plain, term.stems), reading.plain_main
                if end is not None:
                    weight = 1.0 if first < end <= last else ASIDE_STRENGTH
                    exact = term.forms <= reading.forms
                    weight *= 1.0 if exact else DERIVED_STRENGTH
                    found.append(Occurrence(i, j, k, weight, exact))
    return tuple(found)


def main_part(text: str) -> tuple[int, int]:
    """Where the main part stands: after a leading subordinate clause, before the first aside."""
    start = _main_start(text) if _OPENING.match(text) else 0
    aside = _ASIDE.search(text, start + EARLIEST_ASIDE)
    return start, aside.start() if aside else len(text)


def _main_start(text: str) -> int:
    """Where the clause after "While it may be so, …" begins; 0 where no comma ends the first.

    What goes on with "and" or is short is another item of a list in the first clause.
    """
    pieces = text.split(",")
    start = 0
    for before, piece in pairwise(pieces):
        start += len(before) + 1
        if not _GOES_ON.match(piece) and len(piece.split()) >= FEWEST_MAIN_WORDS:
            return start
    return 0


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
    ``posterior``: float64 (passages, themes).
    """
    total, count = _held(found, terms, posterior)
    trust = []
    for j, group in enumerate(terms):
        shares = np.maximum(count[j] - FEW_PASSAGES, 0.0) / max(1, len(posterior))
        beliefs = [_belief(term, share) for term, share in zip(group, shares, strict=True)]
        belief = np.array(beliefs, dtype=np.float64).reshape(-1, 2)
        mean = (belief[:, 0] * belief[:, 1] + total[j]) / (belief[:, 1] + count[j])
        trust.append(np.array([term.strength for term in group]) * mean)
    return trust


def _held(
    found: Sequence[Occurrence], terms: Sequence[Sequence[Term]], posterior: Scores
) -> tuple[list[Scores], list[Scores]]:
    """For each term the summed posterior of the passages that hold it, and their number."""
    total = [np.zeros(len(group)) for group in terms]
    count = [np.zeros(len(group)) for group in terms]
    for spot in found:
        if spot.exact:
            total[spot.theme][spot.term] += posterior[spot.passage, spot.theme]
            count[spot.theme][spot.term] += 1.0
    return total, count


def _belief(term: Term, share: float) -> tuple[float, float]:
    """What is believed of a term before reading, and for how many passages that counts.

    Several words together mean what the secretariat says they mean. One word may mean anything
    where it stands in many passages; where it is rare it was chosen for what it says, most surely
    in a name: that is what the reader will see above the passage.
    """
    if len(term.stems) > 1:
        return 0.9, 8.0
    if term.strength == 1.0:
        return (0.85, 6.0) if share < RARE_SHARE else (0.5, 2.0)
    if term.strength == NAME_STRENGTH:
        return (0.9, 12.0) if share < RARE_SHARE else (0.5, 2.0)
    return (0.6, 3.0) if share < RARE_DESCRIBED_SHARE else (0.3, 2.0)
