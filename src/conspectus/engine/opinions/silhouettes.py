"""How well groups are apart: the mean silhouette (Rousseeuw, 1987)."""

from __future__ import annotations

import numpy as np

from conspectus.engine.opinions.components import Floats
from conspectus.engine.opinions.responses import Ints

DOUBTFUL = 20
"""One point in so many may be moved."""
DIGITS = 9


class Closeness:
    """Distances between points, for silhouettes of many arrangements of the same points."""

    def __init__(self, points: Floats) -> None:
        """``points``: (n, 2); keeps n² distances."""
        across = points[:, None, :] - points[None, :, :]
        self._distances = np.sqrt((across**2).sum(axis=2))

    def silhouette(self, labels: Ints) -> float:
        """Mean over all points, -1 to 1; a point that is a group of its own counts as 0."""
        if not len(labels) or not labels.max():
            return 0.0
        return self._mean(self._sums(labels), np.bincount(labels), labels)

    def improved(self, labels: Ints, least: int = 1) -> Ints:
        """Moves to the next group that make the silhouette better, of the most doubtful points.

        One at a time, and of one point in twenty at most: the silhouette alone would in the end
        prefer a few who are far from everybody else. No group comes to have fewer than ``least``.
        """
        labels = labels.copy()
        sums, sizes = self._sums(labels), np.bincount(labels)
        best = self._mean(sums, sizes, labels)
        own, other, nearest = _means(sums, sizes, labels)
        doubtful = np.argsort((other - own).round(DIGITS), kind="stable")
        for at in doubtful[: len(labels) // DOUBTFUL].tolist():
            here, there = int(labels[at]), int(nearest[at])
            if sizes[here] <= least:
                continue
            self._move(sums, sizes, labels, (at, here, there))
            score = self._mean(sums, sizes, labels)
            if score > best:
                best = score
            else:
                self._move(sums, sizes, labels, (at, there, here))
        return labels

    def _move(self, sums: Floats, sizes: Ints, labels: Ints, move: tuple[int, int, int]) -> None:
        at, here, there = move
        sums[:, here] -= self._distances[at]
        sums[:, there] += self._distances[at]
        sizes[here] -= 1
        sizes[there] += 1
        labels[at] = there

    def _sums(self, labels: Ints) -> Floats:
        """(n, groups): distance of each point to all of each group together."""
        sizes = np.bincount(labels)
        sort = np.argsort(labels, kind="stable")
        starts = np.r_[0, np.cumsum(sizes)[:-1]]
        return np.asarray(
            np.add.reduceat(self._distances[:, sort], starts, axis=1), dtype=np.float64
        )

    def _mean(self, sums: Floats, sizes: Ints, labels: Ints) -> float:
        own, other, _ = _means(sums, sizes, labels)
        largest = np.maximum(own, other)
        each = np.divide(other - own, largest, out=np.zeros_like(own), where=largest > 0)
        each[sizes[labels] == 1] = 0.0
        return round(float(each.sum()) / len(labels), DIGITS)


def _means(sums: Floats, sizes: Ints, labels: Ints) -> tuple[Floats, Floats, Ints]:
    """Mean distance to one's own group, to the nearest other, and which that is."""
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = (sums / sizes).round(DIGITS)
    others[rows, labels] = np.inf
    nearest = others.argmin(axis=1)
    return own, others[rows, nearest], nearest.astype(np.int64)
