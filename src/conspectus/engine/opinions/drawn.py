"""Numbers that look drawn, the same on any machine: SplitMix64 (Steele, Lea, Flood, 2014)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def scattered(count: int, seed: int = 0) -> npt.NDArray[np.float64]:
    """``count`` numbers from 0 up to 1, evenly scattered."""
    with np.errstate(over="ignore"):
        state = (np.arange(1, count + 1, dtype=np.uint64) + np.uint64(seed << 32)) * np.uint64(
            _STEP
        )
        state = (state ^ (state >> np.uint64(30))) * np.uint64(_FIRST)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(_SECOND)
        state ^= state >> np.uint64(31)
    return np.asarray((state >> np.uint64(11)) / 2.0**53, dtype=np.float64)


def drawn(count: int, below: int, seed: int) -> npt.NDArray[np.int64]:
    """``count`` whole numbers from 0 to ``below`` - 1, each as likely."""
    return (scattered(count, seed) * below).astype(np.int64)
