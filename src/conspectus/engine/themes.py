"""Which theme a passage belongs under; a passage without a clear theme gets none.

``None`` stands for general comments: a reader forgives a sentence that stands among them and does
not forgive one under the wrong heading. No label is needed: the terms that the secretariat gave
each theme mark some passages surely, these teach a classifier (self-training from seeds, McCallum
and Nigam 1999), and the classifier in turn tells which terms can be trusted in this corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import threadpoolctl
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.language import content_stems
from conspectus.engine.similarity import centred
from conspectus.engine.theme_terms import (
    Occurrence,
    Scores,
    Term,
    occurrences,
    reliabilities,
    seed_scores,
    theme_terms,
)

Vectors = npt.NDArray[np.float32]

ROUNDS = 2
FIRST_SHARPNESS = 2.0
SURE_SCORE = 0.45
SURE_LEAD = 0.25
LARGEST_LESSON = 5000
"""So many sure passages are enough to learn from."""
MEANING_WEIGHT = 3.0
WORDS_ALONE_WEIGHT = 2.5
"""Words count so much where no model gives vectors."""
TOLERANCE = 1e-3
SEED_WEIGHT = 2.0
CONTEXT_WEIGHT = 0.7
MINIMUM_SEED = 0.3
MINIMUM_MARGIN = 1.0
MINIMUM_ALONE = 0.65
MINIMUM_ALONE_FOREIGN = 0.5
"""In a language other than the themes', words cannot speak for a theme: less is asked."""
FLOOR = 1e-3
LANGUAGE_SHRINKAGE = 5.0
"""The mean vector of a language of few passages is drawn to that of all by so many counts."""


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


class _Classifier(Protocol):
    def predict_proba(self, features: sparse.csr_matrix) -> Scores: ...


