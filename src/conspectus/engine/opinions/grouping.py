"""Who stands with whom in the plane: k-means from starts that no chance chooses.

k-means ends in one of many arrangements, by where it starts. Several starts are tried for each
number of groups; of all arrangements, the one with the best silhouette is taken. Nothing asks on
which side of the centre somebody stands, so that responses turned round give the same groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from conspectus.engine.opinions.components import Floats
from conspectus.engine.opinions.drawn import drawn
from conspectus.engine.opinions.responses import Ints
from conspectus.engine.opinions.silhouettes import Closeness

STARTS = 12
ITERATIONS = 100
COMPARED = 1300
"""Participants among whom arrangements are sought; beyond, so many are drawn for it."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``labels`` (points,) from 0 on without gaps, and how well they are apart."""

    labels: Ints
    silhouette: float

    @property
    def sizes(self) -> Ints:
        """How many each group has."""
        return np.bincount(self.labels).astype(np.int64)


def arrangements(
    points: Floats,
    numbers: range,
    *,
    least: int = 1,
    compared: int = COMPARED,
) -> list[Arrangement]:
    """For each number of groups that the points allow: the best arrangement into so many.

    ``points``: (n, 2). Groups have at least ``least`` members where any arrangement found is such.
    """
    chosen = some_of(len(points), compared)
    closeness = Closeness(points[chosen])
    found = []
    for k in numbers:
        best = _best(points[chosen], closeness, k, least)
        if best is None:
            continue
        if len(chosen) < len(points):
            labels = lloyd(points, _centres(points[chosen], best.labels))
            best = Arrangement(labels, closeness.silhouette(labels[chosen]))
        found.append(best)
    return found


def improved(points: Floats, found: Arrangement, least: int) -> Arrangement:
    """The same, but whoever stands between groups may go where silhouettes are better for it."""
    if len(points) > COMPARED:
        return found
    closeness = Closeness(points)
    labels = closeness.improved(found.labels, least)
    return Arrangement(labels, closeness.silhouette(labels))


def lloyd(points: Floats, centres: Floats) -> Ints:
    """Labels when the nearest centre and the mean of what is nearest agree; empty groups go."""
    again = labels = _nearest(points, centres)
    for _ in range(ITERATIONS):
        moved = _centres(points, labels)
        still = np.array_equal(moved, centres)
        centres = moved
        again = _nearest(points, centres)
        if still or np.array_equal(again, labels):
            break
        labels = again
    return np.unique(again, return_inverse=True)[1].astype(np.int64)


def _best(points: Floats, closeness: Closeness, k: int, least: int) -> Arrangement | None:
    seen: dict[bytes, Arrangement] = {}
    for start in _starts(points, k):
        labels = lloyd(points, start)
        if labels.max() + 1 == k and labels.tobytes() not in seen:
            seen[labels.tobytes()] = Arrangement(labels, closeness.silhouette(labels))
    large = [each for each in seen.values() if each.sizes.min() >= least]
    return max(large or seen.values(), key=lambda each: each.silhouette, default=None)


def _starts(points: Floats, k: int) -> Iterator[Floats]:
    """Centres far from each other, beginning with the outermost, the innermost, or others.

    The next is the point at a fixed part of all squared distances to the nearest centre, in the
    order of the points: k-means++ (Arthur and Vassilvitskii, 2007) without the chance.
    """
    from_mean = ((points - points.mean(axis=0)) ** 2).sum(axis=1).round(9)
    for turn in range(STARTS):
        first = (int(from_mean.argmax()), int(from_mean.argmin()))[turn] if turn < 2 else None
        at = first if first is not None else int(drawn(1, len(points), turn)[0])
        chosen = [at]
        nearest = ((points - points[at]) ** 2).sum(axis=1).round(9)
        for step in range(1, k):
            at = int(nearest.argmax()) if turn < 2 else _weighted(nearest, turn * 100 + step)
            chosen.append(at)
            nearest = np.minimum(nearest, ((points - points[at]) ** 2).sum(axis=1).round(9))
        if len({tuple(points[at]) for at in chosen}) == k:
            yield points[chosen]


def _weighted(weights: Floats, seed: int) -> int:
    summed = np.cumsum(weights)
    part = drawn(1, 1_000_000, seed)[0] / 1_000_000
    return min(int(np.searchsorted(summed, part * summed[-1], side="right")), len(weights) - 1)


def _nearest(points: Floats, centres: Floats) -> Ints:
    away = np.stack([((points - centre) ** 2).sum(axis=1) for centre in centres], axis=1)
    return np.asarray(away.round(9).argmin(axis=1), dtype=np.int64)


def _centres(points: Floats, labels: Ints) -> Floats:
    """Means in the order of the labels; of labels that nobody has, none."""
    total = np.bincount(labels)
    sums = np.stack([np.bincount(labels, part) for part in points.T], axis=1)
    return np.asarray(sums[total > 0] / total[total > 0, None], dtype=np.float64)


def some_of(count: int, most: int) -> Ints:
    """``most`` of the numbers from 0 to ``count`` - 1, ascending, or all: always the same."""
    if count <= most:
        return np.arange(count)
    order = np.lexsort((np.arange(count), drawn(count, 1 << 40, 7)))
    return np.sort(order[:most]).astype(np.int64)
