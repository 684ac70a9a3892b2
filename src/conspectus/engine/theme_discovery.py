"""Themes for a forum that names none: the phrases under which most of what was said can stand.

Of all noun phrases that could be headings (``theme_phrases``) those are chosen, one after the
other, that add most to what is covered (facility location, greedy: Nemhauser, Wolsey and Fisher
1978). A passage is covered by a phrase that stands in it, and in part by one whose passages it
resembles. Phrases that are spread over all of the input say nothing of it and count little.
The grammar is that of English.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.language import content_stems
from conspectus.engine.similarity import centred
from conspectus.engine.term_weights import TermWeights
from conspectus.engine.theme_phrases import Phrase, heading_phrases

Vectors = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

FEWEST_THEMES: Final = 3
"""Less are not worth parting a paper."""
FEWEST_SOUGHT: Final = 4
MOST_THEMES: Final = 9
FEWEST_PASSAGES: Final = 30
PASSAGES_PER_THEME: Final = 15
FEWEST_HOLDING: Final = 4
FEWEST_OF_FEW: Final = 2
"""So many passages hold the phrase that heads a section."""
CANDIDATES: Final = 150
TERMS: Final = 8
UBIQUITOUS: Final = 0.3
"""What stands in more of the passages than this is what all of the input is about …"""
COMMON: Final = 0.1
COMMON_HOLDERS: Final = 0.6
LOOSE: Final = 0.75
"""… and so is what stands in so many, with so many of the holders, if these passages are less
alike than this share of what is usual."""
SINGLE_WORD: Final = 0.6
LINKED: Final = 0.9
NAME: Final = 0.7
"""What a heading is worth that is one word, has an "of", or is a name; other phrases are 1."""
LEAST_LIKENESS: Final = 0.2
LIKENESS_WORTH: Final = 0.6
"""What resembles a phrase's passages counts less than what holds the phrase."""
SAME_MATTER: Final = 0.55
"""Phrases whose passages are so much alike (cosine of their means) are one theme."""
APART: Final = 0.2
"""With a word in common they are two themes only below this."""
LEAST_GAIN: Final = 0.08
LEAST_GAIN_OF_FEW: Final = 0.02
"""A theme adds so much of what the first one covered, or it is none."""
PASSAGES_PER_THEME_OF_FEW: Final = 10
PAIR_SHARE: Final = 1 / 3
"""A second phrase stands in the name of a theme if so many use it beside those of the first."""

LEAST_COHESION: Final = 0.01
FEW_HOLDERS: Final = 4
FEWEST_FOR_WORD: Final = 5
FEWEST_FOR_WORD_OF_FEW: Final = 2
"""A theme or term of one word has so many holders."""
TERM_LIKENESS: Final = 0.4
TERM_LEAD: Final = 0.1
"""A term of a theme resembles it so much, and so much more than the next theme."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What is asked of a theme.

    ``holding``: passages that hold its phrase; ``for_word``: holders, if that is one word;
    ``for_each``: passages for each theme that is sought; ``gain``: what it adds.
    """

    holding: int
    for_word: int
    for_each: int
    gain: float


_OF_MANY: Final = _Bounds(FEWEST_HOLDING, FEWEST_FOR_WORD, PASSAGES_PER_THEME, LEAST_GAIN)
_OF_FEW: Final = _Bounds(
    FEWEST_OF_FEW, FEWEST_FOR_WORD_OF_FEW, PASSAGES_PER_THEME_OF_FEW, LEAST_GAIN_OF_FEW
)
_SLUG = re.compile(r"[^\w]+")


