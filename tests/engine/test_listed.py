"""Items of lists, labels and headings: what they want with what introduces them."""

from __future__ import annotations

import pytest

from conspectus.engine.list_leads import denies
from conspectus.engine.listed import label_of, spoken_alone, spoken_evidence, spoken_item


@pytest.mark.parametrize(
    ("lead", "item", "spoken"),
    [
        ("Governments should:", "• promote diversity;", "Governments should promote diversity."),
        ("Governments should not:", "Tax access", "Governments should not tax access."),
        ("The forum must be:", "open to all", "The forum must be open to all."),
        ("Principles", "1. Openness", "We support openness."),
        (
            "Principles",
            "Full respect for human rights.",
            "We support full respect for human rights.",
        ),
        ("Priorities:", "Strengthening the forum", "We support strengthening the forum."),
        ("Recommendations", "Promote diversity", "We should promote diversity."),
        ("Recommendations", "To promote diversity", "We should promote diversity."),
        ("Principles", "Openness: the process is run in public.", "We support openness."),
    ],
)
def test_an_item_is_spoken_with_its_lead(lead: str, item: str, spoken: str) -> None:
    found = spoken_item(lead, item)
    assert found is not None
    assert found.spoken == spoken


@pytest.mark.parametrize(
    "item",
    [
        "Who pays for openness?",
        "Recalling the openness of the network",
        "Activities of the forum:",
        "Other protections",
        "The network is used by all",
    ],
)
def test_questions_grounds_openers_and_sentences_are_not_spoken(item: str) -> None:
    assert spoken_item("We support the following principles:", item) is None


def test_a_forbidden_item_never_stands_alone() -> None:
    assert denies("Governments should not:")
    found = spoken_item("Governments should not:", "promote filters")
    assert found is not None
    assert not found.alone


@pytest.mark.parametrize(
    ("fragment", "spoken"),
    [
        ("Respect for privacy", "We support respect for privacy."),
        ("Respect the privacy of users", "We should respect the privacy of users."),
        ("Support for the forum", "We support support for the forum."),
        (
            "Protection of rights, which apply online",
            "We support protection of rights, which apply online.",
        ),
        ("Openness", None),
        ("Privacy and security", None),
    ],
)
def test_a_fragment_wants_something_by_a_verb_or_a_noun_of_action(
    fragment: str, spoken: str | None
) -> None:
    assert spoken_alone(fragment) == spoken


def test_labels_name_a_thing() -> None:
    assert label_of("Transparency: decisions should be public.") == (
        "Transparency",
        "decisions should be public.",
    )
    assert label_of("Principle 3: Openness – files should be open.") == (
        "Openness",
        "files should be open.",
    )
    assert label_of("We agree: decisions should be public.") is None


def test_evidence_of_several_lines_is_read_as_a_list() -> None:
    found = spoken_evidence("We support the following principles:\n\n• Openness\n• Transparency")
    assert found == ("We support openness.", "We support transparency.")
    assert spoken_evidence("Issues that were raised:\n• Openness") == ()
    assert spoken_evidence("Openness\n\nFiles should be open.") == ("We support openness.",)
    assert spoken_evidence("Openness\n\nFiles should not be sold.") == ()
