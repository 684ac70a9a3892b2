"""Drafts become sentences with positions; passages and views get ids that last."""

from __future__ import annotations

import pytest

from conspectus.engine.binding import Binder, evidence_of, register
from conspectus.engine.corpus import Stance
from conspectus.engine.drafting.templates import Draft
from conspectus.engine.ids import passage_id, sha256_hex, view_id
from conspectus.engine.passages import Claim
from conspectus.engine.views import DraftView
from tests.factories_corpus import a_holder, the_claim

ALDER, BIRCH, CHAIR = a_holder("Alder"), a_holder("Birch"), a_holder("Chair", is_chair=True)
ONE = the_claim("Alder", "Governments should protect the privacy of users.")
TWO = the_claim("Birch", "The privacy of users should be protected by governments.")


def a_view(*claims: Claim, clause: str = "privacy should be protected") -> DraftView:
    return DraftView(clause=clause, theme="rights", claims={c.holder: (c,) for c in claims})


@pytest.fixture
def binder() -> Binder:
    return Binder(
        holders={h.id: h for h in (ALDER, BIRCH, CHAIR)},
        addressed={"rights": ("alder", "birch")},
        opposed=frozenset(),
        language="en",
    )


def test_evidence_is_the_claim_word_for_word() -> None:
    evidence = evidence_of(ONE)
    assert (evidence.source, evidence.start, evidence.end) == ("alder", ONE.start, ONE.end)
    assert evidence.sha256 == sha256_hex(ONE.text)


def test_a_view_is_named_by_its_smallest_passage() -> None:
    book = register([ONE, TWO], [a_view(ONE, TWO)])
    ids = sorted(passage_id(c.source, c.text) for c in (ONE, TWO))
    assert book.views[0].id == view_id(ids)
    assert book.views[0].passages == tuple(ids)
    assert {p.view for p in book.passages} == {book.views[0].id}


def test_an_added_source_renames_nothing() -> None:
    more = the_claim("Chair", "Schools should teach children how networks work.")
    before = register([ONE, TWO], [a_view(ONE, TWO)])
    after = register([more, ONE, TWO], [a_view(ONE, TWO)])
    assert before.views[0] == after.views[0]
    assert set(before.passages) < set(after.passages)


def test_a_claim_under_two_views_gives_two_passages() -> None:
    book = register([ONE], [a_view(ONE), a_view(ONE, clause="users should be protected")])
    assert [p.id for p in book.passages] == [
        passage_id("alder", ONE.text),
        passage_id("alder", ONE.text, 2),
    ]
    assert book.views[0].id != book.views[1].id


def test_a_claim_under_no_view_is_still_a_passage() -> None:
    (passage,) = register([ONE], []).passages
    assert (passage.view, passage.stance) == (None, Stance.MENTIONS)


def test_a_sentence_has_a_position_for_each_holder(binder: Binder) -> None:
    view = a_view(ONE, TWO)
    book = register([ONE, TWO], [view])
    draft = Draft(text="Two do.", named=("alder", "birch"), generator="template:shared-degree")
    sentence = binder.view_sentence(draft, [(book.views[0], view)], "rights")
    assert [p.holder for p in sentence.positions] == ["alder", "birch"]
    assert [p.evidence[0].quote for p in sentence.positions] == [ONE.text, TWO.text]
    assert sentence.degree is not None
    assert (sentence.degree.word, sentence.degree.n, sentence.degree.of) == ("two", 2, 2)


def test_a_foreign_claim_is_marked_as_a_match_across_languages(binder: Binder) -> None:
    french = the_claim("Birch", "Les gouvernements doivent protéger la vie privée.", language="fr")
    view = a_view(ONE, french)
    book = register([ONE, french], [view])
    draft = Draft(text="Two do.", named=("alder", "birch"), generator="template:shared-degree")
    sentence = binder.view_sentence(draft, [(book.views[0], view)], "rights")
    assert [p.match for p in sentence.positions] == ["same-language", "cross-language"]


def test_a_view_is_in_the_language_of_its_wording_not_of_its_first_holder() -> None:
    french = the_claim("Birch", "Les gouvernements doivent protéger la vie privée.", language="fr")
    quoted = "Les gouvernements doivent protéger la vie privée."
    english, as_written = a_view(french, ONE), a_view(french, clause=quoted)
    assert register([ONE, french], [english]).views[0].language == "en"
    assert register([ONE, french], [as_written]).views[0].language == "fr"


def test_a_chair_has_no_degree(binder: Binder) -> None:
    spoken = the_claim("Chair", "Governments should protect the privacy of users.")
    view = a_view(spoken)
    book = register([spoken], [view])
    draft = Draft(text="The Chair does.", named=("chair",), generator="template:single")
    assert binder.view_sentence(draft, [(book.views[0], view)], "rights").degree is None


def test_equal_frames_have_different_ids(binder: Binder) -> None:
    one, two = (
        binder.frame("Full texts are in the annex."),
        binder.frame("Full texts are in the annex."),
    )
    assert one.id != two.id
    assert (one.positions, one.degree) == ((), None)
