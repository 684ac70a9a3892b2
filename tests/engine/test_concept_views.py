"""What many want of one concept becomes one view, with the scope that each of them carries."""

from __future__ import annotations

import pytest

from conspectus.engine.concept_views import (
    carries_concept,
    concept_of_wording,
    concept_views,
    wanted_concepts,
)
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.views import DraftView
from conspectus.engine.wordings import EARLIER_SCOPES, SCOPES
from tests.factories_corpus import the_claim

WISHES = {
    "Ash": "Operators should ensure the transparency of their fares.",
    "Birch": "The city should ensure transparency in all contracts with operators.",
    "Cedar": "Decisions on new lines must be transparent and open.",
    "Dogwood": "We call for transparency of the accounts of the transport authority.",
}


def views(**texts: str) -> tuple[DraftView, ...]:
    claims = [the_claim(name, text) for name, text in texts.items()]
    return concept_views(claims, Verdicts())


def test_a_concept_that_several_want_is_one_view_of_them_all() -> None:
    found = [view for view in views(**WISHES) if view.concept == ("transparency",)]
    assert len(found) == 1
    assert found[0].holders == ("ash", "birch", "cedar", "dogwood")
    assert found[0].clause.startswith("transparency should be ensured, ")
    assert found[0].clause.endswith(SCOPES)


def test_two_holders_are_too_few() -> None:
    two = {name: WISHES[name] for name in ("Ash", "Birch")}
    assert views(**two) == ()


def test_who_only_names_it_is_not_named() -> None:
    told = {**WISHES, "Elm": "The committee on transparency should meet in May."}
    (found,) = [view for view in views(**told) if view.concept == ("transparency",)]
    assert "elm" not in found.holders


def test_the_order_of_the_claims_changes_nothing() -> None:
    claims = [the_claim(name, text) for name, text in WISHES.items()]
    there = wanted_concepts(claims, Verdicts())
    assert wanted_concepts(claims[::-1], Verdicts()) == there


@pytest.mark.parametrize("scope", [*SCOPES, *EARLIER_SCOPES])
def test_the_verifier_reads_the_concept_back_from_the_wording(scope: str) -> None:
    clause = f"transparency should be ensured or promoted, {scope}"
    assert concept_of_wording(clause) == ("transparency",)
    assert concept_of_wording("transparency should be ensured") == ()
    assert carries_concept(clause, WISHES["Dogwood"])
    assert not carries_concept(clause, "The committee on transparency met twice in 2019.")


def test_a_concept_is_counted_under_all_its_names() -> None:
    names = {
        "Ash": "Operators should guarantee net neutrality.",
        "Birch": "States must protect the neutrality of the network.",
        "Cedar": "Regulators should respect network neutrality in all cities.",
        "Dogwood": "We support net neutrality in every town.",
    }
    (found,) = [view for view in views(**names) if view.concept == ("network", "neutrality")]
    assert found.holders == ("ash", "birch", "cedar", "dogwood")
    assert found.clause.startswith("net neutrality should be ")
