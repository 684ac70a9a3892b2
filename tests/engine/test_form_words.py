"""Sentences of the call that stand in the answers are nobody's view."""

from __future__ import annotations

from conspectus.engine.form_words import FEWEST_HOLDERS, without_form_words
from tests.factories_corpus import the_claim

CALL = "The council should close the road to all cars."
OWN = "Buses should run until midnight, fare {n}."


def kept(answers: int, others: int = 0) -> list[str]:
    claims = [the_claim(f"Holder {n}", CALL) for n in range(answers)]
    claims += [the_claim(f"Holder {n}", OWN.format(n=n)) for n in range(answers + others)]
    return [claim.text for claim in without_form_words(claims)]


def test_what_a_fifth_of_the_holders_have_verbatim_is_the_forms() -> None:
    assert CALL not in kept(FEWEST_HOLDERS)
    assert len(kept(FEWEST_HOLDERS)) == FEWEST_HOLDERS


def test_what_fewer_share_is_their_own() -> None:
    assert kept(FEWEST_HOLDERS - 1).count(CALL) == FEWEST_HOLDERS - 1
    assert kept(FEWEST_HOLDERS, others=50).count(CALL) == FEWEST_HOLDERS
