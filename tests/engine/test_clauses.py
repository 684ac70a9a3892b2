"""Wordings taken from the holders' own clauses: cut where they say less, never something else."""

from __future__ import annotations

import pytest

from conspectus.engine.clauses import (
    candidates,
    carried_views,
    says_how_often,
    without_how_often,
    without_reasons,
)
from conspectus.engine.neighbours import Neighbours
from conspectus.engine.verdicts import Verdicts
from conspectus.engine.views import DraftView, single_view
from tests.factories_corpus import the_claim


def carried(*sentences: str) -> list[DraftView]:
    claims = [the_claim(name, text) for name, text in zip("ABCDE", sentences, strict=False)]
    singles = [view for claim in claims if (view := single_view(claim, (claim.holder,)))]
    near = Neighbours.of_words([claim.plain for claim in claims])
    return list(carried_views(candidates(singles), claims, near, Verdicts()))


def wordings(sentence: str) -> list[str]:
    view = single_view(the_claim("A", sentence), ())
    assert view is not None
    return [candidate.clause for candidate in candidates([view])]


def test_active_and_passive_carry_one_another() -> None:
    found = carried(
        "Public libraries should offer free access to the Internet.",
        "Free access to the Internet should be offered by public libraries.",
    )
    assert {view.clause for view in found} == {
        "public libraries should offer free access to the Internet",
        "free access to the Internet should be offered by public libraries",
    }
    assert {view.holders for view in found} == {("a", "b")}
    assert not any(view.identical for view in found)


def test_copied_text_is_marked_as_identical() -> None:
    """Defect 21: copies are disclosed, not counted in silence."""
    text = "Networks should stay open for all users of the world."
    (view,) = carried(text, text)
    assert view.identical
    assert view.holders == ("a", "b")


def test_opposite_sentences_share_nothing() -> None:
    assert (
        carried(
            "Governments should not disconnect the users of a whole country.",
            "Governments should disconnect the users of a whole country.",
        )
        == []
    )


def test_an_adjunct_may_be_cut() -> None:
    assert wordings(
        "Public libraries should offer free access to the Internet, including at night."
    )[0] == ("public libraries should offer free access to the Internet")


def test_a_condition_is_never_cut() -> None:
    """Defect 18: exceptions and conditions are mandatory."""
    kept = wordings("Networks should deliver all content, while operators may block spam if asked.")
    assert all(clause.endswith("if asked") for clause in kept)


def test_a_qualifier_that_the_evidence_lacks_keeps_a_holder_out() -> None:
    found = carried(
        "Accessible industry-led standards should be used by all public institutions.",
        "Accessible standards should be used by all public institutions.",
    )
    assert not any("industry-led" in view.clause for view in found)


def test_what_is_set_off_is_cut_where_it_limits_nothing() -> None:
    shared = "teams should share what they know with teams in other countries"
    assert without_reasons(f"{shared}, quickly and informally") == [shared]
    roots = "root servers should be present in each subregion of the world"
    assert without_reasons(f"{roots}, near exchange points and run by local hands") == [roots]


@pytest.mark.parametrize(
    "whole",
    [
        "governments should be able to access user data, under judicial oversight",
        "the board should be chosen by governments, by business and by civil society",
        "companies should disclose incidents to the public, voluntarily",
        "donors should pay for courses for the staff, in the region and not in capitals",
        "governments should fund schools, libraries, and in towns clinics",
    ],
)
def test_limits_and_halves_of_lists_are_no_asides(whole: str) -> None:
    assert without_reasons(whole) == []


def test_how_often_is_cut_of_what_is_told() -> None:
    assert without_how_often("all operators should publish each year the amounts of water") == [
        "all operators should publish the amounts of water"
    ]
    assert without_how_often("the forum should publish the quality of the water each month") == [
        "the forum should publish the quality of the water"
    ]


@pytest.mark.parametrize(
    "whole",
    [
        "states should cut emissions by five per cent each year",
        "members should pay 100 euros each month to the fund",
        "operators should abolish monthly fees for all rural users",
        "the Forum should publish at least each year a report on access",
        "states should report each year of schooling to the secretariat",
        "the Forum should meet every year in each of the regions",
    ],
)
def test_how_often_is_kept_where_it_is_the_matter(whole: str) -> None:
    assert without_how_often(whole) == []


def test_how_often_is_found_wherever_it_may_be_said() -> None:
    assert says_how_often("Every year, the water should be counted.")
    assert says_how_often("They should publish an annual report.")
    assert says_how_often("They should report on it regularly.")
    assert not says_how_often("The water should be counted.")
