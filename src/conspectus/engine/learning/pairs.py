"""What answers to "do these two say the same?" teach of other pairs.

Two things are learnt at once: a weight for each similarity feature and an offset, drawn to what is
shipped; and of pairs like those that were answered, that they will be answered alike. Pairs are as
alike as their texts, member by member (the product kernel of Basilico and Hofmann 2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from conspectus.engine.learning.regression import Floats

Block = npt.NDArray[np.float32] | Floats

OF_LIKENESS: Final = 24.0
OF_FEATURES: Final = 0.01
OF_OFFSET: Final = 0.1
"""Prior variances; found on ArgKP's training topics, played as answers: the higher the first, the
better, up to here. The development topics were not read for it."""
LIKENESS_WEIGHTS: Final = (1.0, 1.0, 2.0)
"""Words, letters, meaning."""


def likeness(parts: Sequence[Block]) -> Floats:
    """How alike texts are, 0 to 1: the mean of ``TextSpace.affinities``, none below 0."""
    weights = LIKENESS_WEIGHTS[: len(parts)]
    total = sum(w * np.asarray(p, dtype=np.float64) for w, p in zip(weights, parts, strict=True))
    return np.maximum(np.asarray(total) / sum(weights), 0.0)


def pair_kernel(alike: Floats, ours: Floats, theirs: Floats) -> Floats:
    """The kernel of pairs: ``alike`` by their texts (n, m); their features (n, k) and (m, k)."""
    return np.asarray(OF_LIKENESS * alike + OF_FEATURES * (ours @ theirs.T) + OF_OFFSET)


def learnt_weights(features: Floats, pull: Floats) -> tuple[Floats, float]:
    """(weight of each feature, offset) that the answers with ``features`` (n, k) have taught."""
    return OF_FEATURES * (features.T @ pull), OF_OFFSET * float(pull.sum())
