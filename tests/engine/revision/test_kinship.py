"""Which views of two papers are one, which are held still, and what is not known again."""

from __future__ import annotations

import dataclasses

import pytest

from conspectus.engine.corpus import Capacity, Stance
from conspectus.engine.revision.kinship import Kinship, kinship
from tests.factories_paper import changed, realistic_paper

FREE = "access to the Internet should be free of charge"
OPEN = "research on traffic should be published under open licences"


@pytest.fixture(scope="module")
def paper():
    return realistic_paper()


def saying(paper, wording: str, *texts: str, name: str = "v-000000000001"):
    """A paper with one view of that wording, held in these words."""
    source = changed(paper.sources[0], id="s", text="\n".join(texts), language="en")
    passages, at = [], 0
    for n, text in enumerate(texts):
        passages.append(
            changed(
                paper.passages[0],
                id=f"s:{n}{name}",
                source="s",
                start=at,
                end=at + len(text),
                view=name,
                capacity=Capacity.OWN,
            )
        )
        at += len(text) + 1
    view = changed(paper.views[0], id=name, wordings=(wording,), language="en")
    return changed(paper, sources=(source,), passages=tuple(passages), views=(view,))


def test_every_view_of_a_paper_is_its_own(paper):
    found = kinship(paper, paper)
    assert {one for pair in found.same for one in pair} == {view.id for view in paper.views}
    assert all(one == other for one, other in found.same)
    assert (found.still_held, found.held_before) == ((), ())


def test_the_order_of_a_paper_changes_nothing(paper):
    turned = changed(paper, views=paper.views[::-1], passages=paper.passages[::-1])
    assert kinship(turned, turned) == kinship(paper, paper)


def test_one_wording_is_one_view_whoever_holds_it(paper):
    before = saying(paper, FREE, "We say that access to the Internet should be free of charge.")
    after = saying(paper, f"{FREE}", "Access to the Internet should be free of charge.", name="v-2")
    assert kinship(before, after).same == (("v-2", "v-000000000001"),)


def test_a_narrower_view_that_carries_an_earlier_one_keeps_it_held_and_is_not_the_same(paper):
    narrow = "access to the Internet should be free of charge in all public libraries of a town"
    before = saying(paper, OPEN, "Research on traffic should be published under open licences.")
    after = saying(
        paper,
        narrow,
        "Access should be free of charge in libraries. Research on traffic should be published "
        "under open licences.",
        name="v-2",
    )
    assert kinship(before, after) == Kinship(still_held=(("v-2", "v-000000000001"),))


def test_what_is_said_against_it_is_not_the_same_view(paper):
    before = saying(paper, FREE, "Access to the Internet should be free of charge.")
    after = saying(
        paper,
        "access to the Internet should not be free of charge",
        "Access to the Internet should not be free of charge.",
        name="v-2",
    )
    assert kinship(before, after) == Kinship()


def test_reported_words_keep_no_view_held(paper):
    before = saying(paper, OPEN, "Research on traffic should be published under open licences.")
    after = saying(paper, FREE, "Research on traffic should be published under open licences.")
    relayed = tuple(dataclasses.replace(one, capacity=Capacity.RELAYED) for one in after.passages)
    assert kinship(before, changed(after, passages=relayed)) == Kinship()


def test_the_same_words_hold_a_view_still_where_they_stand_under_none(paper):
    words = "We say that access to the Internet should be free of charge."
    before = saying(paper, "a wording that nothing carries", words)
    after = saying(paper, OPEN, words)
    loose = tuple(changed(one, view=None, stance=Stance.MENTIONS) for one in after.passages)
    assert kinship(before, changed(after, passages=loose)).still_held == (("", "v-000000000001"),)


def test_other_words_under_no_view_hold_a_view_that_they_carry(paper):
    before = saying(paper, FREE, "We say that access to the Internet should be free of charge.")
    after = saying(paper, OPEN, "Access to the Internet should be free of charge for all.")
    loose = tuple(changed(one, view=None, stance=Stance.MENTIONS) for one in after.passages)
    assert kinship(before, changed(after, passages=loose)).still_held == (("", "v-000000000001"),)


def test_a_few_words_may_be_of_another_matter(paper):
    before = saying(paper, "a wording that nothing carries", "We support this proposal.")
    after = saying(paper, OPEN, "We support this proposal.")
    loose = tuple(changed(one, view=None, stance=Stance.MENTIONS) for one in after.passages)
    assert kinship(before, changed(after, passages=loose)).still_held == ()


def test_the_sources_are_told_whose_words_hold_a_view_still_or_held_it_before(paper):
    """Of all words that carry it, those that stand under a view and those under none."""
    before = saying(paper, FREE, "We say that access to the Internet should be free of charge.")
    words = "Access to the Internet should be free of charge for all."
    after = saying(paper, OPEN, words, words, "Research should be published at once.", name="v-2")
    first, second, other = after.passages
    sources = [changed(after.sources[0], id=name) for name in ("s", "t", "u")]
    loose = (
        changed(first, view=None, stance=Stance.MENTIONS),
        changed(second, source="t", view=None, stance=Stance.MENTIONS),
        changed(other, source="u"),
    )
    after = changed(after, sources=tuple(sources), passages=loose)
    found = kinship(before, after)
    assert found.still_held == (("", "v-000000000001"),)
    assert found.sources_now == {"v-000000000001": ("s", "t")}
    back = kinship(after, before)
    assert back.held_before == (("v-000000000001", ""),)
    assert back.sources_then == {"v-000000000001": ("s", "t")}
