"""A judgement is the logistic sum of its trees, the same number on every machine."""

from __future__ import annotations

import math

import pytest

from conspectus.engine.judgement.trees import Judgement, Split, judgement

STEP = Split("wish", 0.5, -1.0, Split("words", 10.0, 2.0, 0.5))


@pytest.mark.parametrize(
    ("signs", "leaf"),
    [
        ({"wish": 0.0}, -1.0),
        ({"wish": 0.5}, -1.0),
        ({"wish": 1.0, "words": 10.0}, 2.0),
        ({"wish": 1.0, "words": 11.0}, 0.5),
    ],
)
def test_signs_lead_to_one_leaf(signs: dict[str, float], leaf: float) -> None:
    assert Judgement(0.25, (STEP,)).probability(signs) == 1 / (1 + math.exp(-(0.25 + leaf)))


def test_trees_add_up() -> None:
    assert Judgement(0.0, (STEP, 0.5)).probability({}) == 1 / (1 + math.exp(0.5))


def test_a_sign_that_is_not_given_counts_as_nothing() -> None:
    assert Judgement(0.0, (STEP,)).probability({}) == Judgement(0.0, (STEP,)).probability(
        {"wish": 0.0}
    )


@pytest.mark.parametrize("name", ["wants_concept_en", "carries_wording_en"])
def test_the_lexicon_keeps_trees_that_can_say_yes_and_no(name: str) -> None:
    kept = judgement(name)
    assert len(kept.trees) > 100
    leaves = [kept.start + sum(_leaf(tree, pick) for tree in kept.trees) for pick in (min, max)]
    assert leaves[0] < 0 < leaves[1]


def _leaf(node: Split | float, pick) -> float:
    return node if isinstance(node, float) else pick(_leaf(node.low, pick), _leaf(node.high, pick))
