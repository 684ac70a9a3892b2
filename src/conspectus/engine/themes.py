"""Which theme a passage belongs under; one for which nothing speaks gets none.

``None`` stands for general comments: they are for what belongs nowhere, a reader does not forgive
that a sentence stands there whose theme is plain. No label is needed: the terms that the
secretariat gave each theme mark some passages, these teach a classifier (self-training from
seeds, McCallum and Nigam 1999), and the classifier in turn tells which terms can be trusted in
this corpus. What stands around a passage leans it one way where its own words are in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.theme_features import (
    Classifier,
    Closeness,
    FeatureReader,
    probabilities,
    softmax,
    taught,
)
from conspectus.engine.theme_terms import (
    Occurrence,
    Reading,
    Scores,
    occurrences,
    read,
    reliabilities,
    seed_scores,
    theme_terms,
)

Vectors = npt.NDArray[np.float32]

SEED_WEIGHT = 2.0
CONTEXT_WEIGHT = 0.7
CONTEXT_LESSON = 0.6
"""How far a heading's terms teach what the passages under it speak of."""
PLACE_WEIGHT = 0.5
PLACE_DOUBT = 2.0
"""The passages of one place count against so many of which nothing is known."""
LEANING_WEIGHT = 0.5
HINT_WEIGHT = 50.0
"""More than any words weigh: the manifest's theme binds where the forum has a theme so called."""
MINIMUM_SEED = 0.3
MINIMUM_MARGIN = 0.1
MINIMUM_EVIDENCE = 1.2
"""Log-odds of a theme above chance that are enough without a term: 0.29 among nine themes."""
FLOOR = 1e-3
LEANING_FLOOR = 1e-2


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The theme of one passage; ``theme`` is ``None`` where no theme is clear.

    ``score``: log-probability of the best theme with its terms' weight added; ``margin``: its lead
    over the second. ``leaning``: the probability of each theme, in their order.
    """

    theme: str | None
    score: float
    margin: float
    leaning: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Passages with what is known of each; every sequence is of the same length or ``None``.

    ``languages``: ISO 639-1, the forum's where ``None``. ``vectors``: float32 (n, d), unit length.
    ``contexts``: the headings above each passage and the sentence that leads to it. ``places``: a
    key that passages of one section of one source share. ``leanings``: probabilities of the themes
    from elsewhere, float64 (n, themes); a row of zeros says nothing. ``hints``: the manifest's
    theme of each source; it binds where it equals a theme's id or name.
    """

    texts: Sequence[str]
    languages: Sequence[str] | None = None
    vectors: Vectors | None = None
    contexts: Sequence[str] | None = None
    places: Sequence[str] | None = None
    leanings: Scores | None = None
    hints: Sequence[str | None] | None = None


def theme_texts(themes: Sequence[ThemeSpec]) -> tuple[str, ...]:
    """One text a theme to make its vector from."""
    return tuple(
        ". ".join(part for part in (theme.name, theme.description, ", ".join(theme.terms)) if part)
        for theme in themes
    )


def assign_themes(
    texts: Sequence[str],
    hints: Sequence[str | None],
    themes: Sequence[ThemeSpec],
    vectors: Vectors | None = None,
    theme_vectors: Vectors | None = None,
    contexts: Sequence[str] | None = None,
    language: str = "en",
) -> tuple[Assignment, ...]:
    """Learn the themes from passages of one language and assign these to them, or to none.

    ``theme_vectors``: float32 (m, d) of ``theme_texts(themes)``. See ``Texts`` for the rest, and
    ``learn_themes`` for passages in several languages or to assign other texts later.
    """
    given = Texts(texts=texts, vectors=vectors, contexts=contexts, hints=hints)
    return learn_themes(given, themes, theme_vectors, language).assign(given)


class ThemeModel:
    """What was learnt of a forum's themes: assigns passages, wordings or any other texts."""

    def __init__(
        self,
        themes: Sequence[ThemeSpec],
        language: str,
        reader: FeatureReader | None,
        classifier: Classifier | None,
        close: Closeness | None,
        trust: Sequence[Scores],
    ) -> None:
        self._themes = tuple(themes)
        self._language = language
        self._reader = reader
        self._classifier = classifier
        self._close = close
        self._trust = trust

    def assign(self, given: Texts) -> tuple[Assignment, ...]:
        """Assign each text to a theme, or to none.

        A theme needs its terms in the text or more than chance, and a lead over the others.
        """
        if self._reader is None or self._close is None or not given.texts:
            return tuple(Assignment(theme=None, score=0.0, margin=0.0) for _ in given.texts)
        scores, seeds = self._scores(given, self._reader, self._close)
        leaning = softmax(scores)
        return tuple(self._decide(scores[i], seeds[i], leaning[i]) for i in range(len(given.texts)))

    def _scores(
        self, given: Texts, reader: FeatureReader, close: Closeness
    ) -> tuple[Scores, Scores]:
        """(log-probability of each theme for each text, how surely its terms stand there)."""
        count = len(given.texts)
        languages = given.languages or [self._language] * count
        readings = read_all(given.texts, languages)
        seeds = seed_scores(self._found(readings, languages), self._trust, count)
        features = reader.features(readings, given.vectors, languages)
        posterior = probabilities(self._classifier, close, features)
        scores = np.log(posterior + FLOOR) + SEED_WEIGHT * seeds
        if given.contexts is not None:
            around = self._found(read_all(given.contexts, languages), languages)
            scores += CONTEXT_WEIGHT * seed_scores(around, self._trust, count)
        if given.places is not None:
            scores += PLACE_WEIGHT * np.log(_around(softmax(scores), given.places) + LEANING_FLOOR)
        if given.leanings is not None:
            scores += LEANING_WEIGHT * np.log(given.leanings + LEANING_FLOOR)
        if given.hints is not None:
            scores += HINT_WEIGHT * np.array([self._hinted(hint) for hint in given.hints])
        return scores, seeds

    def _found(
        self, readings: Sequence[Reading], languages: Sequence[str]
    ) -> tuple[Occurrence, ...]:
        return _all_occurrences(readings, languages, self._themes, self._language)

    def _hinted(self, hint: str | None) -> list[float]:
        wanted = (hint or "").strip().casefold()
        names = [{theme.id.casefold(), theme.name.casefold()} for theme in self._themes]
        return [float(bool(wanted) and wanted in known) for known in names]

    def _decide(self, scores: Scores, seeds: Scores, leaning: Scores) -> Assignment:
        ids = [theme.id for theme in self._themes]
        order = sorted(range(len(ids)), key=lambda j: (-scores[j], ids[j]))
        best = order[0]
        margin = float(scores[best] - scores[order[1]]) if len(order) > 1 else MINIMUM_MARGIN
        clear = margin >= MINIMUM_MARGIN and _above_chance(leaning[best], len(ids))
        return Assignment(
            theme=ids[best] if clear or seeds[best] >= MINIMUM_SEED else None,
            score=float(scores[best]),
            margin=margin,
            leaning=tuple(float(share) for share in leaning),
        )


