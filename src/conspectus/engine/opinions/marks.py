"""What is drawn: participants of one group who stand close together share a sign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from conspectus.engine.opinions.components import Floats
from conspectus.engine.opinions.opinion_map import Mark
from conspectus.engine.opinions.responses import Ints

MOST = 100
FINEST = 40
"""Squares across the map at the finest; they grow until there are few enough signs."""


def marks_of(points: Floats, labels: Ints, letters: Sequence[str]) -> tuple[Mark, ...]:
    """Signs at the means of those who stand in one square of the map, at most a hundred.

    In the order of their groups and first participants. Squares lie evenly about the middle, so
    that a map turned round is drawn with the same signs.
    """
    if not len(points):
        return ()
    side = float(np.abs(points).max()) or 1.0
    for across in range(FINEST // 2, 0, -1):
        square = np.round(points / side * across).astype(np.int64) + across
        width = 2 * across + 1
        key = (labels * width + square[:, 0]) * width + square[:, 1]
        _, first, index = np.unique(key, return_index=True, return_inverse=True)
        if len(first) <= MOST:
            break
    counts = np.bincount(index)
    means = np.stack([np.bincount(index, part) / counts for part in points.T], axis=1)
    means = means.round(4) + 0.0
    return tuple(
        Mark(float(means[at, 0]), float(means[at, 1]), int(counts[at]), letters[labels[first[at]]])
        for at in np.lexsort((first, labels[first])).tolist()
    )
