"""Passages in groups of like content, for a forum that has named no themes.

K-means on centred sentence vectors, or non-negative matrix factorisation of the words (Lee and
Seung 1999) where no model is installed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import threadpoolctl
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer

from conspectus.engine.language import content_stems
from conspectus.engine.similarity import centred

Vectors = npt.NDArray[np.float32]

SEED = 2007


def groups(
    texts: Sequence[str], vectors: Vectors | None, count: int, language: str
) -> list[frozenset[int]]:
    """``count`` groups of passages, by their indices. ``vectors``: float32 (n, d), unit length."""
    with threadpoolctl.threadpool_limits(1):
        if vectors is not None:
            mean = np.asarray(vectors.mean(axis=0), dtype=np.float32)
            labels = KMeans(count, n_init=4, random_state=SEED).fit_predict(centred(vectors, mean))
        else:
            words = TfidfVectorizer(
                analyzer=lambda text: content_stems(text, language), min_df=2, sublinear_tf=True
            )
            factors = NMF(count, init="nndsvda", random_state=SEED, max_iter=300)
            labels = factors.fit_transform(words.fit_transform(texts)).argmax(axis=1)
    found: dict[int, set[int]] = defaultdict(set)
    for i, label in enumerate(labels):
        found[int(label)].add(i)
    return [frozenset(group) for group in found.values()]