def _above_chance(probability: float, themes: int) -> bool:
    """Whether a theme is that much likelier than it would be if nothing were known."""
    if themes < 2:
        return False
    odds = log(max(probability, FLOOR)) - log(max(1 - probability, FLOOR))
    return odds + log(themes - 1) >= MINIMUM_EVIDENCE


def _around(leaning: Scores, places: Sequence[str]) -> Scores:
    """What the other passages of the same place lean to: float64 (n, themes)."""
    codes, inverse = np.unique(np.array(places, dtype=object).astype(str), return_inverse=True)
    totals = np.zeros((len(codes), leaning.shape[1]))
    np.add.at(totals, inverse, leaning)
    others = np.bincount(inverse)[inverse] - 1
    prior = PLACE_DOUBT / leaning.shape[1]
    return np.asarray((totals[inverse] - leaning + prior) / (others + PLACE_DOUBT)[:, None])


def learn_themes(
    given: Texts,
    themes: Sequence[ThemeSpec],
    theme_vectors: Vectors | None = None,
    language: str = "en",
) -> ThemeModel:
    """Learn a forum's themes from its passages; their order changes nothing.

    ``theme_vectors``: float32 (m, d) of ``theme_texts(themes)``, or ``None`` without a model.
    ``language``: that of the themes, and of the passages unless they say otherwise.
    """
    if not themes or not given.texts:
        return ThemeModel(themes, language, None, None, None, [])
    given = _sorted(given)
    languages = given.languages or [language] * len(given.texts)
    readings = read_all(given.texts, languages)
    own = [
        " ".join((text, *theme.examples))
        for text, theme in zip(theme_texts(themes), themes, strict=True)
    ]
    reader = FeatureReader(readings, given.vectors, languages)
    lessons = reader.lessons(read_all(own, [language] * len(own)), theme_vectors)
    features = reader.features(readings, given.vectors, languages)
    found = _all_occurrences(readings, languages, themes, language)
    terms = [theme_terms(theme, language) for theme in themes]
    close = Closeness.of(features, lessons)
    trust = reliabilities(found, terms, close.posterior(features))
    seeds = seed_scores(found, trust, len(given.texts))
    if given.contexts is not None:
        headings = read_all(given.contexts, languages)
        around = _all_occurrences(headings, languages, themes, language)
        taught_by = seed_scores(around, trust, len(given.texts))
        classifier = taught(features, lessons, 1 - (1 - seeds) * (1 - CONTEXT_LESSON * taught_by))
    else:
        classifier = taught(features, lessons, seeds)
    trust = reliabilities(found, terms, probabilities(classifier, close, features))
    return ThemeModel(themes, language, reader, classifier, close, trust)


def _sorted(given: Texts) -> Texts:
    """The passages in an order of their own: sums of floats depend on the order of their terms."""
    contexts = given.contexts or [""] * len(given.texts)
    order = sorted(range(len(given.texts)), key=lambda i: (given.texts[i], contexts[i]))
    return Texts(
        texts=[given.texts[i] for i in order],
        languages=[given.languages[i] for i in order] if given.languages else None,
        vectors=given.vectors[order] if given.vectors is not None else None,
        contexts=[contexts[i] for i in order] if given.contexts is not None else None,
    )


def read_all(texts: Sequence[str], languages: Sequence[str]) -> list[Reading]:
    """Each text read in its language; the same heading is read once."""
    known: dict[tuple[str, str], Reading] = {}
    for pair in zip(texts, languages, strict=True):
        if pair not in known:
            known[pair] = read(*pair)
    return [known[pair] for pair in zip(texts, languages, strict=True)]


def _all_occurrences(
    readings: Sequence[Reading],
    languages: Sequence[str],
    themes: Sequence[ThemeSpec],
    language: str,
) -> tuple[Occurrence, ...]:
    """Where the themes' terms stand, each text read in its own language."""
    found: list[Occurrence] = []
    for code in sorted(set(languages)):
        rows = [i for i, other in enumerate(languages) if other == code]
        terms = [theme_terms(theme, language, code) for theme in themes]
        found += [
            Occurrence(rows[spot.passage], spot.theme, spot.term, spot.weight, spot.exact)
            for spot in occurrences([readings[i] for i in rows], terms)
        ]
    return tuple(found)
