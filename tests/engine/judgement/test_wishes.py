"""Who is named among those who want a concept: by the words of each passage alone."""

from __future__ import annotations

import pytest

from conspectus.engine.judgement.mentions import asked_for, mentions, names_of_concept
from conspectus.engine.judgement.wish_signs import wish_signs
from conspectus.engine.judgement.wishes import wants, wish

TRANSPARENCY = ("transparency",)


@pytest.mark.parametrize(
    ("concept", "text"),
    [
        (TRANSPARENCY, "Decisions on fares must be taken in a transparent and open manner."),
        (TRANSPARENCY, "We call for more transparency and accountability of the operators."),
        (("privacy",), "Governments should respect the privacy of all passengers."),
        (("human", "right"), "All actors should respect and protect human rights online."),
        (("innovation",), "Policies should promote innovation and investment in all regions."),
        (("privacy",), "Respect for the privacy of all passengers."),
    ],
)
def test_a_plain_wish_counts(concept: tuple[str, ...], text: str) -> None:
    assert wants(concept, text)


@pytest.mark.parametrize(
    ("concept", "text"),
    [
        (TRANSPARENCY, "The committee on transparency met twice in 2019."),
        (TRANSPARENCY, "Buses should stop at the office of the transparency committee."),
        (TRANSPARENCY, "What does transparency mean for a small operator?"),
        (("privacy",), "The report on privacy was published in Geneva in 2012."),
        (("innovation",), "In 2010 the ministry of innovation was merged with another one."),
        (("privacy",), "Buses should run every ten minutes."),
        (("privacy",), "Recalling that privacy should be respected in all countries,"),
        (("security",), "States must see that security is balanced by the rights of citizens."),
        (("competition",), "Schools should promote competitions between young drivers."),
    ],
)
def test_mentions_questions_and_history_do_not(concept: tuple[str, ...], text: str) -> None:
    assert not wants(concept, text)


def test_a_passage_that_does_not_name_the_concept_has_no_signs() -> None:
    assert wish_signs(("privacy",), "Buses should run every ten minutes.") is None
    assert wish(("privacy",), "Buses should run every ten minutes.") == 0.0


def test_an_adjective_asks_for_its_noun() -> None:
    assert asked_for("transparent") == TRANSPARENCY
    found = {m.concept for m in mentions("Boards should be transparent.") if m.quality}
    assert found == {TRANSPARENCY}


def test_several_holders_is_one_manner_only_of_what_governs() -> None:
    model = ("multistakeholder", "model")
    assert wish_signs(model, "We support multi-stakeholder governance.") is not None
    assert wish_signs(model, "We enjoyed the multi-stakeholder dinner.") is None


def test_other_names_of_a_concept_count_as_it() -> None:
    expression = ("freedom", "of", "expression")
    assert ("free", "expression") in names_of_concept(expression)
    assert wish_signs(expression, "Free expression must be protected.") is not None


def test_white_space_does_not_change_a_judgement() -> None:
    one = "We call for more transparency\n   of the operators."
    assert wish(TRANSPARENCY, one) == wish(TRANSPARENCY, " ".join(one.split()))
