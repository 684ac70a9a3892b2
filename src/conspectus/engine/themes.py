"""Which theme a passage belongs under; a passage without a clear theme gets none.

``None`` stands for general comments: a reader forgives a sentence that stands among them and does
not forgive one under the wrong heading. No label is needed: the terms that the secretariat gave
each theme mark some passages surely, these teach a classifier (self-training from seeds, McCallum
and Nigam 1999), and the classifier in turn tells which terms can be trusted in this corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.theme_features import (
    Classifier,
    FeatureReader,
    first_posterior,
    probabilities,
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

ROUNDS = 2
SEED_WEIGHT = 2.0
CONTEXT_WEIGHT = 0.7
MINIMUM_SEED = 0.3
MINIMUM_MARGIN = 1.0
MINIMUM_ALONE = 0.65
MINIMUM_ALONE_FOREIGN = 0.5
"""In a language other than the themes', words cannot speak for a theme: less is asked."""
FLOOR = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The theme of one passage; ``theme`` is ``None`` where no theme is clear.

    ``score``: log-probability of the best theme with its terms' weight added; ``margin``: its lead
    over the second.
    """

    theme: str | None
    score: float
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Passages with what is known of each; every sequence is of the same length or ``None``.

    ``languages``: ISO 639-1, the forum's where ``None``. ``vectors``: float32 (n, d), unit length.
    ``contexts``: the headings above each passage and the sentence that leads to it. ``hints``: the
    manifest's theme of each source; it binds where it equals a theme's id or name.
    """

    texts: Sequence[str]
    languages: Sequence[str] | None = None
    vectors: Vectors | None = None
    contexts: Sequence[str] | None = None
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
        trust: Sequence[Scores],
    ) -> None:
        self._themes = tuple(themes)
        self._language = language
        self._reader = reader
        self._classifier = classifier
        self._trust = trust

    def assign(self, given: Texts) -> tuple[Assignment, ...]:
        """Assign each text to a theme, or to none.

        A theme needs its terms in the text or a high probability, and a clear lead either way.
        """
        if self._reader is None or not given.texts:
            return tuple(Assignment(theme=None, score=0.0, margin=0.0) for _ in given.texts)
        count = len(given.texts)
        languages = given.languages or [self._language] * count
        readings = read_all(given.texts, languages)
        seeds = seed_scores(self._found(readings, languages), self._trust, count)
        features = self._reader.features(readings, given.vectors, languages)
        posterior = probabilities(self._classifier, features, seeds)
        scores = np.log(posterior + FLOOR) + SEED_WEIGHT * seeds
        if given.contexts is not None:
            around = self._found(read_all(given.contexts, languages), languages)
            scores += CONTEXT_WEIGHT * seed_scores(around, self._trust, count)
        hints = given.hints or [None] * count
        return tuple(
            self._decide(scores[i], seeds[i] >= MINIMUM_SEED, posterior[i], languages[i], hints[i])
            for i in range(count)
        )

    def _found(
        self, readings: Sequence[Reading], languages: Sequence[str]
    ) -> tuple[Occurrence, ...]:
        return _all_occurrences(readings, languages, self._themes, self._language)

    def _decide(
        self,
        scores: Scores,
        seeded: npt.NDArray[np.bool_],
        posterior: Scores,
        language: str,
        hint: str | None,
    ) -> Assignment:
        ids = [theme.id for theme in self._themes]
        order = sorted(range(len(ids)), key=lambda j: (-scores[j], ids[j]))
        best = order[0]
        score = float(scores[best])
        margin = float(score - scores[order[1]]) if len(order) > 1 else MINIMUM_MARGIN
        wanted = (hint or "").strip().casefold()
        for theme in self._themes:
            if wanted and wanted in {theme.id.casefold(), theme.name.casefold()}:
                return Assignment(theme=theme.id, score=score, margin=margin)
        enough = MINIMUM_ALONE if language == self._language else MINIMUM_ALONE_FOREIGN
        known = seeded[best] or (len(ids) > 1 and posterior[best] >= enough)
        clear = known and margin >= MINIMUM_MARGIN
        return Assignment(theme=ids[best] if clear else None, score=score, margin=margin)


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
        return ThemeModel(themes, language, None, None, [])
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
    posterior = first_posterior(features, lessons)
    found = _all_occurrences(readings, languages, themes, language)
    terms = [theme_terms(theme, language) for theme in themes]
    trust = reliabilities(found, terms, posterior)
    seeds = seed_scores(found, trust, len(given.texts))
    classifier = None
    for _ in range(ROUNDS):
        classifier = taught(features, lessons, seeds)
        posterior = probabilities(classifier, features, seeds)
        trust = reliabilities(found, terms, posterior)
        seeds = seed_scores(found, trust, len(given.texts))
    return ThemeModel(themes, language, reader, classifier, trust)


def _sorted(given: Texts) -> Texts:
    """The passages in an order of their own: sums of floats depend on the order of their terms."""
    contexts = given.contexts or [""] * len(given.texts)
    order = sorted(range(len(given.texts)), key=lambda i: (given.texts[i], contexts[i]))
    return Texts(
        texts=[given.texts[i] for i in order],
        languages=[given.languages[i] for i in order] if given.languages else None,
        vectors=given.vectors[order] if given.vectors is not None else None,
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
