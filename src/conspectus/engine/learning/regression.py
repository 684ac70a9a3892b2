"""Logistic regression that starts from what was believed before, and few answers change little.

The log-odds of an answer are a prior's plus a function that is smooth by a kernel: answers about
things that are like each other move together. The mode is found by Newton's method (Rasmussen and
Williams 2006, algorithm 3.1); what would have been said of each answer without it follows from the
same matrix (Vehtari et al. 2016, section 2.3): the effect is told without fitting again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MOST_STEPS: Final = 50
CLOSE_ENOUGH: Final = 1e-9
LEAST_CURVATURE: Final = 1e-9
STEEPEST: Final = 30.0
"""Log-odds beyond which nothing is told apart any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What ``n`` answers teach.

    ``pull``: float64 (n,), how much each draws what is like it; the log-odds of anything else move
    by its kernel with the answers times ``pull``. ``without``: float64 (n,), the log-odds of each
    answer as all the others would have it.
    """

    pull: Floats
    without: Floats


def learn(kernel: Floats, prior: Floats, yes: Bools) -> Lesson:
    """The lesson of answers ``yes`` (n,) with ``prior`` log-odds (n,) and their ``kernel`` (n, n).

    ``kernel`` is symmetric and has no negative eigenvalue.
    """
    count = len(yes)
    moved: Floats = np.zeros(count)
    pull: Floats = np.zeros(count)
    inverse: Floats = np.zeros((count, count))
    wanted: Floats = moved
    for _ in range(MOST_STEPS):
        believed = probability(prior + moved)
        curvature = np.maximum(believed * (1.0 - believed), LEAST_CURVATURE)
        wanted = moved + (yes - believed) / curvature
        inverse = np.asarray(np.linalg.inv(kernel + np.diag(1.0 / curvature)), dtype=np.float64)
        pull = inverse @ wanted
        before, moved = moved, kernel @ pull
        if not count or float(np.abs(moved - before).max()) < CLOSE_ENOUGH:
            break
    left_out = wanted - pull / np.diag(inverse) if count else wanted
    return Lesson(pull=pull, without=prior + left_out)


def probability(log_odds: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -STEEPEST, STEEPEST))))
