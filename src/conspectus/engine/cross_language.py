"""The same claim in another language: matches by margin, not by raw cosine.

After Artetxe and Schwenk (2019, "Margin-based parallel corpus mining"): a pair must be closer than
the neighbourhoods of its two sentences, for some sentences are close to everything. We change two
things. The mean vector of each language is taken away first, since languages lie apart. And only
a part of the margin counts, since several holders may make the same claim, which a full margin
would punish. ``benchmarks/crosslanguage.py`` calibrates the threshold. A match says that two
sentences speak of the same claim; numbers, names and polarity are the caller's to check.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from conspectus.engine.similarity import centred

Vectors = npt.NDArray[np.float32]

NEIGHBOURHOOD = 4
MARGIN_SHARE = 0.3
SHRINKAGE = 5.0
"""The mean of a language of few sentences is drawn to that of all by so many counts."""
THRESHOLD = 0.42
"""At most two in a hundred sentences without a counterpart find one (en, ar, es, fr, ru, zh)."""


def cross_language_scores(
    left: Vectors, right: Vectors, wordings: Vectors | None = None
) -> Vectors:
    """Margin scores of all pairs: float32 (len(left), len(right)).

    ``left``, ``right``: float32 (n, d) and (m, d), unit length, of sentences in two languages (or
    one language and several others). A side with fewer sentences than a neighbourhood has says
    nothing of the other's; its weight goes to the side that can tell. ``wordings``: scored instead
    of ``right``, in its language; they repeat what stands there and make no neighbourhood denser.
    """
    asked = right if wordings is None else wordings
    if not len(left) or not len(right) or not len(asked):
        return np.zeros((len(left), len(asked)), dtype=np.float32)
    means = _means(left, right)
    first, second, third = (
        centred(side, mean)
        for side, mean in zip((left, right, asked), (*means, means[1]), strict=True)
    )
    known = np.asarray(first @ second.T, dtype=np.float32)
    cosine = np.asarray(first @ third.T, dtype=np.float32)
    densities: list[Vectors] = []
    if known.shape[1] >= NEIGHBOURHOOD:
        densities.append(_density(known)[:, None])
    if cosine.shape[0] >= NEIGHBOURHOOD:
        densities.append(_density(cosine.T)[None, :])
    if not densities:
        return np.asarray(cosine - MARGIN_SHARE * known.mean(), dtype=np.float32)
    share = MARGIN_SHARE / len(densities)
    return np.asarray(cosine - sum(share * density for density in densities), dtype=np.float32)


def _means(left: Vectors, right: Vectors) -> tuple[Vectors, Vectors]:
    """The mean of either side, float32 (d,), drawn to that of all where it has few sentences."""
    everything = np.concatenate([left, right]).mean(axis=0, dtype=np.float64)
    one, two = (
        np.asarray(
            (side.sum(axis=0, dtype=np.float64) + SHRINKAGE * everything) / (len(side) + SHRINKAGE),
            dtype=np.float32,
        )
        for side in (left, right)
    )
    return one, two


def _density(cosine: Vectors) -> Vectors:
    """Mean cosine of each row with its ``NEIGHBOURHOOD`` nearest: float32 (rows,)."""
    nearest = np.partition(cosine, -NEIGHBOURHOOD, axis=1)[:, -NEIGHBOURHOOD:]
    return np.asarray(nearest.mean(axis=1), dtype=np.float32)
