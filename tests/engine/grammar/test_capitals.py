"""Which words keep their capital inside a sentence."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.capitals import is_name


@pytest.mark.parametrize(
    "word", ["Brazil", "China", "Ostrevia", "California", "Brazilian", "Monday", "Kenya's"]
)
def test_names_of_places_peoples_and_days_keep_it(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize(
    "word",
    [
        "Taxis",
        "The",
        "Websites",
        "Datasets",
        "Multistakeholder",
        "Cybersecurity",
        "Paywalls",
        "Cross-border",
        "lower",
    ],
)
def test_ordinary_words_and_new_ones_made_of_them_do_not(word: str) -> None:
    assert not is_name(word)
