"""One paragraph for an opposition: change first, then "Others", one verb, degrees by the counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.binding import Binder, register
from conspectus.engine.corpus import Holder, SourceKind
from conspectus.engine.drafting.oppositions import (
    opposed_ids,
    opposition_of_views,
    opposition_paragraph,
)
from conspectus.engine.opposition_views import FoundOpposition
from conspectus.engine.views import DraftView
from tests.factories_corpus import a_holder, the_claim

WISH = "The bridge should be open to all who wish to cross it."


def a_view(clause: str, *names: str, kind: SourceKind = SourceKind.CONTRIBUTION) -> DraftView:
    claims = {
        name.lower(): (replace(the_claim(name, WISH), theme="roads", source_kind=kind),)
        for name in names
    }
    return DraftView(clause=clause, theme="roads", claims=claims)


def drafted(found: FoundOpposition, *, silent: int = 6, number: int = 3, **fields: object):
    """(paragraph, entries of the bundle); ``silent`` others addressed the theme too."""
    people = {holder for view in found.views for holder in view.holders}
    people |= {f"silent-{i}" for i in range(silent)}
    holders: dict[str, Holder] = {one: a_holder(one.title(), **fields) for one in sorted(people)}
    holders = {key: replace(holder, id=key) for key, holder in holders.items()}
    claims = [c for view in found.views for members in view.claims.values() for c in members]
    book = register(claims, found.views)
    bound = {id(view): book.views[i] for i, view in enumerate(found.views)}
    binder = Binder(
        holders=holders,
        addressed={"roads": tuple(holders)},
        opposed=opposed_ids([found], bound),
        language="en",
    )
    paragraph = opposition_paragraph(found, binder, bound, holders, number)
    return paragraph, opposition_of_views(found, bound)


def opposing(one: tuple[DraftView, ...], other: tuple[DraftView, ...]) -> FoundOpposition:
    return FoundOpposition(issue="Tolls", theme="roads", views_for=one, views_against=other)


def test_change_stands_first_and_others_follow() -> None:
    found = opposing(
        (a_view("a toll should be paid", "Alder", "Birch", "Cedar"),),
        (a_view("no toll should be paid", "Elm", "Fir", "Oak"),),
    )
    paragraph, (entry,) = drafted(found)
    assert [sentence.text for sentence in paragraph.sentences] == [
        "Several contributors (Alder, Birch, Cedar) hold the view that a toll should be paid.",
        "Others (Elm, Fir, Oak) hold the view that no toll should be paid.",
    ]
    assert (paragraph.number, paragraph.kind) == ("3", "prose")
    assert entry.holders_for == ("alder", "birch", "cedar")
    assert entry.holders_against == ("elm", "fir", "oak")
    assert len(set(entry.views)) == 2


@pytest.mark.parametrize(
    ("names", "opening"),
    [
        (("Elm",), "One other contribution (Elm) is of the view that"),
        (("Elm", "Fir"), "Two other contributions (Elm, Fir) are of the view that"),
        (("Elm", "Fir", "Oak"), "Others (Elm, Fir, Oak) are of the view that"),
    ],
)
def test_the_second_side_tells_small_numbers(names: tuple[str, ...], opening: str) -> None:
    found = opposing((a_view("tolls are due", "Alder"),), (a_view("tolls are undue", *names),))
    paragraph, _ = drafted(found, number=4)
    first, second = paragraph.sentences
    assert first.text == ("A civil society contribution (Alder) is of the view that tolls are due.")
    assert second.text == f"{opening} tolls are undue."
    assert second.degree is not None
    assert second.degree.n == len(names)


def test_more_than_six_names_go_to_a_footnote() -> None:
    names = ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Oak")
    found = opposing((a_view("tolls are due", *names),), (a_view("tolls are undue", "Yew"),))
    paragraph, _ = drafted(found)
    first = paragraph.sentences[0]
    assert "e.g." in first.text
    assert first.footnote == "Alder, Birch, Cedar, Elm, Fir, Hazel, Oak."


def test_a_further_view_of_a_side_names_its_holders_as_the_subject() -> None:
    found = opposing(
        (a_view("tolls are due", "Alder"), a_view("fees are due", "Birch", "Cedar")),
        (a_view("tolls are undue", "Elm"), a_view("fees are undue", "Fir")),
    )
    paragraph, entries = drafted(found)
    assert [sentence.text.split(" h")[0] for sentence in paragraph.sentences] == [
        "A civil society contribution (Alder)",
        "Birch and Cedar",
        "One other contribution (Elm)",
        "Fir",
    ]
    assert len(entries) == 4


def test_there_is_no_general_support_for_what_others_oppose() -> None:
    names = [f"Tree{i}" for i in range(9)]
    found = opposing((a_view("tolls are due", *names),), (a_view("tolls are undue", "Yew"),))
    paragraph, _ = drafted(found, silent=0)
    degree = paragraph.sentences[0].degree
    assert degree is not None
    assert degree.word == "most"


def test_who_only_spoke_is_a_speaker() -> None:
    found = opposing(
        (a_view("tolls are due", "Alder", kind=SourceKind.INTERVENTION),),
        (a_view("tolls are undue", "Elm", kind=SourceKind.INTERVENTION),),
    )
    paragraph, _ = drafted(found)
    assert [sentence.text.split(" h")[0] for sentence in paragraph.sentences] == [
        "One speaker (Alder)",
        "One other speaker (Elm)",
    ]
