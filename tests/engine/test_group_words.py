"""What was said in a meeting without attribution: cited without a holder, counted nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.corpus import (
    UNATTRIBUTED,
    Capacity,
    Corpus,
    Correction,
    Holder,
    HolderKind,
    Options,
    SourceKind,
    Stance,
    ThemeSpec,
)
from conspectus.engine.errors import EngineError
from conspectus.engine.paper import Paper, Sentence
from conspectus.engine.redaction.paper import without_source
from conspectus.engine.synthesis import synthesize
from conspectus.engine.verification.papers import verify_paper
from conspectus.formats.bundle.writing import paper_json
from tests.factories_corpus import a_corpus, a_holder, a_source

ALDER, BIRCH = (a_holder(f"{name} Union") for name in ("Alder", "Birch"))
ADA = a_holder("Ada Obi", group=None, kind=HolderKind.PERSON)
LIBRARIES = "Public libraries should offer free access to the Internet."
PRIVACY = "Governments must protect the privacy of all users of the network."
SCHOOLS = "Every rural school should have access to affordable broadband."
GROUP = Holder(id="group.closed", kind=HolderKind.UNATTRIBUTED, name="Closed round on access")
THEMES = (
    ThemeSpec(id="access", name="Access to the Internet", terms=("access", "libraries", "schools")),
    ThemeSpec(id="privacy", name="Privacy", terms=("privacy", "data")),
)


def with_group(*said: str, **fields: object) -> Corpus:
    corpus = a_corpus((ALDER, (LIBRARIES,)), (BIRCH, (LIBRARIES,)), (ADA, (PRIVACY,)))
    source = a_source("group.closed", GROUP, *said)
    given = {
        "kind": SourceKind.INTERVENTION,
        "channel": UNATTRIBUTED,
        "capacity": Capacity.RELAYED,
        "title": GROUP.name,
    }
    return replace(
        corpus,
        sources=(*corpus.sources, replace(source, **{**given, **fields})),
        holders=(*corpus.holders, GROUP),
        settings=replace(corpus.settings, themes=THEMES),
    )


def without(corpus: Corpus) -> Corpus:
    return replace(
        corpus,
        sources=tuple(one for one in corpus.sources if not one.is_unattributed),
        holders=tuple(one for one in corpus.holders if not one.is_nobody),
    )


def of_group(paper: Paper) -> list[Sentence]:
    return [one for one in everything(paper) if GROUP.id in one.holders]


def everything(paper: Paper) -> list[Sentence]:
    return [s for section in paper.sections for p in section.paragraphs for s in p.sentences]


@pytest.fixture(scope="module")
def paper() -> Paper:
    return synthesize(with_group(LIBRARIES, SCHOOLS))


def test_it_is_said_in_the_group_word_for_word_at_the_end_of_its_theme(paper):
    found = of_group(paper)
    assert [one.text for one in found] == [
        f"It was said in the group (Closed round on access): “{SCHOOLS}”",
        f"It was said in the group (Closed round on access): “{LIBRARIES}”",
    ]
    section = next(one for one in paper.sections if one.theme == "access")
    assert list(section.paragraphs[-1].sentences) == found
    assert {position.stance for one in found for position in one.positions} == {Stance.MENTIONS}
    for one in found:
        assert one.degree is None
        (position,) = one.positions
        (item,) = position.evidence
        text = next(s.text for s in paper.sources if s.id == "group.closed")
        assert text[item.start : item.end] == item.quote
    assert [p.number for s in paper.sections for p in s.paragraphs] == [
        str(n + 1) for n in range(sum(len(s.paragraphs) for s in paper.sections))
    ]
    assert not verify_paper(paper)


def test_its_words_join_no_view_and_enter_no_figure(paper):
    alone = synthesize(without(with_group(LIBRARIES, SCHOOLS)))
    others = [one for one in everything(paper) if GROUP.id not in one.holders]
    assert others == everything(alone)
    assert paper.themes == alone.themes
    assert paper.positions == alone.positions
    assert paper.oppositions == alone.oppositions
    assert paper.coverage == alone.coverage
    assert paper.balance == alone.balance
    assert paper.annexes.speakers == alone.annexes.speakers
    assert paper.annexes.submissions == alone.annexes.submissions
    figures = [one.annexes.method["figures"] for one in (paper, alone)]
    assert figures[0] == figures[1]
    assert "Closed round on access" in paper.annexes.method["paragraphs"][-1]


def test_a_paper_without_a_group_has_the_bytes_that_it_had():
    corpus = without(with_group(LIBRARIES))
    assert b"unattributed" not in paper_json(synthesize(corpus))


def test_what_tells_who_spoke_is_not_quoted():
    told = (
        "Our ministry should publish the results of the survey on libraries every single year.",
        "Ada Obi should not decide alone how public libraries are connected to the network.",
        "We at Alder Union believe that public libraries should be open to all people.",
    )
    paper = synthesize(with_group(*told, SCHOOLS))
    assert [SCHOOLS in one.text for one in of_group(paper)] == [True]


def test_a_theme_of_which_only_a_group_spoke_has_a_section():
    corpus = with_group("Governments should delete personal data that they no longer need.")
    corpus = replace(corpus, sources=tuple(s for s in corpus.sources if s.holders != (ADA.id,)))
    paper = synthesize(corpus)
    section = next(one for one in paper.sections if one.theme == "privacy")
    assert section.heading == "Privacy"
    assert [one.holders for p in section.paragraphs for one in p.sentences] == [(GROUP.id,)]
    limited = synthesize(corpus, options=Options(themes=("access",)))
    assert not of_group(limited)
    assert {"source": "group.closed", "reason": "no view: none that stands alone"} in (
        limited.annexes.not_reflected
    )


def test_the_rapporteur_leaves_it_out_and_joins_it_to_nothing():
    corpus = with_group(SCHOOLS, LIBRARIES)
    first = of_group(synthesize(corpus))
    passages = {one.text: one for one in first}
    paper = synthesize(corpus)
    by_view = {view.wordings[0]: view.passages[0] for view in paper.views}
    assert len(passages) == 2
    settled = (
        Correction(kind="not_a_claim", passages=(by_view[SCHOOLS],), by="r", at="2026-01-01"),
        Correction(
            kind="wording",
            passages=(next(p.id for p in paper.passages if p.source == "group.closed" and p.view),),
            value="libraries should be free",
            by="r",
            at="2026-01-01",
        ),
    )
    again = synthesize(replace(corpus, corrections=settled))
    assert [LIBRARIES in one.text for one in of_group(again)] == [True]
    assert any("nobody holds them" in doubt.question for doubt in again.doubts)
    gone = (Correction(kind="exclude", source="group.closed", value="as asked", by="r"),)
    assert not of_group(left := synthesize(replace(corpus, corrections=gone)))
    assert {"source": "group.closed", "reason": "excluded: as asked"} in left.annexes.not_reflected


def test_other_languages_are_quoted_as_they_are():
    said = "Les écoles rurales doivent être connectées au réseau avant la fin de cette décennie."
    (sentence,) = of_group(synthesize(with_group(said, language="fr")))
    assert sentence.text == (
        "It was said in the group (Closed round on access; in French, translation pending): "
        f"“{said}”"
    )


def test_of_such_words_alone_no_paper_is_made():
    corpus = with_group(SCHOOLS)
    corpus = replace(corpus, sources=tuple(s for s in corpus.sources if s.is_unattributed))
    with pytest.raises(EngineError, match="have no holder"):
        synthesize(corpus)


def test_erased_words_go_with_their_sentences(paper):
    left = without_source(paper, "group.closed")
    assert not of_group(left)
    for word in (SCHOOLS, "Closed round on access: “"):
        assert word not in paper_json(left).decode()
    assert left.coverage["sources"] == paper.coverage["sources"]
