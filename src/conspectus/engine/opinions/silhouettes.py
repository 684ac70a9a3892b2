"""How well groups are apart: the mean silhouette (Rousseeuw, 1987)."""

from __future__ import annotations

import numpy as np

from conspectus.engine.opinions.components import Floats
from conspectus.engine.opinions.responses import Ints

PASSES = 10
DIGITS = 9


class Closeness:
    """Distances between points, for silhouettes of many arrangements of the same points."""

    def __init__(self, points: Floats) -> None:
        """``points``: (n, 2); keeps n² distances."""
        across = points[:, None, :] - points[None, :, :]
        self._distances = np.sqrt((across**2).sum(axis=2))

    def silhouette(self, labels: Ints) -> float:
        """Mean over all points, -1 to 1; a point that is a group of its own counts as 0."""
        own, other = self._means(labels)[:2]
        largest = np.maximum(own, other)
        each = np.divide(other - own, largest, out=np.zeros_like(own), where=largest > 0)
        each[np.bincount(labels)[labels] == 1] = 0.0
        return round(float(each.sum()) / len(labels), DIGITS) if len(labels) else 0.0

    def improved(self, labels: Ints) -> Ints:
        """Whoever is in the mean nearer to another group moves to it, while that is better."""
        best = self.silhouette(labels)
        for _ in range(PASSES):
            own, other, nearest = self._means(labels)
            moved = np.where(other.round(DIGITS) < own.round(DIGITS), nearest, labels)
            if len(np.unique(moved)) < len(np.unique(labels)):
                break
            score = self.silhouette(moved)
            if score <= best:
                break
            labels, best = moved, score
        return labels

    def _means(self, labels: Ints) -> tuple[Floats, Floats, Ints]:
        """Mean distance to one's own group, to the nearest other, and which that is."""
        sizes = np.bincount(labels)
        sort = np.argsort(labels, kind="stable")
        starts = np.r_[0, np.cumsum(sizes)[:-1]]
        sums = np.add.reduceat(self._distances[:, sort], starts, axis=1)
        rows = np.arange(len(labels))
        own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
        others = (sums / sizes).round(DIGITS + 2)
        others[rows, labels] = np.inf
        nearest = others.argmin(axis=1)
        return own, others[rows, nearest], nearest.astype(np.int64)
