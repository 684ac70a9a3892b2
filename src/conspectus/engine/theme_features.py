"""What a theme's classifier sees of a text, and the classifier itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import threadpoolctl
from scipy import sparse

from conspectus.engine.logistic import logistic_weights
from conspectus.engine.similarity import centred
from conspectus.engine.term_weights import TermWeights
from conspectus.engine.theme_terms import Reading, Scores

Vectors = npt.NDArray[np.float32]

FIRST_SHARPNESS = 2.0
FIRST_GUESS_LESSONS = 20.0
"""The first guess counts as much as a classifier taught by so many passages."""
LESSON_SCORE = 0.3
LESSON_LEAD = 0.1
FULL_LEAD = 0.6
"""A passage whose best theme leads by so much counts as much as the theme's own text."""
LARGEST_LESSON = 5000
"""So many passages are enough to learn from."""
MEANING_WEIGHT = 3.0
WORDS_ALONE_WEIGHT = 2.5
"""Words count so much where no model gives vectors."""
TOLERANCE = 1e-3
LANGUAGE_SHRINKAGE = 5.0
"""The mean vector of a language of few passages is drawn to that of all by so many counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Word TF-IDF (n, k), and centred vectors (n, d) where there is a model."""

    words: sparse.csr_matrix
    meaning: Vectors | None

    def rows(self, chosen: npt.NDArray[np.intp]) -> sparse.csr_matrix:
        """Both side by side for some rows: float64 (len(chosen), d + k)."""
        words = self.words[chosen]
        if self.meaning is None:
            return sparse.csr_matrix(words)
        dense = sparse.csr_matrix(self.meaning[chosen].astype(np.float64))
        return sparse.hstack([dense, words]).tocsr()

    def __len__(self) -> int:
        return int(self.words.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """A linear classifier: ``weights`` float64 (themes, d + k), ``offsets`` float64 (themes,).

    ``lessons``: by how many passages it was taught, each counted as surely as it was known.
    """

    weights: Scores
    offsets: Scores
    lessons: float

    def posterior(self, features: Features) -> Scores:
        """Probability of each theme for each text: float64 (n, themes)."""
        width = 0 if features.meaning is None else features.meaning.shape[1]
        scores = features.words @ self.weights[:, width:].T + self.offsets
        if features.meaning is not None:
            scores += features.meaning.astype(np.float64) @ self.weights[:, :width].T
        return softmax(np.asarray(scores, dtype=np.float64))


class FeatureReader:
    """Texts to features: centred vectors where there are any, and word TF-IDF."""

    def __init__(
        self, readings: Sequence[Reading], vectors: Vectors | None, languages: Sequence[str]
    ) -> None:
        self._words, _ = TermWeights.learn(reading.content for reading in readings)
        self._means = None if vectors is None else _language_means(vectors, languages)

    def features(
        self, readings: Sequence[Reading], vectors: Vectors | None, languages: Sequence[str]
    ) -> Features:
        """Features of texts; ``vectors`` may be missing for some later texts."""
        words = self._words.rows(reading.content for reading in readings)
        if self._means is None:
            return Features(words * np.float32(WORDS_ALONE_WEIGHT), None)
        moved = np.zeros((len(readings), len(self._means[""])), dtype=np.float32)
        if vectors is not None:
            for code in sorted(set(languages)):
                rows = [i for i, other in enumerate(languages) if other == code]
                mean = self._means.get(code, self._means[""])
                moved[rows] = centred(vectors[rows], mean) * np.float32(MEANING_WEIGHT)
        return Features(words, moved)

    def lessons(self, readings: Sequence[Reading], vectors: Vectors | None) -> Features:
        """Features of the themes' own texts; their vectors are centred among themselves."""
        words = self._words.rows(reading.content for reading in readings)
        if self._means is None:
            return Features(words * np.float32(WORDS_ALONE_WEIGHT), None)
        moved = np.zeros((len(readings), len(self._means[""])), dtype=np.float32)
        if vectors is not None:
            mean = np.asarray(vectors.mean(axis=0), dtype=np.float32)
            moved = centred(vectors, mean) * np.float32(MEANING_WEIGHT)
        return Features(words, moved)


def _language_means(vectors: Vectors, languages: Sequence[str]) -> dict[str, Vectors]:
    """The mean vector of each language, and of all under ``""``."""
    everything = vectors.mean(axis=0, dtype=np.float64)
    means = {"": everything.astype(np.float32)}
    for code in sorted(set(languages)):
        rows = [i for i, other in enumerate(languages) if other == code]
        total = vectors[rows].sum(axis=0, dtype=np.float64) + LANGUAGE_SHRINKAGE * everything
        means[code] = (total / (len(rows) + LANGUAGE_SHRINKAGE)).astype(np.float32)
    return means


@dataclass(frozen=True, slots=True, eq=False)
class Closeness:
    """How close texts are to each theme's own text, against how close passages mostly are.

    ``mean``, ``deviation``: float64 (themes,), of the passages.
    """

    lessons: Features
    mean: Scores
    deviation: Scores

    @classmethod
    def of(cls, features: Features, lessons: Features) -> Closeness:
        """Measured on the passages of a forum."""
        close = _products(features, lessons)
        deviation = close.std(axis=0)
        return cls(lessons, close.mean(axis=0), np.where(deviation > 0, deviation, 1.0))

    def posterior(self, features: Features) -> Scores:
        """A first guess of the probability of each theme: float64 (n, themes)."""
        close = (_products(features, self.lessons) - self.mean) / self.deviation
        return softmax(FIRST_SHARPNESS * close)


def _products(features: Features, lessons: Features) -> Scores:
    if features.meaning is None or lessons.meaning is None:
        return np.asarray((features.words @ lessons.words.T).todense(), dtype=np.float64)
    return np.asarray(features.meaning @ lessons.meaning.T, dtype=np.float64)


def taught(features: Features, lessons: Features, seeds: Scores) -> Classifier | None:
    """A logistic regression taught on the passages that hold terms; none for one theme.

    A passage counts by how far its best theme leads, and all themes count the same together.
    """
    themes = seeds.shape[1]
    if themes < 2:
        return None
    ranked = np.sort(seeds, axis=1)
    lead = ranked[:, -1] - ranked[:, -2]
    chosen = np.flatnonzero((ranked[:, -1] >= LESSON_SCORE) & (lead >= LESSON_LEAD))
    chosen = chosen[:: max(1, -(-len(chosen) // LARGEST_LESSON))]
    labels = np.concatenate([np.arange(themes), seeds[chosen].argmax(axis=1)])
    weights = np.concatenate([np.ones(themes), np.clip(lead[chosen] / FULL_LEAD, 0.0, 1.2)])
    known = float(weights[themes:].sum())
    totals = np.bincount(labels, weights=weights, minlength=themes)
    weights *= weights.sum() / themes / totals[labels]
    examples = sparse.vstack([lessons.rows(np.arange(len(lessons))), features.rows(chosen)])
    with threadpoolctl.threadpool_limits(1):  # the same sums on every machine, no idle spinning
        return Classifier(*logistic_weights(examples, labels, weights, TOLERANCE), known)


def probabilities(classifier: Classifier | None, close: Closeness, features: Features) -> Scores:
    """Posterior of each theme: float64 (n, themes); certain where there is but one.

    Where few passages taught the classifier the first guess has its say.
    """
    if classifier is None:
        return np.ones((len(features), len(close.mean)))
    trust = classifier.lessons / (classifier.lessons + FIRST_GUESS_LESSONS)
    learnt, guessed = classifier.posterior(features), close.posterior(features)
    return np.asarray(trust * learnt + (1 - trust) * guessed, dtype=np.float64)


def softmax(matrix: Scores) -> Scores:
    """Rows of probabilities from rows of logarithms."""
    raised = np.exp(matrix - matrix.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)
