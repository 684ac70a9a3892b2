"""Which passages of a theme stand together in one paragraph: average-link clustering.

A cluster says "these speak of the same thing", never "these say the same" (read by eye, 3 to 30 %
of a cluster's members carry its wording): it orders paragraphs and counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from scipy.special import expit

from conspectus.engine.similarity import hybrid_similarity

Vectors = npt.NDArray[np.float32]

LARGEST_BLOCK = 1500
"""Average linkage costs the square of its input; larger themes are cut in two before it."""
TOGETHER = 0.35
SPREAD = 3.0


def cluster_passages(
    texts: Sequence[str],
    vectors: Vectors | None = None,
    language: str | None = "en",
    threshold: float = TOGETHER,
) -> tuple[tuple[int, ...], ...]:
    """Group the passages of one theme by what they speak of.

    ``vectors``: float32 (n, d), unit length, or ``None`` without a model. Every index is in one
    group; groups and members are in order of index. The order of the input changes only numbers,
    never who stands with whom: ties are broken by the texts themselves.
    """
    order = sorted(range(len(texts)), key=lambda i: (texts[i], i))
    found: list[tuple[int, ...]] = []
    for block in _cut(order, vectors):
        labels = _average_link(
            [texts[i] for i in block],
            None if vectors is None else vectors[block],
            language,
            threshold,
        )
        groups: dict[int, list[int]] = {}
        for i, label in zip(block, labels, strict=True):
            groups.setdefault(label, []).append(i)
        found.extend(tuple(sorted(group)) for group in groups.values())
    return tuple(sorted(found))


def _average_link(
    texts: Sequence[str], vectors: Vectors | None, language: str | None, threshold: float
) -> list[int]:
    """A label for each text: UPGMA (Sokal and Michener 1958) cut at ``threshold``."""
    if len(texts) < 2:
        return [0] * len(texts)
    similarity = hybrid_similarity(texts, texts, vectors, vectors, language).astype(np.float64)
    distance = 1.0 - expit(similarity / SPREAD - 1.0)
    distance = np.maximum(distance, distance.T)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    return [int(label) for label in fcluster(tree, 1.0 - threshold, criterion="distance")]


def _cut(order: list[int], vectors: Vectors | None) -> list[list[int]]:
    """Blocks of at most ``LARGEST_BLOCK``: halves along the direction of greatest spread."""
    if len(order) <= LARGEST_BLOCK:
        return [order] if order else []
    if vectors is not None:
        along = _principal_scores(vectors[order])
        order = [order[i] for i in np.argsort(along, kind="stable")]
    half = len(order) // 2
    return [*_cut(order[:half], vectors), *_cut(order[half:], vectors)]


def _principal_scores(vectors: Vectors, rounds: int = 20) -> npt.NDArray[np.float64]:
    """Place of each vector along the first principal component, by power iteration."""
    moved = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    direction = np.ones(moved.shape[1]) / np.sqrt(moved.shape[1])
    for _ in range(rounds):
        direction = moved.T @ (moved @ direction)
        direction /= max(float(np.linalg.norm(direction)), np.finfo(np.float64).tiny)
    return np.asarray(moved @ direction, dtype=np.float64)
