"""Sentences that stand near each other and ask for the opposite."""

from __future__ import annotations

import pytest

from conspectus.engine.opposite_words import exclude_each_other

OPPOSED = [
    ("The council should close Mill Lane.", "The council should leave Mill Lane open."),
    ("We support the 20 mph limit.", "Oppose 20 mph limits on main roads."),
    ("Lorries should be banned.", "Lorries should be allowed."),
    ("Fees should be raised.", "Fees should be reduced."),
]


@pytest.mark.parametrize(("one", "other"), OPPOSED)
def test_a_word_and_its_opposite_exclude_each_other(one: str, other: str) -> None:
    assert exclude_each_other(one, other)
    assert exclude_each_other(other, one)


def test_the_same_word_or_both_words_on_one_side_exclude_nothing() -> None:
    assert not exclude_each_other("Streets should be closed.", "Close the streets.")
    assert not exclude_each_other("Open what is closed.", "What is closed should be opened.")
    assert not exclude_each_other("Fees should be published.", "Fees should be raised.")
