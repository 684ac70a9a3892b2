"""The claims of a corpus as what learning compares them by: their vectors and their rare words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from conspectus.engine.learning.pairs import likeness
from conspectus.engine.learning.regression import Floats
from conspectus.engine.paraphrase_agreement import corpus_keys
from conspectus.engine.passages import Claim
from conspectus.engine.similarity import centred
from conspectus.engine.term_weights import TermWeights

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimSpace:
    """The claims as vectors (``None`` without a model) and as words weighed by rarity."""

    rows: Mapping[str, int]
    meaning: Vectors | None
    words: sparse.csr_matrix

    def cosines(
        self, ours: Sequence[int], theirs: Sequence[int], *, words_only: bool = False
    ) -> tuple[Vectors, ...]:
        """Words and, with a model, meaning: float32 (len(ours), len(theirs)) each."""
        ours, theirs = list(ours), list(theirs)
        product = self.words[ours] @ self.words[theirs].T
        words = np.asarray(product.todense(), dtype=np.float32)
        if words_only or self.meaning is None:
            return (words,)
        return words, self.meaning[ours] @ self.meaning[theirs].T


def likeness_of(parts: Sequence[Vectors]) -> Floats:
    """How alike claims are by words and, with a model, meaning, 0 to 1."""
    return likeness((parts[0], *parts))


def claim_space(
    claims: Sequence[Claim], matrix: Vectors | None, rows: Mapping[str, int]
) -> ClaimSpace:
    """``matrix``: float32 (n, d), a row a claim, or ``None``; ``rows``: key → row."""
    _, words = TermWeights.learn(corpus_keys(c.plain, c.language) or [c.id] for c in claims)
    if matrix is None:
        return ClaimSpace(rows, None, words)
    mean = np.asarray(matrix.mean(axis=0), dtype=np.float32)
    return ClaimSpace(rows, centred(matrix, mean), words)