class ThemeModel:
    """What was learnt of a forum's themes: assigns passages, wordings or any other texts."""

    def __init__(
        self,
        themes: Sequence[ThemeSpec],
        language: str,
        reader: _Reader | None,
        classifier: _Classifier | None,
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
        found, _ = _term_table(given.texts, languages, self._themes, self._language)
        seeds = seed_scores(found, self._trust, count)
        posterior = _probabilities(self._classifier, self._reader.features(given, languages), seeds)
        scores = np.log(posterior + FLOOR) + SEED_WEIGHT * seeds
        if given.contexts is not None:
            around, _ = _term_table(given.contexts, languages, self._themes, self._language)
            scores += CONTEXT_WEIGHT * seed_scores(around, self._trust, count)
        hints = given.hints or [None] * count
        return tuple(
            self._decide(scores[i], seeds[i] >= MINIMUM_SEED, posterior[i], languages[i], hints[i])
            for i in range(count)
        )

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
    reader = _Reader(given, languages, themes, theme_vectors, language)
    features, lessons = reader.features(given, languages), reader.lessons
    posterior = reader.first_posterior(features)
    found, terms = _term_table(given.texts, languages, themes, language)
    trust = reliabilities(found, terms, posterior)
    seeds = seed_scores(found, trust, len(given.texts))
    classifier = None
    for _ in range(ROUNDS):
        classifier = _taught(features, lessons, seeds)
        posterior = _probabilities(classifier, features, seeds)
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


class _Reader:
    """Texts to features: centred vectors where there are any, and word TF-IDF."""

    def __init__(
        self,
        given: Texts,
        languages: Sequence[str],
        themes: Sequence[ThemeSpec],
        theme_vectors: Vectors | None,
        language: str,
    ) -> None:
        own = [
            " ".join((text, *theme.examples))
            for text, theme in zip(theme_texts(themes), themes, strict=True)
        ]
        pairs = [*zip(given.texts, languages, strict=True), *((text, language) for text in own)]
        self._words = TfidfVectorizer(
            analyzer=lambda pair: content_stems(*pair), sublinear_tf=True, dtype=np.float64
        )
        try:
            self._words.fit(pairs)
        except ValueError:  # not one word of content
            self._words.fit([("theme", language)])
        self._means: dict[str, Vectors] | None = None
        lessons = self._words.transform(pairs[len(given.texts) :])
        if given.vectors is None or theme_vectors is None:
            self.lessons: sparse.csr_matrix = lessons * WORDS_ALONE_WEIGHT
            return
        self._means = _language_means(given.vectors, languages)
        mean = np.asarray(theme_vectors.mean(axis=0), dtype=np.float32)
        self.lessons = _joined(centred(theme_vectors, mean), lessons)

    def features(self, given: Texts, languages: Sequence[str]) -> sparse.csr_matrix:
        """Features of texts: float64 (n, k)."""
        words = self._words.transform(list(zip(given.texts, languages, strict=True)))
        if self._means is None:
            return sparse.csr_matrix(words * WORDS_ALONE_WEIGHT)
        width = len(self._means[""])
        moved = np.zeros((len(given.texts), width), dtype=np.float32)
        if given.vectors is not None:
            means = np.stack([self._means.get(code, self._means[""]) for code in languages])
            moved = centred(given.vectors, means)
        return _joined(moved, words)

    def first_posterior(self, features: sparse.csr_matrix) -> Scores:
        """A first guess from how close each passage is to each theme's own text."""
        width = 0 if self._means is None else len(self._means[""])
        close = features[:, : width or None] @ self.lessons[:, : width or None].T
        return _softmax(FIRST_SHARPNESS * _by_column(np.asarray(close.todense(), dtype=np.float64)))


def _language_means(vectors: Vectors, languages: Sequence[str]) -> dict[str, Vectors]:
    """The mean vector of each language, and of all under ``""``."""
    everything = vectors.mean(axis=0, dtype=np.float64)
    means = {"": everything.astype(np.float32)}
    for code in sorted(set(languages)):
        rows = [i for i, other in enumerate(languages) if other == code]
        total = vectors[rows].sum(axis=0, dtype=np.float64) + LANGUAGE_SHRINKAGE * everything
        means[code] = (total / (len(rows) + LANGUAGE_SHRINKAGE)).astype(np.float32)
    return means


def _joined(vectors: Vectors, words: sparse.csr_matrix) -> sparse.csr_matrix:
    dense = sparse.csr_matrix(vectors.astype(np.float64) * MEANING_WEIGHT)
    return sparse.hstack([dense, words]).tocsr()


def _term_table(
    texts: Sequence[str], languages: Sequence[str], themes: Sequence[ThemeSpec], language: str
) -> tuple[tuple[Occurrence, ...], list[tuple[Term, ...]]]:
    """Where the themes' terms stand, each text read in its own language."""
    found: list[Occurrence] = []
    for code in sorted(set(languages)):
        rows = [i for i, other in enumerate(languages) if other == code]
        terms = [theme_terms(theme, language, code) for theme in themes]
        found += [
            Occurrence(rows[spot.passage], spot.theme, spot.term, spot.weight)
            for spot in occurrences([texts[i] for i in rows], terms, code)
        ]
    return tuple(found), [theme_terms(theme, language) for theme in themes]


def _taught(
    features: sparse.csr_matrix, lessons: sparse.csr_matrix, seeds: Scores
) -> _Classifier | None:
    """A classifier taught on the passages whose terms are sure; none for a single theme."""
    if seeds.shape[1] < 2:
        return None
    ranked = np.sort(seeds, axis=1)
    lead = ranked[:, -1] - ranked[:, -2]
    sure = np.flatnonzero((ranked[:, -1] >= SURE_SCORE) & (lead >= SURE_LEAD))
    sure = sure[:: max(1, -(-len(sure) // LARGEST_LESSON))]
    labels = np.concatenate([np.arange(seeds.shape[1]), seeds[sure].argmax(axis=1)])
    model = LogisticRegression(C=1.0, max_iter=500, tol=TOLERANCE, class_weight="balanced")
    with threadpoolctl.threadpool_limits(1):  # the same sums on every machine, no idle spinning
        model.fit(sparse.vstack([lessons, features[sure]]), labels)
    classifier: _Classifier = model
    return classifier


def _probabilities(
    classifier: _Classifier | None, features: sparse.csr_matrix, seeds: Scores
) -> Scores:
    if classifier is None:
        return np.ones_like(seeds)
    return np.asarray(classifier.predict_proba(features), dtype=np.float64)


def _by_column(matrix: Scores) -> Scores:
    deviation = matrix.std(axis=0)
    return np.asarray((matrix - matrix.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0))


def _softmax(matrix: Scores) -> Scores:
    raised = np.exp(matrix - matrix.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)
