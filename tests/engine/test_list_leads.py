"""Sentences and headings that introduce lists: of wishes, of matters, of what others say."""

from __future__ import annotations

import pytest

from conspectus.engine.list_leads import heads_wishes, introduces_wishes, is_unwished


@pytest.mark.parametrize(
    "lead",
    [
        "We support the following principles:",
        "We recommend the following:",
        "Governments should:",
        "Governments should not:",
        "Internet governance must be:",
        "We call on all parties to:",
        "The forum should take into consideration the following:",
        "Our priorities are:",
        "The Principles are:",
        "We propose these items for the discussion on principles:",
    ],
)
def test_what_the_writer_asks_for_opens_a_list_of_wishes(lead: str) -> None:
    assert introduces_wishes(lead)


@pytest.mark.parametrize(
    "lead",
    [
        "The outcome should address:",
        "The meeting should discuss:",
        "Issues that were raised:",
        "Critics say:",
        "Which principles should we follow?",
        "This paper has four sections:",
        "A few such examples include:",
        "We should avoid a repetition of these problems:",
        "These principles should be considered in the following advisory committees:",
        "We oppose the following proposals:",
        "Alternatives to the proposed measures:",
        "The Minister’s priorities are:",
        "Under the current rules operators must:",
        "The report asks whether governments should:",
    ],
)
def test_matters_questions_and_the_words_of_others_open_none(lead: str) -> None:
    assert not introduces_wishes(lead)


def test_lists_of_matters_are_known_as_such() -> None:
    assert is_unwished("The following issues were on the table:")
    assert not is_unwished("The forum met in Athens:")


@pytest.mark.parametrize(
    ("heading", "wished"),
    [
        ("Principles", True),
        ("Recommendations for the forum", True),
        ("Proposed actions", True),
        ("Existing principles", False),
        ("Questions about principles", False),
        ("ABC Principles", False),
        ("Observations on five proposals", False),
        ("Statement of principles", True),
        ("Background", False),
    ],
)
def test_headings_of_lists(heading: str, *, wished: bool) -> None:
    assert heads_wishes(heading) is wished
