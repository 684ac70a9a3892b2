"""One sentence checked without its paper: the same answer as the whole paper gives."""

from __future__ import annotations

import pytest

from conspectus.engine.balance import sentences_of
from conspectus.engine.paper import Paper
from conspectus.engine.revision import checking
from conspectus.engine.revision.acts import Act, ActKind, State
from conspectus.engine.revision.alternatives import Way, alternatives
from conspectus.engine.revision.anchors import anchor_of
from conspectus.engine.revision.checking import checked, named_for_people
from conspectus.engine.revision.measures import measures_of
from conspectus.engine.revision.revising import revise
from conspectus.engine.revision.sentences import Hand
from conspectus.engine.verification.frame import frame_of
from conspectus.engine.verification.sentences import names_of
from conspectus.formats.bundle import write_bundle
from conspectus.formats.bundle.codec import encode_paper
from conspectus.formats.bundle.parts import decode_sentence, read_measures
from tests.factories_paper import realistic_paper

CHANGES = (
    (" should ", " should not "),
    (" should ", " must "),
    ("Two contributions", "Several contributors"),
    (" hold the view that ", " claim that "),
    (".", " by 2031."),
)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return realistic_paper()


@pytest.fixture(scope="module")
def hand(paper) -> Hand:
    return Hand(measures_of(paper))


def _views(paper):
    return [one for one in sentences_of(paper.sections) if one.kind == "view"]


def _rewordings(paper):
    for sentence in _views(paper):
        for before, after in CHANGES:
            if before in sentence.text:
                yield sentence, sentence.text.replace(before, after, 1)


def test_a_check_of_one_sentence_and_the_revision_of_the_paper_say_the_same(paper, hand):
    stopped = 0
    for sentence, text in list(_rewordings(paper))[:25]:
        of, was = anchor_of(sentence), sentence.text
        act = Act(id="a", kind=ActKind.REWORD, of=of, was=was, text=text)
        found = checked(hand, act, sentence)
        standing = revise(paper, [act]).standings[0]
        assert (standing.state is State.STOPPED) == bool(found.findings), text
        assert standing.findings == found.findings
        stopped += standing.state is State.STOPPED
    assert stopped > 5


def test_each_finding_has_a_code_and_tells_no_ids(paper, hand):
    for sentence, text in _rewordings(paper):
        act = Act(id="a", kind=ActKind.REWORD, text=text)
        for one in checked(hand, act, sentence).findings:
            said = named_for_people(hand, one)
            assert one.code in {"V1", "V2", "V3", "V4", "V5", "V6", "V8"}
            assert sentence.id not in said.message
            assert one.holder is None or hand.holders[one.holder].name in said.message


def test_several_is_not_said_of_two(paper, hand):
    two = next(one for one in _views(paper) if one.degree and one.degree.word == "two")
    act = Act(id="a", kind=ActKind.REWORD, text=f"Several contributors {two.text.split(' ', 2)[2]}")
    assert "V6" in {one.code for one in checked(hand, act, two).findings}


def test_nothing_is_said_beside_what_isreported(paper, hand):
    tried = 0
    for sentence in _views(paper):
        if not frame_of(sentence.text, names=names_of(hand.holders, sentence)).framed:
            continue
        for text in (
            f"Wrongly, {sentence.text}",
            f"{sentence.text[:-1]} and that taxes must fall.",
        ):
            act = Act(id="a", kind=ActKind.REWORD, text=text)
            assert checked(hand, act, sentence).findings, text
        subject = frame_of(sentence.text, names=names_of(hand.holders, sentence)).subject
        if subject and sentence.text.startswith(subject):
            rest = sentence.text[len(subject) :]
            for text, word in (
                (f"{subject} and the World Bank{rest}", "World"),
                (f"{subject} (World Bank){rest}", "World"),
                (f"Most, {subject}{rest}", "most"),
                (f"{subject} and nine others{rest}", "nine"),
                (f"The chair, {subject},{rest}", "chair"),
                (f"On behalf of the young, {subject}{rest}", "young"),
            ):
                if sentence.degree is not None and sentence.degree.word == word:
                    continue
                act = Act(id="a", kind=ActKind.REWORD, text=text)
                said = " ".join(one.message for one in checked(hand, act, sentence).findings)
                assert f"“{word}”" in said or "“others”" in said, text
                tried += 1
        same = Act(id="a", kind=ActKind.REWORD, text=f"Further, {sentence.text}")
        said = [one.message for one in checked(hand, same, sentence).findings]
        assert not any("outside of what is reported" in one for one in said), sentence.text
    assert tried > 30


