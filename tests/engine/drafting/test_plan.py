"""The plan: what is printed within the length, and in which paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.corpus import SourceKind
from conspectus.engine.drafting.plan import (
    LARGEST_PARAGRAPH,
    MOST_OF_ONE_HOLDER,
    MOST_QUOTED,
    SHARED,
    arrange,
    choose,
    cost,
    said_apart,
)
from conspectus.engine.views import DraftView
from tests.factories_corpus import the_claim

SUBJECTS = (
    "libraries spectrum encryption passwords satellites courts schools ministries archives "
    "hospitals editors villages rivers harbours foundries theatres"
).split()


def a_view(clause: str, *holders: str, theme: str = "access") -> DraftView:
    claims = {name.lower(): (the_claim(name, f"{clause.capitalize()}."),) for name in holders}
    return DraftView(clause=clause, theme=theme, claims=claims)


def about(subject: str, *holders: str) -> DraftView:
    return a_view(f"{subject} should receive money from {subject[::-1]}", *holders)


def singles(*views: DraftView) -> list[tuple[float, DraftView]]:
    return [(float(len(views) - n), view) for n, view in enumerate(views)]


def test_shared_views_come_first_widest_before_narrow() -> None:
    wide, narrow = about("libraries", "A", "B", "C"), about("spectrum", "D", "E")
    printed, left = choose([narrow, wide], [], 1_000, {"access": 5})
    assert (printed, left) == ([wide, narrow], [])


def test_shared_views_beyond_their_share_of_the_length_are_left_out() -> None:
    views = [about(subject, "A", "B") for subject in SUBJECTS]
    printed, left = choose(views, [], 200, {"access": 2})
    assert sum(map(cost, printed)) <= 200 * SHARED
    assert len(printed) + len(left) == len(views)


def test_every_source_has_its_view_whatever_the_length() -> None:
    """Length is never a reason to leave a contributor out (DRAFTING §7)."""
    views = [about(subject, name) for subject, name in zip(SUBJECTS, "ABCDEFGH", strict=False)]
    printed, _ = choose([], singles(*views), 10, {"access": 8})
    assert {view.holders for view in printed} == {(name,) for name in "abcdefgh"}


def test_the_same_view_is_not_printed_again() -> None:
    """Defect 4."""
    shared = a_view("public libraries should offer free access to all readers", "A", "B")
    again = a_view("free access to all readers should be offered by public libraries", "C")
    printed, _ = choose([shared], singles(again), 5_000, {"access": 3})
    assert printed == [shared]


@pytest.mark.parametrize(
    ("clause", "more"),
    [
        ("the diversity principle should be acknowledged by everyone", False),
        ("diversity of seeds and crops should be acknowledged by bakers", True),
    ],
)
def test_one_who_shares_a_wish_says_it_alone_only_with_more(clause: str, *, more: bool) -> None:
    wide = replace(a_view("diversity should be respected", "A", "B"), concept=("diversity",))
    alone = a_view(clause, "A")
    printed, _ = choose([wide], singles(alone), 5_000, {"access": 9})
    assert (alone in printed) is more


def test_what_two_say_is_left_out_where_one_of_them_differs_with_others() -> None:
    pair, three = about("libraries", "A", "B"), about("spectrum", "A", "B", "C")
    opposed = {claim.id for view in (pair, three) for claim in view.claims["a"]}
    assert said_apart(pair, opposed)
    assert not said_apart(pair, set())
    assert not said_apart(three, opposed)


def test_one_holder_does_not_fill_the_paper() -> None:
    views = [about(subject, "A") for subject in SUBJECTS]
    printed, _ = choose([], singles(*views), 50_000, {"access": 1})
    assert len(printed) <= MOST_OF_ONE_HOLDER


@pytest.mark.parametrize("n", [1, 2, 5, 7, 13, 16])
def test_paragraphs_hold_all_views_once_and_are_of_readable_size(n: int) -> None:
    views = [about(subject, "A", "B") for subject in SUBJECTS[:n]]
    paragraphs = arrange(views, ["access"], lambda _: None)["access"]
    assert sorted(v.clause for p in paragraphs for v in p) == sorted(v.clause for v in views)
    assert all(len(paragraph) <= LARGEST_PARAGRAPH for paragraph in paragraphs)


def test_themes_without_views_have_no_paragraphs() -> None:
    assert set(arrange([about("libraries", "A")], ["access", "rights"], lambda _: None)) == {
        "access"
    }


def test_single_views_of_one_holder_stand_together() -> None:
    views = [about(s, h) for s, h in zip(SUBJECTS, ("A", "B", "A"), strict=False)]
    ((*order,),) = arrange(views, ["access"], lambda _: None)["access"]
    places = [i for i, view in enumerate(order) if view.holders == ("a",)]
    assert places[1] - places[0] == 1


def test_the_order_of_views_changes_nothing() -> None:
    views = [about(subject, "A", "B") for subject in SUBJECTS]
    there = arrange(views, ["access"], lambda _: None)
    back = arrange(views[::-1], ["access"], lambda _: None)
    assert [[v.clause for v in p] for p in there["access"]] == [
        [v.clause for v in p] for p in back["access"]
    ]


def test_one_holder_says_no_more_than_one_thing_more_of_what_it_wants_with_others() -> None:
    """Defect 4: a second single view on innovation from who stands under innovation already."""
    shared = a_view("innovation should be promoted, in one context or another", "A", "B")
    shared = replace(shared, concept=("innovation",))
    more = a_view("research and innovation in small towns should receive public money", "A")
    again = a_view("the power of innovation over old habits of offices must be kept", "A")
    other = a_view("the power of innovation over old habits of banks must be broken", "C")
    printed, _ = choose([shared], singles(more, again, other), 1_000, {"access": 3})
    assert printed == [shared, other, more]


def test_a_speaker_that_is_heard_needs_no_view_of_each_turn() -> None:
    def turn(subject: str, number: int) -> DraftView:
        view = about(subject, "A")
        claim = replace(
            view.claims["a"][0], source=f"turn-{number}", source_kind=SourceKind.INTERVENTION
        )
        return replace(view, claims={"a": (claim,)})

    turns = [turn(subject, number) for number, subject in enumerate(SUBJECTS[:6])]
    printed, _ = choose((), singles(*turns), cost(turns[0]) + 1, {"access": 1})
    assert len(printed) == 1


def test_of_one_holder_few_quotations_stand_under_one_heading() -> None:
    quoted = [
        replace(view, claims={"a": (replace(view.claims["a"][0], source="1"),)})
        for view in (
            a_view("libraries should lend films", "A"),
            a_view("courts must hear appeals", "A"),
            a_view("rivers need cleaner banks", "A"),
            a_view("editors ought to sign articles", "A"),
        )
    ]
    printed, _ = choose((), singles(*quoted), 1_000, {"access": 1})
    assert len(printed) == MOST_QUOTED
