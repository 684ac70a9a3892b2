"""Which wording a passage carries (``matching``), with the answers of people to some pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from conspectus.engine.learning.pairs import likeness, pair_kernel
from conspectus.engine.learning.regression import Floats, learn, probability
from conspectus.engine.matching import first_features, match_scores
from conspectus.engine.similarity import Matrix, TextSpace

SHARPNESS: Final = 1.07
OFFSET: Final = -1.71
"""Log-odds of a match from the score of ``match_scores``, fitted on ArgKP's training topics."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage and a wording of a block, by its number and theirs in it."""

    block: int
    passage: int
    wording: int


class Block:
    """The passages and wordings among which a match is looked for, with what is asked of pairs."""

    def __init__(self, space: TextSpace, rows: Sequence[int], columns: Sequence[int]) -> None:
        score = match_scores(space, rows, columns)
        self.prior: Floats = SHARPNESS * score.astype(np.float64) + OFFSET
        parts = [*first_features(space, rows, columns), score]
        self.features: Floats = np.stack(parts, axis=-1).astype(np.float64)
        self.passages = likeness(space.affinities(rows))
        self.wordings = likeness(space.wording_affinities(columns))


def asked_first(blocks: Sequence[Block], pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs as the queue asks for them: what the engine doubts most comes first."""

    def doubt(pair: Pair) -> float:
        believed = float(probability(blocks[pair.block].prior[pair.passage, pair.wording]))
        return -believed * (1.0 - believed)

    return sorted(pairs, key=lambda p: (doubt(p), p.block, p.passage, p.wording))


def learnt_scores(
    blocks: Sequence[Block], pairs: Sequence[Pair], same: Sequence[bool]
) -> list[Matrix]:
    """Log-odds of all pairs of each block, float32 (passages, wordings), as the answers teach.

    ``same``: the answer to each of ``pairs``. Without answers the shipped score decides alone.
    """
    prior = np.array([blocks[p.block].prior[p.passage, p.wording] for p in pairs])
    lesson = learn(_kernel(blocks, pairs, pairs), prior, np.array(same, dtype=bool))
    found = []
    for number, block in enumerate(blocks):
        height, width = block.prior.shape
        every = [Pair(number, i, j) for i in range(height) for j in range(width)]
        moved = _kernel(blocks, every, pairs) @ lesson.pull
        found.append((block.prior + moved.reshape(height, width)).astype(np.float32))
    return found


def _kernel(blocks: Sequence[Block], ours: Sequence[Pair], theirs: Sequence[Pair]) -> Floats:
    """The kernel of two lists of pairs; those of different blocks are alike in their features."""
    alike = np.zeros((len(ours), len(theirs)))
    for number, block in enumerate(blocks):
        rows = [n for n, pair in enumerate(ours) if pair.block == number]
        columns = [n for n, pair in enumerate(theirs) if pair.block == number]
        if rows and columns:
            passages = np.ix_([ours[n].passage for n in rows], [theirs[n].passage for n in columns])
            wordings = np.ix_([ours[n].wording for n in rows], [theirs[n].wording for n in columns])
            alike[np.ix_(rows, columns)] = block.passages[passages] * block.wordings[wordings]
    return pair_kernel(alike, _features(blocks, ours), _features(blocks, theirs))


def _features(blocks: Sequence[Block], pairs: Sequence[Pair]) -> Floats:
    width = blocks[0].features.shape[-1] if blocks else 0
    found = [blocks[p.block].features[p.passage, p.wording] for p in pairs]
    return np.array(found, dtype=np.float64).reshape(len(pairs), width)