def discover_themes(
    texts: Sequence[str],
    holders: Sequence[str],
    vectors: Vectors | None = None,
    names: Collection[str] = (),
    *,
    of_few: bool = False,
) -> tuple[ThemeSpec, ...]:
    """Themes of English passages, the most widely addressed first.

    ``holders``: who holds each passage. ``vectors``: float32 (n, d), unit length, or ``None``.
    ``names``: what the contributors are called. ``of_few``: whether phrases of two contributors
    may head a section, as they have to where little was written. Empty where the passages are too
    few, or too much of one kind, to be parted. The order of the passages changes nothing.
    """
    if len(texts) < FEWEST_PASSAGES:
        return ()
    order = sorted(range(len(texts)), key=lambda i: (texts[i], holders[i]))
    texts, holders = [texts[i] for i in order], [holders[i] for i in order]
    phrases = _widest(heading_phrases(texts, holders, names, of_few=of_few))
    if not phrases:
        return ()
    held = _held(phrases, len(texts))
    alike, likeness = _likeness(held, texts, None if vectors is None else vectors[order])
    cohesion = _cohesion(held, likeness)
    kept = _telling(phrases, cohesion, len(texts), len(set(holders)))
    if not kept:
        return ()
    phrases, cohesion = [phrases[j] for j in kept], cohesion[kept]
    alike, likeness = alike[np.ix_(kept, kept)], likeness[:, kept]
    worth = np.minimum(cohesion / np.median(cohesion), 1.0) * [_worth(p) for p in phrases]
    near = LIKENESS_WORTH * (likeness - LEAST_LIKENESS) / (1 - LEAST_LIKENESS)
    cover = np.maximum(held[:, kept].toarray(), np.maximum(near, 0.0))
    chosen = _chosen(
        phrases, cover, worth, alike, _voices(holders), _OF_FEW if of_few else _OF_MANY
    )
    if len(chosen) < FEWEST_THEMES:
        return ()
    terms = _terms(phrases, chosen, alike)
    return tuple(
        ThemeSpec(id=_slug(phrases[j].written), name=_name(phrases, j, terms[j]), terms=terms[j])
        for j in sorted(chosen, key=lambda j: (-len(phrases[j].holders), phrases[j].key))
    )


def _widest(phrases: Sequence[Phrase]) -> list[Phrase]:
    widest = sorted(phrases, key=lambda p: (-len(p.holders), -len(p.passages), p.key))
    return widest[:CANDIDATES]


def _telling(phrases: Sequence[Phrase], cohesion: Scores, total: int, everyone: int) -> list[int]:
    """The phrases without those that say what all of the input is about, and what holds these."""
    loose = cohesion < LOOSE * np.median(cohesion)
    subjects = [
        p.key
        for p, spread in zip(phrases, loose, strict=True)
        if _is_everywhere(p, total, everyone, spread=bool(spread))
    ]
    return [
        j for j, p in enumerate(phrases) if not any(_holds(p.key, subject) for subject in subjects)
    ]


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    size = len(shorter)
    return any(longer[i : i + size] == shorter for i in range(len(longer) - size + 1))


def _is_everywhere(phrase: Phrase, total: int, everyone: int, *, spread: bool) -> bool:
    """``spread``: whether its passages are less alike than those of most phrases."""
    share = len(phrase.passages) / total
    wide = share > COMMON and len(phrase.holders) > COMMON_HOLDERS * everyone
    return share > UBIQUITOUS or (wide and spread)


def _held(phrases: Sequence[Phrase], total: int) -> sparse.csr_matrix:
    """1 where a passage holds a phrase: float64 (passages, phrases)."""
    rows = [i for phrase in phrases for i in sorted(phrase.passages)]
    columns = [j for j, phrase in enumerate(phrases) for _ in phrase.passages]
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (total, len(phrases)))


def _likeness(
    held: sparse.csr_matrix, texts: Sequence[str], vectors: Vectors | None
) -> tuple[Scores, Scores]:
    """(cosines of the phrases' means, how far each passage resembles each phrase's passages).

    By sentence vectors without what all have in common, or by words where there are none.
    """
    if vectors is None:
        words, _ = TermWeights.learn([content_stems(text) for text in texts], np.float64)
        rows = words.rows([content_stems(text) for text in texts])
        means = np.asarray((held.T @ rows).todense())
    else:
        rows = centred(vectors, vectors.mean(axis=0, dtype=np.float64).astype(np.float32))
        means = np.asarray(held.T @ rows.astype(np.float64))
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return means @ means.T, np.asarray(rows @ means.T)


def _cohesion(held: sparse.csr_matrix, likeness: Scores) -> Scores:
    """How much alike the passages of each phrase are: their mean cosine, themselves left out."""
    count = np.asarray(held.sum(axis=0)).ravel()
    norm = np.asarray(held.multiply(likeness).sum(axis=0)).ravel() / count
    mean = (count * norm**2 - 1) / np.maximum(count - 1, 1)
    return np.asarray(np.clip(mean, LEAST_COHESION, 1.0))


