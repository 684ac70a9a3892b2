"""How close two sentences are in what they say: words, letters and meaning together.

Three matrices are compared and summed after each is brought to zero mean and unit deviation
inside the theme: TF-IDF of words, TF-IDF of letter n-grams inside words, and, where a model is
installed, the cosine of sentence vectors from which the theme's mean vector is taken away. Taking
the mean away is what makes the vectors useful: inside one theme all sentences look alike to them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from conspectus.engine.language import content_stems

Matrix = npt.NDArray[np.float32]

LETTER_RANGE = (3, 5)
SMALLEST_NORM = 1e-9


def lexical_similarities(
    left: Sequence[str], right: Sequence[str], language: str | None = "en"
) -> tuple[Matrix, Matrix]:
    """Cosines of word TF-IDF and of letter TF-IDF, each float32 (len(left), len(right)).

    Inverse document frequencies come from both sides together.
    """
    return (
        _tfidf_cosine(left, right, _word_vectorizer(language)),
        _tfidf_cosine(left, right, _letter_vectorizer()),
    )


def _word_vectorizer(language: str | None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=lambda text: content_stems(text, language), sublinear_tf=True, dtype=np.float32
    )


def _letter_vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=LETTER_RANGE, sublinear_tf=True, dtype=np.float32
    )


def _tfidf_cosine(left: Sequence[str], right: Sequence[str], vectorizer: TfidfVectorizer) -> Matrix:
    try:
        both: sparse.csr_matrix = vectorizer.fit_transform([*left, *right])
    except ValueError:  # no text has a word of content
        return np.zeros((len(left), len(right)), dtype=np.float32)
    product = both[: len(left)] @ both[len(left) :].T
    return np.asarray(product.todense(), dtype=np.float32)


def centred(vectors: Matrix, mean: Matrix) -> Matrix:
    """``vectors`` (n, d) without ``mean`` (d,), each of unit length again; equal ones give 0."""
    moved = vectors - mean
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, SMALLEST_NORM), dtype=np.float32)


def standardised(matrix: Matrix) -> Matrix:
    """``matrix`` with zero mean and unit deviation over all its cells."""
    deviation = float(matrix.std(dtype=np.float64))
    if deviation < SMALLEST_NORM:
        return np.zeros_like(matrix)
    return np.asarray((matrix - matrix.mean(dtype=np.float64)) / deviation, dtype=np.float32)


def hybrid_similarity(
    left: Sequence[str],
    right: Sequence[str],
    left_vectors: Matrix | None = None,
    right_vectors: Matrix | None = None,
    language: str | None = "en",
) -> Matrix:
    """Similarity of each of ``left`` with each of ``right``, float32 (len(left), len(right)).

    All texts belong to one theme. ``*_vectors``: float32 (n, d), unit length, or ``None`` where
    no model is installed. The unit is one standard deviation of a component over all pairs.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    word, letter = lexical_similarities(left, right, language)
    total = standardised(word) + standardised(letter)
    if left_vectors is not None and right_vectors is not None:
        mean = np.concatenate([left_vectors, right_vectors]).mean(axis=0, dtype=np.float64)
        mean = mean.astype(np.float32)
        cosine = centred(left_vectors, mean) @ centred(right_vectors, mean).T
        total = total + standardised(cosine)
    return np.asarray(total, dtype=np.float32)
