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
    """Signs at the means of those who stand in one square of the map, at most a hundred."""
    if not len(points):
        return ()
    low = points.min(axis=0)
    side = float(np.ptp(points, axis=0).max()) or 1.0
    for across in range(FINEST, 0, -1):
        square = np.minimum((points - low) / side * across, across - 1).astype(np.int64)
        key = (labels * across + square[:, 0]) * across + square[:, 1]
        cells, index = np.unique(key, return_inverse=True)
        if len(cells) <= MOST or across == 1:
            break
    counts = np.bincount(index)
    means = [np.bincount(index, part) / counts for part in points.T]
    group = cells // (across * across)
    return tuple(
        Mark(round(float(x), 4), round(float(y), 4), int(number), letters[int(at)])
        for x, y, number, at in zip(*means, counts, group, strict=True)
    )
