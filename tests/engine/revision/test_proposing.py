"""A proposed wording takes the place of what a sentence reports, whatever its turn of phrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.balance import sentences_of
from conspectus.engine.revision.measures import measures_of
from conspectus.engine.revision.proposing import with_proposal
from conspectus.engine.revision.sentences import Hand
from tests.factories_paper import realistic_paper

ALL_THREE = "All three contributors that addressed this theme (A, B, C) hold the view that"


@pytest.fixture(scope="module")
def paper():
    return realistic_paper()


def _sentence(paper, text):
    """A sentence of the paper that reads otherwise; only its words are looked at."""
    one = next(s for s in sentences_of(paper.sections) if s.kind == "frame")
    return replace(one, text=text)


@pytest.mark.parametrize(
    ("was", "proposal", "text"),
    [
        (
            "Two contributions (A, B) stated that access should be cheap.",
            "Access should be free",
            "Two contributions (A, B) stated that access should be free.",
        ),
        (
            f"{ALL_THREE} access should be cheap.",
            "Germany should act.",
            f"{ALL_THREE} Germany should act.",
        ),
        (
            "The view that access should be cheap is held by two contributions (A, B).",
            "access should be free",
            "The view that access should be free is held by two contributions (A, B).",
        ),
        (
            "Two contributions (A, B) stated that access should be cheap.",
            "Two contributions (A, B) held the view that all is well.",
            "Two contributions (A, B) held the view that all is well.",
        ),
        (
            "Two contributions (A, B) stated that access should be cheap.",
            "ISOC should pay",
            "Two contributions (A, B) stated that ISOC should pay.",
        ),
    ],
)
def test_who_says_it_stays(paper, was, proposal, text):
    assert with_proposal(Hand(measures_of(paper)), _sentence(paper, was), proposal) == text
