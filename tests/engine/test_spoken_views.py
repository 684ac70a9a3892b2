"""The paper of a meeting quotes what speakers hold; a paper of contributions does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.corpus import Capacity, Corpus, SourceKind
from conspectus.engine.paper import Sentence
from conspectus.engine.passages import claims_of
from conspectus.engine.synthesis import synthesize
from tests.factories_corpus import a_corpus, a_holder

ADA, LEO, MIA = (a_holder(name, group=None) for name in ("Ada Obi", "Leo Karr", "Mia Tan"))
SAID = (
    (ADA, ("Okay, so I want to go through the slides now and say what is new.",)),
    (ADA, ("The proposal is that the register throws when a key was changed in a callback.",)),
    (LEO, ("Yeah, I prefer names that people know already, because manuals are seldom read.",)),
    (MIA, ("I want to be (inaudible) the register should never throw at all for a callback.",)),
    (LEO, ("Can you hear me?",)),
)


def a_meeting(**fields: object) -> Corpus:
    corpus = a_corpus(*SAID)
    given = {"kind": SourceKind.INTERVENTION, "channel": "room", "title": "A meeting"}
    sources = tuple(replace(s, **{**given, **fields}) for s in corpus.sources)
    return replace(corpus, sources=sources)


def sentences(corpus: Corpus) -> list[Sentence]:
    return [
        sentence
        for section in synthesize(corpus).sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.positions
    ]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [sentence.text for sentence in sentences(a_meeting())]


def test_what_speakers_hold_is_quoted_under_their_names(texts):
    assert any(
        t.startswith("Ada Obi states (transcript): “The proposal is that the register")
        for t in texts
    )
    assert any(
        t.startswith("Leo Karr states (transcript): “I prefer names that people know")
        for t in texts
    )


def test_talk_on_the_way_of_the_meeting_is_not_quoted(texts):
    assert "slides" not in " ".join(texts)
    assert "hear me" not in " ".join(texts)


def test_who_presides_is_not_quoted():
    assert sentences(a_meeting(capacity=Capacity.CHAIR)) == []


def test_a_sentence_with_missing_words_is_no_evidence(texts):
    source = a_meeting().sources[3]
    assert claims_of(source, {MIA.id: MIA}, ("en",)) == []
    assert "inaudible" not in " ".join(texts)


def test_written_contributions_are_not_quoted_so():
    written = a_meeting(kind=SourceKind.CONTRIBUTION, channel="written")
    assert not any("“I prefer" in sentence.text for sentence in sentences(written))
