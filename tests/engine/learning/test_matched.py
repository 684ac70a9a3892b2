"""Answers to some pairs of passage and wording teach the others."""

from __future__ import annotations

import numpy as np
import pytest

from conspectus.engine.learning.matched import Block, Pair, asked_first, learnt_scores
from conspectus.engine.similarity import TextSpace

PASSAGES = (
    "Small islands need money for sea walls.",
    "Sea walls on islands must be paid for.",
    "Pay the islands so that they can build sea walls.",
    "Schools should open later in the morning.",
    "Let school begin an hour later each morning.",
    "Mornings at school begin too early for children.",
)
WORDINGS = ("rich countries should fund coastal defences", "lessons should start later")


@pytest.fixture
def block() -> Block:
    return Block(TextSpace(PASSAGES, WORDINGS), range(6), range(2))


def test_without_answers_the_shipped_score_decides(block: Block) -> None:
    (scores,) = learnt_scores([block], [], [])
    assert np.array_equal(scores, block.prior.astype(np.float32))


def test_an_answer_speaks_for_passages_like_it_and_for_its_own_wording(block: Block) -> None:
    before = block.prior.astype(np.float32)
    (after,) = learnt_scores([block], [Pair(0, 0, 0), Pair(0, 3, 0)], [True, False])
    moved = after - before
    assert moved[1:3, 0].min() > 0 > moved[4, 0]
    assert moved[1, 0] > abs(moved[1, 1])


def test_the_order_of_answers_changes_nothing_but_the_last_bits(block: Block) -> None:
    pairs, same = [Pair(0, 0, 0), Pair(0, 3, 0), Pair(0, 5, 1)], [True, False, True]
    (one,) = learnt_scores([block], pairs, same)
    (two,) = learnt_scores([block], pairs[::-1], same[::-1])
    assert np.allclose(one, two, atol=1e-5)


def test_what_is_doubted_most_is_asked_first(block: Block) -> None:
    every = [Pair(0, i, j) for i in range(6) for j in range(2)]
    doubts = [abs(block.prior[p.passage, p.wording]) for p in asked_first([block], every)]
    assert doubts == sorted(doubts)
    assert len(doubts) == 12
