"""How close two sentences are in what they say: words, letters and meaning together.

Components, each a matrix passages x wordings: the cosine of word TF-IDF (stems); the cosine of
letter TF-IDF (3 to 5 letters inside words); where a model is installed, the cosine of sentence
vectors from which the mean of their own side is taken away, and how much of a wording's words has
a near word in the passage. Taking the mean away is what makes sentence vectors useful: inside one
theme all sentences look alike to them, and short wordings look like short wordings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import log

import numpy as np
import numpy.typing as npt
from scipy import sparse

from conspectus.engine.language import content_stems, content_words, stem
from conspectus.engine.term_weights import TermWeights, letter_runs

Matrix = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Matrix]

SMALLEST = 1e-9
SHRINKAGE = 1.0
"""The mean of few wordings is uncertain: it is drawn to that of the passages by so many counts."""
RARITY_FLOOR = 0.3


class TextSpace:
    """The texts of one theme: its passages, its wordings, and what they have in common.

    ``passage_vectors``, ``wording_vectors``: float32 (n, d) and (m, d), unit length, or ``None``
    where no model is installed. ``encode`` gives the vectors of single words; without it the
    component of near words is left out. ``language`` is the one of nearly all texts.
    """

    def __init__(
        self,
        passages: Sequence[str],
        wordings: Sequence[str],
        passage_vectors: Matrix | None = None,
        wording_vectors: Matrix | None = None,
        encode: Encode | None = None,
        language: str | None = "en",
    ) -> None:
        self._texts = (tuple(passages), tuple(wordings))
        self._encode = encode
        self._language = language
        self._meaning: tuple[Matrix, Matrix] | None = None
        if passage_vectors is not None and wording_vectors is not None:
            self._meaning = centred_sides(passage_vectors, wording_vectors)

    @property
    def has_meaning(self) -> bool:
        """Whether sentence vectors are there."""
        return self._meaning is not None

    @property
    def rows(self) -> int:
        """How many passages there are."""
        return len(self._texts[0])

    def meaning(self, rows: Sequence[int]) -> Matrix | None:
        """Centred vectors of the passages ``rows``: float32 (len(rows), d), or ``None``."""
        return None if self._meaning is None else self._meaning[0][list(rows)]

    @cached_property
    def _words(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        return self._weighted(lambda text: content_stems(text, self._language))

    @cached_property
    def _letters(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        return self._weighted(letter_runs)

    def _weighted(
        self, terms: Callable[[str], Iterable[str]]
    ) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        left, right = self._texts
        both = TermWeights.learn(map(terms, (*left, *right)))[1]
        return both[: len(left)], both[len(left) :]

    @cached_property
    def _near(self) -> NearWords:
        return NearWords(*self._texts, self._encode, self._language)

    def lexical_rows(self, rows: Sequence[int]) -> sparse.csr_matrix:
        """Word and letter TF-IDF of passages side by side, each row of unit length."""
        stacked = sparse.hstack([self._words[0][list(rows)], self._letters[0][list(rows)]])
        return sparse.csr_matrix(stacked * np.float32(np.sqrt(0.5)))

    def components(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[Matrix, ...]:
        """Word, letter and, with a model, meaning and near-word similarity of a block.

        Each is float32 (len(rows), len(columns)). The near-word component needs ``encode``.
        """
        rows, columns = list(rows), list(columns)
        found = [_product(side[0][rows], side[1][columns]) for side in (self._words, self._letters)]
        if self._meaning is not None:
            found.append(self._meaning[0][rows] @ self._meaning[1][columns].T)
            if self._encode is not None:
                found.append(self._near.recall(rows, columns))
        return tuple(found)

    def affinities(self, rows: Sequence[int]) -> tuple[Matrix, ...]:
        """Word, letter and, with a model, meaning similarity of passages among themselves."""
        rows = list(rows)
        found = [_product(side[0][rows], side[0][rows]) for side in (self._words, self._letters)]
        if self._meaning is not None:
            found.append(self._meaning[0][rows] @ self._meaning[0][rows].T)
        return tuple(found)

    def wording_affinities(self, columns: Sequence[int]) -> tuple[Matrix, ...]:
        """The same of wordings among themselves."""
        columns = list(columns)
        found = [
            _product(side[1][columns], side[1][columns]) for side in (self._words, self._letters)
        ]
        if self._meaning is not None:
            found.append(self._meaning[1][columns] @ self._meaning[1][columns].T)
        return tuple(found)


class NearWords:
    """How much of a wording has a near word in a passage: soft, rarity-weighted recall.

    The greedy alignment of BERTScore (Zhang et al. 2020) over single words of content: their
    vectors are centred, and rare words of the theme weigh more.
    """

    def __init__(
        self,
        passages: Sequence[str],
        wordings: Sequence[str],
        encode: Encode | None,
        language: str | None,
    ) -> None:
        found = [[sorted(set(content_words(t, language))) for t in s] for s in (passages, wordings)]
        vocabulary = sorted({word for side in found for text in side for word in text})
        place = {word: i for i, word in enumerate(vocabulary)}
        self._passages = [np.array([place[w] for w in text], dtype=np.intp) for text in found[0]]
        self._wordings = [np.array([place[w] for w in text], dtype=np.intp) for text in found[1]]
        self._rarity = _rarity([*passages, *wordings], vocabulary, language)
        if encode is None or not vocabulary:
            self._vectors = np.zeros((len(vocabulary), 1), dtype=np.float32)
        else:
            vectors = encode(vocabulary)
            self._vectors = centred(vectors, np.asarray(vectors.mean(axis=0), dtype=np.float32))

    def recall(self, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
        """Share of each wording's weight found in each passage: float32 (rows, columns)."""
        out = np.zeros((len(rows), len(columns)), dtype=np.float32)
        used = [r for r, row in enumerate(rows) if self._passages[row].size]
        if not used:
            return out
        flat = np.concatenate([self._passages[rows[r]] for r in used])
        starts = np.cumsum([0, *(self._passages[rows[r]].size for r in used[:-1])])
        for c, column in enumerate(columns):
            wanted = self._wordings[column]
            if not wanted.size:
                continue
            near = self._vectors[wanted] @ self._vectors.T
            best = np.maximum.reduceat(near[:, flat], starts, axis=1)
            weight = self._rarity[wanted]
            out[used, c] = (weight @ best) / weight.sum()
        return out


