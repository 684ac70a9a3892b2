"""A sentence of which nothing has changed reads as it did in the version before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.balance import sentences_of
from conspectus.engine.errors import ConspectusError, InvariantError
from conspectus.engine.evidence import Degree
from conspectus.engine.paper import Paper
from conspectus.engine.revision import steady
from conspectus.engine.revision.changes import changes
from conspectus.engine.revision.rebuilding import with_sections
from conspectus.engine.revision.steady import (
    _Book,
    _kept,
    _leans,
    _printed,
    _renamed,
    with_words_of,
)
from tests.factories_paper import realistic_paper

TURNS = ((" held that ", " stated that "), (" stated that ", " held that "))


@pytest.fixture(scope="module")
def paper() -> Paper:
    return realistic_paper()


def _turned(paper, *, generator="", most=1000, opening=""):
    """The paper with other turns of phrase, and how many sentences have them."""
    kept = {}
    for one in sentences_of(paper.sections):
        for was, now in TURNS:
            if one.kind == "view" and was in one.text and len(kept) < most:
                text = opening + one.text.replace(was, now, 1)
                kept[one.id] = replace(one, text=text, generator=generator or one.generator)
                break
    return with_sections(paper, _renamed(paper.sections, kept), {}), len(kept)


def test_words_stay_where_only_the_turn_of_phrase_differs(paper):
    earlier, turned = _turned(paper)
    assert turned > 5
    assert len(changes(earlier, paper)) == turned
    steady = with_words_of(paper, earlier)
    assert changes(earlier, steady) == ()
    assert [one.id for one in sentences_of(steady.sections)] == [
        one.id for one in sentences_of(earlier.sections)
    ]
    assert {row.sentence for row in steady.positions} == {row.sentence for row in earlier.positions}
    assert with_words_of(steady, earlier) is steady


def test_what_a_person_wrote_is_neither_taken_nor_replaced(paper):
    earlier, turned = _turned(paper, generator="human:A. Writer")
    assert with_words_of(paper, earlier) is paper
    written, _ = _turned(paper, generator="human:A. Writer", most=1)
    assert with_words_of(written, paper) is written
    assert turned > 1


def test_a_sentence_that_leans_on_the_one_before_is_not_put_elsewhere(paper):
    earlier, _ = _turned(paper, most=1, opening="They also said: ")
    assert with_words_of(paper, earlier) is paper


def test_another_footnote_makes_another_sentence(paper):
    earlier, turned = _turned(paper)
    noted = {
        one.id: replace(one, footnote=f"{one.footnote or ''} A note.".strip())
        for one in sentences_of(paper.sections)
        if one.kind == "view"
    }
    other = with_sections(paper, _renamed(paper.sections, noted), {})
    assert with_words_of(other, earlier) is other
    assert turned > 1


def test_of_how_many_counts_only_where_it_is_printed():
    for word in ("several", "most", "number"):
        printed = [_printed(Degree(word=word, n=3, of=of)) for of in (7, 8)]
        assert (printed[0] == printed[1]) == (word != "number")
    assert _printed(None) == ()


def test_a_holder_of_another_group_is_named_anew(paper):
    earlier, turned = _turned(paper)
    changed = tuple(replace(one, group="another group") for one in earlier.holders)
    try:
        other = replace(earlier, holders=changed)
    except ConspectusError:
        pytest.skip("this paper says its groups elsewhere")
    assert turned > 1
    assert with_words_of(paper, other) is paper


def test_words_that_the_paper_may_not_have_are_left(paper, monkeypatch):
    """One sentence cannot be taken; all the others are."""
    earlier, turned = _turned(paper)
    spoilt = min(one.text for one in _kept(_Book(paper), _Book(earlier)).values())

    def refusing(given, sections, reasons):
        if any(one.text == spoilt for one in sentences_of(sections)):
            raise InvariantError(spoilt)
        return with_sections(given, sections, reasons)

    monkeypatch.setattr(steady, "with_sections", refusing)
    built = with_words_of(paper, earlier)
    assert len(changes(paper, built)) == turned - 1
    assert spoilt not in {one.text for one in sentences_of(built.sections)}


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Two other contributions (C, D) hold the view that x.", {"other"}),
        ("One other contribution (C) holds the view that x.", {"other"}),
        ("Others (C, D) hold the view that x.", {"others"}),
        ("Two contributions (Other Minds, D) hold the view that all should go.", set()),
    ],
)
def test_what_leans_on_the_sentence_before_is_seen(paper, text, leans):
    one = sentences_of(paper.sections)
    sentence = next(s for s in one if s.kind == "frame")
    assert _leans(replace(sentence, text=text, positions=(), named=())) == leans
