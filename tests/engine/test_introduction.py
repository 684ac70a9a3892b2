"""The introduction and the annexes say what the record holds, in frame sentences only."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from conspectus.engine import synthesize
from conspectus.engine.balance import balance, cited_sources
from conspectus.engine.binding import Binder
from conspectus.engine.corpus import (
    Corpus,
    DegreeRule,
    ForumSettings,
    GlossaryEntry,
    Holder,
    HolderKind,
    Source,
    SourceKind,
    ThemeSpec,
)
from conspectus.engine.document import Block, BlockKind
from conspectus.engine.introduction import introduction
from conspectus.engine.paper import Paper
from conspectus.engine.printed_names import NameIndex
from conspectus.engine.prose_numbers import counted, enumeration, number, period, share
from conspectus.engine.wordings import SCOPES

TEXTS = (
    "The Domain Name System (DNS) should serve every script.",
    "The DNS should be managed by all stakeholders in common.",
    "Schools in every village should be connected to the Internet.",
)


def corpus(**settings: object) -> Corpus:
    holders = tuple(
        Holder(
            id=f"h{i}",
            kind=HolderKind.ORGANISATION,
            name=f"Society {'ABC'[i]}",
            group="civil society" if i else "private sector",
            region="Africa",
        )
        for i in range(3)
    )
    sources = tuple(
        Source(
            id=f"s{i}",
            ref=f"s{i}",
            kind=SourceKind.CONTRIBUTION,
            number=str(i + 1),
            title="Comments",
            text=text,
            holders=(f"h{i}",),
            language="en",
            received=f"2026-01-1{i}",
            blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        )
        for i, text in enumerate(TEXTS)
    )
    themes = (ThemeSpec(id="names", name="Names", terms=("DNS", "domain name")),)
    chosen = replace(ForumSettings(themes=themes), **settings)
    return Corpus(sources=sources, holders=holders, settings=chosen, notes=("There is no list.",))


def introduction_of(paper: Paper) -> list[str]:
    return [s.text for p in paper.sections[0].paragraphs for s in p.sentences]


def test_introduction_counts_what_came_in() -> None:
    texts = introduction_of(synthesize(corpus(cut_off="2026-02-01")))
    assert texts[0] == (
        "This paper summarizes three contributions that were received from "
        "three contributors between 10 January and 12 January 2026."
    )
    assert "the cut-off date." in texts[2]
    assert (
        "By stakeholder group, the contributors come from civil society (2) and the private "
        "sector (1)."
    ) in texts
    assert texts[-1] == "There is no list."


def test_introduction_is_frame_sentences_without_holders() -> None:
    paper = synthesize(corpus())
    opening = [s for p in paper.sections[0].paragraphs for s in p.sentences]
    names = NameIndex(paper.holders)
    assert {s.kind for s in opening} == {"frame"}
    assert [names.first_in(s.text) for s in opening] == [None] * len(opening)


def test_what_is_asked_for_in_one_respect_or_another_is_explained_where_it_is_said() -> None:
    binder = Binder(holders={}, addressed={}, opposed=frozenset(), language="en")
    plain, scoped = "privacy should be respected", f"trust should be ensured, {SCOPES[-1]}"
    for wordings, told in (([plain, scoped], 1), ([plain], 0)):
        (opening,) = introduction(corpus(), binder, count(1), (), wordings)
        texts = [s.text for p in opening.paragraphs for s in p.sentences]
        assert sum("in one context or another" in text for text in texts) == told


def test_degree_words_are_told_from_the_rule_of_the_forum() -> None:
    rule = DegreeRule(numbers_below=3, many_share=0.4, many_holders=4)
    paper = synthesize(corpus(degree=rule))
    text = " ".join(introduction_of(paper))
    assert "where fewer than three addressed the theme" in text
    assert "many for at least 40 per cent and no fewer than four" in text
    assert paper.engine["options"]["degree"]["many_share"] == 0.4


def test_glossary_holds_the_forum_s_terms_and_the_acronyms_of_the_paper() -> None:
    entry = GlossaryEntry(term="MIF", meaning="Meridian Internet Forum")
    paper = synthesize(corpus(glossary=(entry,)))
    assert paper.annexes.glossary == (
        {"term": "DNS", "meaning": "Domain Name System", "source": "s0"},
        {"term": "MIF", "meaning": "Meridian Internet Forum", "source": None},
    )


def test_balance_shares_add_up() -> None:
    base = corpus()
    paper = synthesize(base)
    rows = balance(base.sources, base.holders, paper.sections)["groups"]
    assert [(row["name"], row["contributors"]) for row in rows] == [
        ("civil society", 2),
        ("private sector", 1),
    ]
    assert abs(sum(row["share_of_text"] for row in rows) - 1) < 1e-5


def test_a_single_contribution_is_told_in_the_singular() -> None:
    whole = corpus()
    one = replace(whole, sources=whole.sources[:1], holders=whole.holders[:1])
    told = " ".join(introduction_of(synthesize(one)))
    assert "one contribution that was received from one contributor" in told
    assert "the contributor comes from the private sector (1)" in told
    assert "it comes from Africa (1)" in told


def test_a_paper_without_contributions_speaks_of_none() -> None:
    whole = corpus()
    spoken = tuple(
        replace(source, kind=SourceKind.INTERVENTION, channel="room", title="First meeting")
        for source in whole.sources
    )
    told = " ".join(introduction_of(synthesize(replace(whole, sources=spoken))))
    assert "draws on three interventions by three speakers" in told
    assert "contributions" not in told.partition("The words that tell")[0]


def test_speakers_beside_contributors_are_said_to_be_called_so() -> None:
    whole = corpus()
    *written, spoken = whole.sources
    turn = replace(spoken, kind=SourceKind.INTERVENTION, channel="room", title="First meeting")
    told = " ".join(introduction_of(synthesize(replace(whole, sources=(*written, turn)))))
    assert "one intervention by one speaker" in told
    assert "Whoever holds a view is called a contributor, whether in writing" in told
    assert "is called a contributor" not in " ".join(introduction_of(synthesize(whole)))


def test_who_presides_is_in_no_total() -> None:
    whole = corpus()
    chair = replace(whole.holders[-1], is_chair=True)
    paper = synthesize(replace(whole, holders=(*whole.holders[:-1], chair)))
    assert paper.coverage["contributors"]["total"] == len(whole.holders) - 1
    assert sum(row["contributors"] for row in paper.balance["groups"]) == len(whole.holders) - 1


def test_a_late_contribution_belongs_to_the_time_in_which_all_came() -> None:
    whole = corpus()
    late = replace(whole.sources[-1], received="2026-03-05", late=True)
    told = introduction_of(synthesize(replace(whole, sources=(*whole.sources[:-1], late))))
    assert "between 10 January and 5 March 2026" in told[0]


def test_the_method_agrees_with_its_figures() -> None:
    whole = corpus()
    silent = replace(whole.sources[0], text="Our office is in the main street.\n", blocks=())
    one = replace(whole, sources=(silent,), holders=whole.holders[:1])
    told = " ".join(synthesize(one).annexes.method["paragraphs"])
    assert "One text was received and drawn upon" in told
    assert "The paper states no views" in told
    assert "none of them" not in told


def test_method_figures_are_those_of_the_paper() -> None:
    paper = synthesize(corpus())
    figures = paper.annexes.method["figures"]
    views = [
        s for x in paper.sections for p in x.paragraphs for s in p.sentences if s.kind == "view"
    ]
    assert figures["view_sentences"] == len(views)
    assert figures["attributions"] == sum(len(s.holders) for s in views)
    assert figures["sources_cited"] <= len(cited_sources(paper.sections))
    assert paper.annexes.method["model"] is None


def test_numbers_and_lists_are_written_as_in_a_paper_of_the_un() -> None:
    assert [number(n) for n in (0, 9, 10, 1200)] == ["no", "nine", "10", "1,200"]
    assert [counted(n, "post") for n in (1, 2)] == ["one post", "two posts"]
    assert [share(x) for x in (0.5, 0.6)] == ["half", "60 per cent"]
    assert period("2025-12-30", "2026-01-02") == "between 30 December 2025 and 2 January 2026"
    assert enumeration(["a", "b and c"]) == "a; and b and c"


def test_few_contributors_are_told_of_no_words_that_only_many_get() -> None:
    told = " ".join(introduction_of(synthesize(corpus())))
    assert "general support stands for" not in told
    assert "Each view is given with the names and the number of those who hold it" in told