def _rarity(texts: Sequence[str], vocabulary: Sequence[str], language: str | None) -> Matrix:
    """Inverse document frequency of each word's stem, with a floor."""
    counts: dict[str, int] = {}
    for text in texts:
        for found in set(content_stems(text, language)):
            counts[found] = counts.get(found, 0) + 1
    total = len(texts) + 1
    return np.array(
        [
            log(total / (counts.get(stem(word, language), 0) + 1)) + RARITY_FLOOR
            for word in vocabulary
        ],
        dtype=np.float32,
    )


def _product(left: sparse.csr_matrix, right: sparse.csr_matrix) -> Matrix:
    return np.asarray((left @ right.T).todense(), dtype=np.float32)


def centred(vectors: Matrix, mean: Matrix) -> Matrix:
    """``vectors`` (n, d) without ``mean`` (d,), each of unit length again; equal ones give 0."""
    moved = vectors - mean
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, SMALLEST), dtype=np.float32)


def centred_sides(passages: Matrix, wordings: Matrix) -> tuple[Matrix, Matrix]:
    """Both sides without their own mean; that of few wordings is drawn to the passages' mean."""
    first = passages.mean(axis=0, dtype=np.float64) if len(passages) else np.zeros(1)
    total = wordings.sum(axis=0, dtype=np.float64) + SHRINKAGE * first
    second = total / (len(wordings) + SHRINKAGE)
    return (
        centred(passages, first.astype(np.float32)),
        centred(wordings, second.astype(np.float32)),
    )


def standardised(matrix: Matrix) -> Matrix:
    """``matrix`` with zero mean and unit deviation over all its cells."""
    deviation = float(matrix.std(dtype=np.float64)) if matrix.size else 0.0
    if deviation < SMALLEST:
        return np.zeros_like(matrix)
    return np.asarray((matrix - matrix.mean(dtype=np.float64)) / deviation, dtype=np.float32)


def lexical_similarities(
    left: Sequence[str], right: Sequence[str], language: str | None = "en"
) -> tuple[Matrix, Matrix]:
    """Cosines of word TF-IDF and of letter TF-IDF, each float32 (len(left), len(right))."""
    word, letter = TextSpace(left, right, language=language).components(
        range(len(left)), range(len(right))
    )
    return word, letter


def hybrid_similarity(
    left: Sequence[str],
    right: Sequence[str],
    left_vectors: Matrix | None = None,
    right_vectors: Matrix | None = None,
    language: str | None = "en",
) -> Matrix:
    """Similarity of each of ``left`` with each of ``right``, float32 (len(left), len(right)).

    All texts belong to one theme. ``*_vectors``: float32 (n, d), unit length, or ``None`` where
    no model is installed. The sum of the standardised components: its unit is one standard
    deviation of a component over all pairs.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    space = TextSpace(left, right, left_vectors, right_vectors, language=language)
    parts = space.components(range(len(left)), range(len(right)))
    return np.asarray(sum(standardised(part) for part in parts), dtype=np.float32)
