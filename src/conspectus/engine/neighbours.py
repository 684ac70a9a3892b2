"""Which claims stand near a claim: by sentence vectors, or by words where no model is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from conspectus.engine.embedding import Vectors
from conspectus.engine.language import content_stems
from conspectus.engine.term_weights import TermWeights

NEAR_VECTORS: Final = 0.33
NEAR_WORDS: Final = 0.12
MOST: Final = 60
TOGETHER: Final = 256
"""Rows that are compared with all others in one product: 60,000 others need 60 MB."""


class Neighbours:
    """The nearest rows of each row; ties are broken by row, so the order is total."""

    def __init__(self, rows: Any, threshold: float) -> None:  # noqa: ANN401 - dense or sparse
        """``rows``: (n, d) of unit length, a float32 array or a scipy sparse matrix."""
        self._rows = rows
        self._threshold = threshold

    @classmethod
    def of_vectors(cls, matrix: Vectors) -> Neighbours:
        """By cosine of vectors centred on their mean (float32 (n, d))."""
        centred = matrix - matrix.mean(axis=0)
        norms = np.linalg.norm(centred, axis=1, keepdims=True)
        return cls((centred / np.maximum(norms, 1e-9)).astype(np.float32), NEAR_VECTORS)

    @classmethod
    def of_words(cls, texts: Sequence[str]) -> Neighbours:
        """By cosine of TF-IDF over stems (Salton and Buckley 1988); without words none is near."""
        if not any(content_stems(text) for text in texts):
            return cls(np.zeros((len(texts), 1), dtype=np.float32), NEAR_WORDS)
        found = TermWeights.learn((content_stems(text or "empty") for text in texts), np.float64)
        return cls(found[1], NEAR_WORDS)

    def nearest(self, rows: Sequence[int]) -> Iterator[npt.NDArray[np.intp]]:
        """For each of ``rows`` the rows near it, nearest first, itself included, at most ``MOST``.

        Yields: row numbers, (k,) with k ≤ ``MOST``.
        """
        for start in range(0, len(rows), TOGETHER):
            product = self._rows[rows[start : start + TOGETHER]] @ self._rows.T
            for scores in product:
                yield self._best(np.asarray(scores.todense() if _sparse(scores) else scores))

    def _best(self, scores: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
        close = np.flatnonzero(scores.ravel() >= self._threshold)
        order = np.lexsort((close, -scores.ravel()[close]))[:MOST]
        return close[order]


def _sparse(row: object) -> bool:
    return hasattr(row, "todense")
