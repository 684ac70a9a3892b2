"""A person's acts on the text: they hold in the paper, follow the counts, and cannot break it."""

from __future__ import annotations

import dataclasses

import pytest

from conspectus.engine.balance import sentences_of
from conspectus.engine.evidence import Sentence
from conspectus.engine.paper import Paper
from conspectus.engine.revision.acts import Act, ActKind, State
from conspectus.engine.revision.anchors import anchor_of
from conspectus.engine.revision.changes import ChangeKind, changes
from conspectus.engine.revision.numbering import numbered_after
from conspectus.engine.revision.rebuilding import with_sections
from conspectus.engine.revision.revising import revise
from conspectus.engine.revision.subject import told, with_place_for_who
from conspectus.engine.verification import verify_paper
from tests.factories_paper import realistic_paper


@pytest.fixture(scope="module")
def paper() -> Paper:
    return realistic_paper()


def _views(paper: Paper) -> list[Sentence]:
    return [one for one in sentences_of(paper.sections) if one.kind == "view"]


def _act(kind: ActKind, sentence: Sentence, **more: object) -> Act:
    return Act(id="a1", kind=kind, of=anchor_of(sentence), was=sentence.text, **more)


def _now(paper: Paper, key: str | None) -> Sentence:
    return next(one for one in sentences_of(paper.sections) if one.id == key)


def test_without_acts_the_paper_is_the_engines(paper):
    assert revise(paper, ()).paper is paper


def test_who_holds_a_sentence_is_taken_out_and_put_in_again_the_same(paper):
    holders = {one.id: one for one in paper.holders}
    said = 0
    for one in _views(paper):
        bare = with_place_for_who(one.text, one, holders)
        if bare == one.text:
            continue
        said += 1
        back = told(bare, [holders[h] for h in one.holders], one.degree)
        assert back.text == one.text
    assert said


def test_a_sentence_is_left_out_and_its_holders_are_told_why(paper):
    one = _views(paper)[0]
    revised = revise(paper, [_act(ActKind.LEAVE_OUT, one, why="said better elsewhere")])
    assert [s.state for s in revised.standings] == [State.HOLDS]
    assert one.id not in {s.id for s in sentences_of(revised.paper.sections)}
    rows = [row for row in revised.paper.positions if row.view in one.views]
    assert all(row.sentence or "said better elsewhere" in row.reason for row in rows)


def test_a_heading_and_a_sentence_of_ones_own(paper):
    section = next(one for one in paper.sections if one.theme)
    acts = [
        Act(id="h", kind=ActKind.HEADING, theme=section.theme or "", text="Another heading"),
        Act(
            id="f",
            kind=ActKind.ADD,
            theme=section.theme or "",
            text="This part is short.",
            by="A. Writer",
        ),
    ]
    revised = revise(paper, acts)
    assert {s.state for s in revised.standings} == {State.HOLDS}
    now = next(one for one in revised.paper.sections if one.theme == section.theme)
    assert now.heading == "Another heading"
    last = now.paragraphs[-1].sentences[-1]
    assert (last.text, last.kind, last.generator) == (
        "This part is short.",
        "frame",
        "human:A. Writer",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Most contributors agree.",
        "Some said that fees should be lower.",
        "It was suggested that fees should be lower.",
        "A holder without evidence, {name of nobody}.",
    ],
)
def test_what_a_sentence_of_ones_own_may_not_say_stops_it(paper, text):
    section = next(one for one in paper.sections if one.theme)
    name = next(one.name for one in paper.holders)
    act = Act(
        id="f",
        kind=ActKind.ADD,
        theme=section.theme or "",
        text=text.replace("{name of nobody}", name),
    )
    revised = revise(paper, [act])
    assert revised.standings[0].state is State.STOPPED
    assert revised.paper.sections == paper.sections


def test_an_act_on_what_is_not_there_sleeps(paper):
    act = Act(id="x", kind=ActKind.REWORD, of="nowhere:000000000000", was="x", text="y")
    assert revise(paper, [act]).standings[0].state is State.DORMANT


def test_an_act_is_undone_by_leaving_it_out(paper):
    one, two = _views(paper)[:2]
    acts = [_act(ActKind.LEAVE_OUT, one), _act(ActKind.LEAVE_OUT, two)]
    both = revise(paper, acts).paper
    assert revise(paper, acts[:1]).paper != both
    assert revise(paper, []).paper == paper


def test_the_log_tells_what_is_gone_and_what_is_new(paper):
    one = _views(paper)[0]
    shorter = revise(paper, [_act(ActKind.LEAVE_OUT, one)]).paper
    assert [c.kind for c in changes(paper, shorter) if c.before and c.before.id == one.id] == [
        ChangeKind.GONE
    ]
    assert [c.kind for c in changes(shorter, paper) if c.after and c.after.id == one.id] == [
        ChangeKind.NEW
    ]
    assert changes(paper, paper) == ()


def test_numbers_of_paragraphs_do_not_move(paper):
    section = next(s for s in paper.sections if s.theme and len(s.paragraphs) > 1)
    first = section.paragraphs[0]
    earlier = with_sections(
        paper,
        [
            dataclasses.replace(s, paragraphs=s.paragraphs[1:]) if s is section else s
            for s in paper.sections
        ],
        {},
    )
    sections = numbered_after(earlier, paper)
    numbers = {p.sentences[0].id: p.number for s in sections for p in s.paragraphs}
    for s in earlier.sections:
        for p in s.paragraphs:
            assert numbers[p.sentences[0].id] == p.number
    assert numbers[first.sentences[0].id].endswith(" bis")


def test_a_revised_paper_passes_every_check(paper):
    acts = [
        _act(ActKind.LEAVE_OUT, _views(paper)[2]),
        _act(ActKind.NOTE, _views(paper)[3], holder=_views(paper)[3].holders[0], text="See annex."),
    ]
    found = verify_paper(revise(paper, acts).paper)
    assert found == verify_paper(paper)


def test_own_words_within_words_are_stopped(paper):
    one = next(s for s in _views(paper) if len(s.holders) == 1)
    quote = one.positions[0].evidence[0].quote
    holder = one.positions[0].holder
    cut = revise(paper, [_act(ActKind.VERBATIM, one, holder=holder, text=quote[1:-2])])
    assert [s.state for s in cut.standings] == [State.STOPPED]
    whole = revise(paper, [_act(ActKind.VERBATIM, one, holder=holder, text=quote)])
    assert [s.state for s in whole.standings] == [State.HOLDS]
