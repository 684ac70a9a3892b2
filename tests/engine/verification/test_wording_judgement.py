"""Readers have the last word on who carries a wording, whatever the rules say."""

from __future__ import annotations

import pytest

from conspectus.engine.verification.wording_judgement import SURE, bearing
from conspectus.engine.verification.wording_signs import wording_signs

WORDING = "bus lanes should be protected"


@pytest.mark.parametrize(
    "text",
    [
        "Bus lanes should be protected.",
        "The city must protect its bus lanes against parked cars.",
    ],
)
def test_what_says_the_wording_bears_it(text: str) -> None:
    assert bearing(WORDING, text) >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "Should bus lanes be protected at night?",
        "Bus lanes were painted in 1998.",
        "Schools should teach music.",
    ],
)
def test_questions_history_and_other_matters_do_not(text: str) -> None:
    assert bearing(WORDING, text) < SURE


def test_signs_are_numbers_of_the_two_texts_alone() -> None:
    signs = wording_signs(WORDING, "The city must protect its bus lanes.")
    assert signs == wording_signs(WORDING, "The city must protect its bus lanes.")
    assert all(isinstance(value, float) for value in signs.values())
    assert signs["lacking_words"] == 0.0
