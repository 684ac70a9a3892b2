"""What a sentence wants, rejects or values; facts and the wishes of others are no norms."""

from __future__ import annotations

import pytest

from conspectus.engine.grammar.norms import norms
from conspectus.engine.grammar.tagging import tag


def read(sentence: str) -> list[tuple[str, str, list[str]]]:
    """(operator, lemma of the verb, objects as written) of each norm."""
    tokens = tag(sentence)
    return [
        (
            norm.operator,
            tokens[norm.verb].lemma if norm.verb >= 0 else "",
            [sentence[tokens[o.start].start : tokens[o.end - 1].end] for o in norm.objects],
        )
        for norm in norms(tokens)
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Governments should protect privacy.", [("should", "protect", ["privacy"])]),
        (
            "Open standards should be preserved.",
            [("should", "preserve", ["Open standards"])],
        ),
        (
            "We support the multi-stakeholder model.",
            [("support", "", ["the multi-stakeholder model"])],
        ),
        (
            "We call on governments to publish their requests.",
            [("call on", "publish", ["their requests"])],
        ),
        (
            "It is essential that human rights are respected.",
            [("essential", "respect", ["human rights"])],
        ),
        ("It is essential to protect privacy.", [("essential", "protect", ["privacy"])]),
        ("Protect privacy.", [("imperative", "protect", ["privacy"])]),
        (
            "The secretariat should protect privacy, openness and trust.",
            [("should", "protect", ["privacy", "openness", "trust"])],
        ),
        (
            "Governments should protect and promote open standards.",
            [
                ("should", "protect", ["open standards"]),
                ("should", "promote", ["open standards"]),
            ],
        ),
    ],
)
def test_norms_with_verb_and_objects(
    sentence: str, found: list[tuple[str, str, list[str]]]
) -> None:
    assert read(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Almost every country has adopted policies.",  # defect 3: a fact
        "Officials do not coordinate policies.",  # defect 7: background
        "We note that almost every country has adopted policies.",
        "Participants support a treaty.",  # somebody else's wish
        "The first meeting took place in Athens.",
    ],
)
def test_facts_background_and_wishes_of_others_are_no_norms(sentence: str) -> None:
    assert norms(tag(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "negative"),
    [
        ("Governments must not block websites.", True),
        ("Governments should never block websites.", True),
        ("We oppose a new treaty.", True),
        ("We reject a new treaty.", True),
        ("Governments must publish requests.", False),
        ("We endorse a new treaty.", False),
    ],
)
def test_negation_belongs_to_the_norm(sentence: str, *, negative: bool) -> None:
    assert [norm.negative for norm in norms(tag(sentence))] == [negative]


def test_adjectives_after_be_are_what_is_wanted() -> None:
    tokens = tag("The Internet should remain open and free.")
    (norm,) = norms(tokens)
    assert [tokens[i].lower for i in norm.adjectives] == ["open", "free"]
    assert norm.agent is not None
    assert tokens[norm.agent.head].lower == "internet"