def test_what_is_offered_instead_of_a_sentence_passes_the_verifier(paper, hand):
    offered = 0
    for sentence in _views(paper)[:12]:
        for one in alternatives(hand, sentence):
            found = checked(hand, one.act, sentence)
            assert found.findings == ()
            assert found.sentence is not None
            assert found.sentence.text == one.text != sentence.text
            assert found.sentence.holders == sentence.holders or one.act.holder
            offered += 1
    assert offered > 12


def test_a_mended_act_overrules_the_one_that_was_stopped(paper):
    sentence, right = next(
        (one, other.act.text)
        for one in _views(paper)
        for other in alternatives(Hand(measures_of(paper)), one)
        if other.way is Way.WORDING
    )
    of, was, wrong = anchor_of(sentence), sentence.text, f"Wrongly, {sentence.text}"
    acts = [
        Act(id="1", kind=ActKind.REWORD, of=of, was=was, text=wrong),
        Act(id="2", kind=ActKind.REWORD, of=of, was=was, text=right),
    ]
    states = [one.state for one in revise(paper, acts).standings]
    assert states == [State.OVERRULED, State.HOLDS]
    assert revise(paper, acts[:1]).standings[0].state is State.STOPPED


def test_acts_that_only_together_break_the_paper_stop_the_later_ones(paper):
    theme = next(one.theme for one in paper.sections if one.theme)
    acts = [
        Act(id=str(n), kind=ActKind.ADD, theme=theme, text=f"This is remark number {word}.")
        for n, word in enumerate(("four", "five", "six", "seven"))
    ]
    revised = revise(paper, acts)
    states = [one.state for one in revised.standings]
    assert State.STOPPED in states
    assert states == sorted(states, key=lambda state: state is State.STOPPED)
    own = [one for one in sentences_of(revised.paper.sections) if one.generator.startswith("human")]
    assert len(own) == states.count(State.HOLDS)


def test_measures_are_read_from_a_bundle_as_from_its_paper(paper, tmp_path):
    write_bundle(paper, tmp_path / "out", formats=("html",))
    assert read_measures(tmp_path / "out") == measures_of(paper)
    data = encode_paper(paper)
    written = [one for s in data["sections"] for p in s["paragraphs"] for one in p["sentences"]]
    assert [decode_sentence(one) for one in written] == list(sentences_of(paper.sections))


def test_a_theme_has_two_sentences_without_evidence_at_most(paper):
    section = next(one for one in paper.sections if one.theme)
    frames = sum(one.kind == "frame" for one in sentences_of([section]))
    acts = [
        Act(id=str(n), kind=ActKind.ADD, theme=section.theme, text=f"This is said {word}.")
        for n, word in enumerate(("here", "there", "elsewhere"))
    ]
    standings = revise(paper, acts).standings
    held = [one.state is State.HOLDS for one in standings]
    assert held == [n < 2 - frames for n in range(3)]
    assert "without evidence" in standings[-1].message


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("B and A are of the view that root servers should stand in each region.", True),
        ("A and B doubt that root servers should stand in each region.", False),
        ("A and B state that root servers must stand in each region.", False),
    ],
)
def test_another_turn_of_phrase_reports_the_same(other, same):
    drafted = "A and B hold the view that root servers should stand in each region."
    names = ("A", "B")
    assert (checking.reported(other, names) == checking.reported(drafted, names)) is same
