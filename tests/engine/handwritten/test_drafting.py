"""A paper by hand with confirmed evidence keeps every rule of a paper that the engine drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.balance import sentences_of
from conspectus.engine.handwritten.drafting import (
    Cited,
    DraftByHand,
    WrittenSentence,
    draft_by_hand,
)
from conspectus.engine.paper import Paper
from conspectus.engine.verification import verify_paper
from conspectus.formats.bundle import check_bundle, write_bundle
from tests.factories_paper import realistic_paper


@pytest.fixture(scope="module")
def base() -> Paper:
    return realistic_paper()


@pytest.fixture(scope="module")
def good(base) -> list[WrittenSentence]:
    """What the paper's own sentences of named holders would be, written by hand."""
    views = [
        one
        for one in sentences_of(base.sections)
        if one.kind == "view"
        and len(one.holders) < 3
        and one.positions[0].match == "same-language"
        and one.positions[0].stance == "for"
        and "hold" not in one.text
    ]
    written = [
        WrittenSentence(
            key=number,
            path=("Part", "Access") if number % 2 else ("Part", "Openness"),
            paragraph=str(number),
            text=one.text,
            note=f"See paragraph {number}.",
            cited=tuple(
                Cited(holder=p.holder, source=e.source, words=e.quote)
                for p in one.positions
                for e in p.evidence
            ),
            by="A. Writer",
        )
        for number, one in enumerate(views)
    ]
    return [one for one in written if not draft_by_hand(base, [one], title="t").findings]


def of(base, *written) -> DraftByHand:
    return draft_by_hand(base, written, title="By hand")


def codes(base, one) -> set[str]:
    return {finding.code for finding in of(base, one).findings.get(one.key, ())}


def test_what_is_confirmed_is_a_paper_with_its_evidence(base, good, tmp_path):
    assert len(good) > 4
    own = WrittenSentence(
        key=99, path=("Part", "Access"), paragraph="99", text="This part is short.", note="Ibid."
    )
    again = replace(good[0], key=100, paragraph="100")
    made = of(base, *good, own, again)
    assert made.findings == {}
    paper = made.paper
    assert verify_paper(paper) == ()
    said = list(sentences_of(paper.sections))
    assert [one.text for one in said] == [one.text for one in (*good, own, again)]
    for one, written in zip(said, (*good, own, again), strict=True):
        assert (one.footnote or "").startswith(written.note)
        assert one.id == made.ids[written.key]
        held = {(e.source, e.quote) for p in one.positions for e in p.evidence}
        assert held == {(c.source, c.words) for c in written.cited}
    assert said[-1].id != said[0].id
    assert {one["source"] for one in paper.annexes.not_reflected}.isdisjoint(
        e.source for one in said for p in one.positions for e in p.evidence
    )
    write_bundle(paper, tmp_path / "out", formats=("html",))
    assert check_bundle(tmp_path / "out") == []


def test_nothing_gets_in_that_the_evidence_does_not_carry(base, good):
    one = good[0]
    other = next(h.id for h in base.holders if h.id != one.cited[0].holder)
    assert codes(base, replace(one, cited=(replace(one.cited[0], holder=other),))) == {"V1"}
    gone = replace(one.cited[0], words="words that nobody wrote")
    assert codes(base, replace(one, cited=(gone,))) == {"V1"}
    assert codes(base, replace(one, text=one.text.replace(".", " by 2031."))) & {"V3", "V5"}
    several = WrittenSentence(key=1, path=(), paragraph="1", text="Many contributors agree.")
    assert codes(base, several) >= {"V6"}
    name = base.holders[0].name
    named = replace(several, text="This part is short.", note=f"Of {name}.")
    assert codes(base, named) == {"V1"}
    assert of(base, several).paper.sections == ()


def test_a_holder_whom_the_sentence_does_not_name_is_named_in_its_footnote(base, good):
    one = next(w for w in good if len({c.holder for c in w.cited}) == 1)
    who = next(h for h in base.holders if h.id == one.cited[0].holder)
    quoted = replace(one, text=f"It was stated: “{one.cited[0].words}”.", note="")
    (said,) = sentences_of(of(base, quoted).paper.sections)
    assert who.name in (said.footnote or "")
