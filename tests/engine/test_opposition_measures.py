"""Measures that some support and others oppose by name are found without being listed."""

from __future__ import annotations

import pytest

from conspectus.engine.corpus import ThemeSpec
from conspectus.engine.opposition_measures import measures
from conspectus.engine.opposition_support import carries_side
from conspectus.engine.oppositions import find_oppositions
from tests.factories_corpus import a_holder, the_claims

INTRODUCED = "the toll bridge should be introduced"
REJECTED = "the toll bridge should not be introduced"
WANTS = "The toll bridge should be introduced as soon as possible."
REFUSES = "I am against the toll bridge because my children cross it by car."


def found_among(**sentences: str) -> list[tuple[str, list[str], list[str]]]:
    """(issue, holders for, holders against) where each argument is a holder with its sentence."""
    claims = [
        claim for name, text in sentences.items() for claim in the_claims(a_holder(name), text)
    ]
    themes = (ThemeSpec(id="traffic", name="Traffic", terms=("bridge",)),)
    oppositions, _ = find_oppositions(claims, (), themes)
    return [
        (
            one.issue,
            [holder for view in one.views_for for holder in view.holders],
            [holder for view in one.views_against for holder in view.holders],
        )
        for one in oppositions
    ]


def test_who_wants_a_measure_stands_against_who_rejects_it_by_name() -> None:
    assert found_among(Alder=WANTS, Birch=REFUSES) == [("Toll bridge", ["alder"], ["birch"])]
    assert found_among(
        Alder="We support the toll bridge.", Birch="We do not support the toll bridge at all."
    ) == [("Toll bridge", ["alder"], ["birch"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll bridge should be introduced after a trial of six months.",
        "The toll bridge should not apply to taxis that carry patients.",
        "We support the toll bridge exemption that taxis were promised.",
        "We support the toll bridge if its revenue pays for buses.",
        "Some traders support the toll bridge and others do not.",
        "A lower toll bridge charge should be introduced in the evening.",
    ],
)
def test_a_condition_or_another_thing_takes_no_side(sentence: str) -> None:
    assert found_among(Alder=sentence, Birch=REFUSES) == []


def test_a_measure_that_nobody_rejects_is_no_issue() -> None:
    assert measures([WANTS, "We support the toll bridge.", "We oppose taxes on bread."]) == ()


def test_without_a_word_of_what_is_to_be_done_the_side_is_support() -> None:
    (issue,) = measures(["We oppose the harbour merger.", "We support the harbour merger."])
    assert [wording.clause for side in issue.sides for wording in side] == [
        "the harbour merger should be supported",
        "the harbour merger should not be supported",
    ]


@pytest.mark.parametrize(
    ("evidence", "wanted", "rejected"),
    [
        (WANTS, True, False),
        (REFUSES, False, True),
        ("We oppose the privatisation of the buses.", False, False),
        ("The toll bridge should not be introduced before buses run.", False, False),
    ],
)
def test_one_passage_alone_tells_its_side(evidence: str, *, wanted: bool, rejected: bool) -> None:
    assert carries_side(INTRODUCED, evidence) is wanted
    assert carries_side(REJECTED, evidence) is rejected
