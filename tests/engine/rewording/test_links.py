"""The skeleton of a clause: which words stand side by side, and through which small words."""

from __future__ import annotations

import pytest

from conspectus.engine.rewording.links import links_allowed, links_of

LISTED = "regulators should publish the criteria, the deadlines and the results of calls"


def keeps(clause: str, drafted: str) -> bool:
    return links_of(clause) <= links_allowed(drafted)


@pytest.mark.parametrize(
    "clause",
    [
        LISTED,
        "regulators should publish criteria, the deadlines, and results of the calls",
        "regulators should publish the deadlines, the results and the criteria of calls",
    ],
)
def test_members_of_a_list_and_articles_may_change(clause: str) -> None:
    assert keeps(clause, LISTED)


@pytest.mark.parametrize(
    "clause",
    [
        "the criteria should publish regulators, the deadlines and the results of calls",
        "regulators should publish the calls, the deadlines and the results of criteria",
        "regulators should publish the criteria, the deadlines and the results by calls",
        "regulators should be published the criteria, the deadlines and the results of calls",
        "regulators must publish the criteria, the deadlines and the results of calls",
        "regulators should publish the criteria",
    ],
)
def test_nothing_else_changes_its_place(clause: str) -> None:
    assert not keeps(clause, LISTED)


def test_an_adjective_stays_with_its_noun() -> None:
    drafted = "international human rights law should be respected"
    assert not keeps("international human law rights should be respected", drafted)


def test_what_two_clauses_say_is_no_list() -> None:
    drafted = "States should fund networks, and programmes must include training"
    assert not keeps("States should fund programmes, and networks must include training", drafted)


def test_a_subject_of_several_may_be_put_in_another_order() -> None:
    drafted = "networks and programmes must include training"
    assert keeps("programmes and networks must include training", drafted)


def test_a_verb_may_agree_with_another_number() -> None:
    drafted = "each of the members believe in freedom"
    assert keeps("each of the members believes in freedom", drafted)


@pytest.mark.parametrize("text", ["", "the", "and of", "networks"])
def test_any_text_has_a_skeleton(text: str) -> None:
    assert links_of(text) <= links_allowed(text)