def _worth(phrase: Phrase) -> float:
    """What a phrase is worth as a heading, by its form and by how many use it."""
    form = 1.0 if len(phrase.key) > 1 else SINGLE_WORD
    if len(phrase.content) < len(phrase.key):
        form = LINKED
    if phrase.is_name:
        form *= NAME
    return form * len(phrase.holders) / (len(phrase.holders) + FEW_HOLDERS)


def _voices(holders: Sequence[str]) -> Scores:
    """How much each passage counts: who wrote much is not heard as often as they wrote."""
    count = Counter(holders)
    return np.array([1 / sqrt(count[holder]) for holder in holders])


def _chosen(
    phrases: Sequence[Phrase],
    cover: Scores,
    worth: Scores,
    alike: Scores,
    voices: Scores,
    asked: _Bounds,
) -> list[int]:
    """The phrases that together cover most, in the order of choice.

    ``cover``: float64 (passages, phrases); ``worth``: (phrases,); ``voices``: (passages,).
    """
    most = min(MOST_THEMES, max(FEWEST_SOUGHT, len(cover) // asked.for_each))
    chosen: list[int] = []
    open_ = [
        j
        for j, p in enumerate(phrases)
        if len(p.passages) >= asked.holding and (len(p.key) > 1 or len(p.holders) >= asked.for_word)
    ]
    covered = np.zeros(len(cover))
    first = 0.0
    while open_ and len(chosen) < most:
        gains = voices @ np.maximum(cover[:, open_] - covered[:, None], 0.0) * worth[open_]
        best = open_[int(np.round(gains, 9).argmax())]
        gain = float(gains.max())
        first = first or gain
        if gain < asked.gain * first:
            break
        chosen.append(best)
        covered = np.maximum(covered, cover[:, best])
        open_ = [j for j in open_ if _apart(phrases, j, best, alike)]
    return chosen


def _apart(phrases: Sequence[Phrase], one: int, other: int, alike: Scores) -> bool:
    """Whether two phrases may head two sections; with a word in common only if far apart."""
    if one == other:
        return False
    common = set(phrases[one].content) & set(phrases[other].content)
    return bool(alike[one, other] < (APART if common else SAME_MATTER))


def _terms(
    phrases: Sequence[Phrase], chosen: Sequence[int], alike: Scores
) -> Mapping[int, tuple[str, ...]]:
    """The terms of each theme: its name, and the phrases that are much closer to it than to others.

    One that mostly stands beside the name is a detail of it, and tells nothing more.
    """
    closest: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for j, phrase in enumerate(phrases):
        if j in chosen or (len(phrase.key) == 1 and len(phrase.holders) < FEWEST_FOR_WORD):
            continue
        ranked = sorted((-alike[j, theme], theme) for theme in chosen)
        lead = ranked[1][0] - ranked[0][0] if len(ranked) > 1 else 1.0
        detail = _is_detail(phrase, phrases[ranked[0][1]])
        if -ranked[0][0] >= TERM_LIKENESS and lead >= TERM_LEAD and not detail:
            closest[ranked[0][1]].append((ranked[0][0], j))
    return {
        theme: (
            phrases[theme].written,
            *(phrases[j].written for _, j in sorted(closest[theme])[: TERMS - 1]),
        )
        for theme in chosen
    }


def _is_detail(phrase: Phrase, name: Phrase) -> bool:
    beside = len(phrase.passages & name.passages)
    return not set(phrase.content) & set(name.content) and beside * 2 > len(phrase.passages)


def _name(phrases: Sequence[Phrase], chosen: int, terms: Sequence[str]) -> str:
    """The phrase of a theme, with a second one that says another thing and is used as widely."""
    first = phrases[chosen]
    known = {p.written: p for p in phrases}
    others = [
        known[term]
        for term in terms[1:]
        if len(known[term].holders) >= PAIR_SHARE * len(first.holders)
        and (len(known[term].key) > 1 or term.endswith("s"))
        and not set(known[term].content) & set(first.content)
        and not _is_detail(known[term], first)
    ]
    if not others or len(first.content) < len(first.key):
        return _title(first.written)
    second = min(others, key=lambda p: (-len(p.holders), p.key))
    return _title(f"{first.written} and {second.written}")


def _title(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _slug(phrase: str) -> str:
    return _SLUG.sub("-", phrase.casefold()).strip("-")
