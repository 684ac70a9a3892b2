"""Which passages of a theme stand together in one paragraph: average-link clustering.

A cluster says "these speak of the same thing", never "these say the same" (read by eye, 3 to 30 %
of a cluster's members carry its wording): it orders paragraphs and counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from conspectus.engine import late_libraries
from conspectus.engine.similarity import hybrid_similarity

Vectors = npt.NDArray[np.float32]

LARGEST_BLOCK = 1500
"""Average linkage costs the square of its input; larger themes are cut in two before it."""
TOGETHER = 0.3
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
    found: list[tuple[int, ...]] = []
    for block in _blocks(texts, vectors):
        if len(block) == 1:
            found.append(tuple(block))
            continue
        tree = _average_link(texts, vectors, block, language)
        groups: dict[int, list[int]] = {}
        labels = late_libraries.hierarchy().fcluster(tree, 1.0 - threshold, criterion="distance")
        for i, label in zip(block, labels, strict=True):
            groups.setdefault(int(label), []).append(i)
        found.extend(tuple(sorted(group)) for group in groups.values())
    return tuple(sorted(found))


def paragraph_groups(
    texts: Sequence[str],
    vectors: Vectors | None = None,
    language: str | None = "en",
    largest: int = 7,
) -> tuple[tuple[int, ...], ...]:
    """Group passages into paragraphs of at most ``largest``, closest first together.

    The tree of average linkage is cut from its root down to branches that fit; then neighbouring
    small branches are joined while they fit. Groups follow each other as in the tree, so that
    neighbours in the paper are neighbours in what they speak of; members are in order of index.
    """
    found: list[tuple[int, ...]] = []
    for block in _blocks(texts, vectors):
        if len(block) <= largest:
            branches = [block]
        else:
            tree = _average_link(texts, vectors, block, language)
            branches = [[block[leaf] for leaf in branch] for branch in _branches(tree, largest)]
        joined: list[list[int]] = []
        for branch in branches:
            if joined and len(joined[-1]) + len(branch) <= largest and _small(joined[-1], branch):
                joined[-1] = [*joined[-1], *branch]
            else:
                joined.append(branch)
        found.extend(tuple(sorted(group)) for group in joined)
    return tuple(found)


def _small(left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether one of two neighbours is too short to be a paragraph of its own."""
    return min(len(left), len(right)) == 1


def _branches(tree: npt.NDArray[np.float64], largest: int) -> list[list[int]]:
    """Leaves of the highest branches of at most ``largest`` leaves, from left to right."""
    found: list[list[int]] = []
    waiting = [late_libraries.hierarchy().to_tree(tree)]
    while waiting:
        node = waiting.pop()
        if node.get_count() <= largest:
            found.append([int(leaf) for leaf in node.pre_order()])
        else:
            waiting += [node.get_right(), node.get_left()]
    return found


def _average_link(
    texts: Sequence[str], vectors: Vectors | None, block: Sequence[int], language: str | None
) -> npt.NDArray[np.float64]:
    """The linkage matrix of two or more passages: UPGMA (Sokal and Michener 1958)."""
    own = [texts[i] for i in block]
    rows = None if vectors is None else vectors[list(block)]
    similarity = hybrid_similarity(own, own, rows, rows, language).astype(np.float64)
    distance = 1.0 - late_libraries.special().expit(similarity / SPREAD - 1.0)
    distance = np.maximum(distance, distance.T)
    np.fill_diagonal(distance, 0.0)
    pairs = late_libraries.distance().squareform(distance, checks=False)
    return np.asarray(late_libraries.hierarchy().linkage(pairs, method="average"))


def _blocks(texts: Sequence[str], vectors: Vectors | None) -> list[list[int]]:
    """Indices in the order of their texts, in blocks of at most ``LARGEST_BLOCK``."""
    return _cut(sorted(range(len(texts)), key=lambda i: (texts[i], i)), vectors)


def _cut(order: list[int], vectors: Vectors | None) -> list[list[int]]:
    """Halves along the direction of greatest spread, until each fits."""
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
