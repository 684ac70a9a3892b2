"""Campaigns as one holder, and which sources give no view."""

from __future__ import annotations

from dataclasses import replace

from conspectus.engine import synthesize
from conspectus.engine.campaign_holders import campaigns_of, with_campaigns
from conspectus.engine.corpus import (
    Corpus,
    ForumSettings,
    Holder,
    HolderKind,
    Publication,
    Source,
    SourceKind,
    ThemeSpec,
)
from conspectus.engine.document import Block, BlockKind
from conspectus.engine.drawn_upon import near_copies, silent_sources

LETTER = (
    "I write to you as a reader of my local library, where I have learned all that I know.\n\n"
    "Public libraries should be given the money they need to offer access to the Internet.\n\n"
    "Librarians should be invited to speak about access at the main session of the Forum.\n\n"
)
SETTINGS = ForumSettings(themes=(ThemeSpec(id="access", name="Access", terms=("libraries",)),))


def source(name: str, text: str, holder: str, **fields: object) -> Source:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(part.rstrip())))
        at += len(part) + 2
    plain = Source(
        id=name,
        ref=name,
        kind=SourceKind.CONTRIBUTION,
        number=name,
        title="Libraries",
        text=text,
        blocks=tuple(blocks),
        holders=(holder,),
        language="en",
    )
    return replace(plain, **fields)


def holder(name: str) -> Holder:
    return Holder(id=name.lower(), kind=HolderKind.PERSON, name=name, group="civil society")


def letters(*names: str) -> Corpus:
    people = tuple(holder(name) for name in names)
    sources = tuple(
        source(f"{place:03}", f"{LETTER}Yours, {one.name}", one.id)
        for place, one in enumerate(people, start=1)
    )
    return Corpus(sources=sources, holders=people, settings=SETTINGS)


def test_letters_of_three_people_are_one_holder_with_their_number() -> None:
    corpus = with_campaigns(letters("Ada", "Ben", "Cyd"))
    (campaign,) = campaigns_of(corpus)
    assert campaign.holder.kind is HolderKind.CAMPAIGN
    assert campaign.holder.label == "a campaign of 3 near-identical letters"
    assert campaign.holder.members == ("ada", "ben", "cyd")
    assert campaign.holder.group == "civil society"
    assert {s.holders for s in corpus.sources} == {(campaign.holder.id,)}
    assert with_campaigns(corpus) == corpus


def test_copies_of_two_are_no_campaign() -> None:
    corpus = letters("Ada", "Ben")
    assert with_campaigns(corpus) == corpus
    assert near_copies(corpus) == {"002": "001"}


def test_letters_sent_three_times_by_one_person_are_no_campaign() -> None:
    corpus = letters("Ada", "Ada", "Ada")
    same = replace(corpus, holders=corpus.holders[:1])
    assert with_campaigns(same) == same


def test_campaign_counts_once_and_its_copies_are_listed() -> None:
    paper = synthesize(letters("Ada", "Ben", "Cyd", "Dov"))
    holders = {
        h for s in paper.sections for p in s.paragraphs for t in p.sentences for h in t.holders
    }
    assert holders == {"campaign-001"}
    assert [entry["reason"] for entry in paper.annexes.not_reflected] == ["duplicate: of 001"] * 3
    texts = [t.text for s in paper.sections for p in s.paragraphs for t in p.sentences]
    assert any("campaign of 4 near-identical letters" in text for text in texts)
    assert any(text.startswith("Four near-identical letters") for text in texts)


def test_what_one_signatory_added_is_not_the_campaign_s() -> None:
    corpus = letters("Ada", "Ben", "Cyd")
    added = f"{LETTER}Schools should be closed at once.\n\nYours, Ada"
    first = source("001", added, "ada")
    paper = synthesize(replace(corpus, sources=(first, *corpus.sources[1:])))
    assert not any(
        "Schools" in s.text[p.start : p.end]
        for p in paper.passages
        for s in paper.sources
        if s.id == p.source
    )


def test_silent_sources_say_why() -> None:
    people = tuple(holder(name) for name in ("Ada", "Ben", "Cyd", "Dov", "Eve", "Flo"))
    text = "Governments should pay for the cables between islands and for their repair."
    corpus = Corpus(
        sources=(
            source("1", text, "ada", late=True),
            source("2", "", "ben", publication=Publication.NOT_PUBLISHED),
            source(
                "3", "", "cyd", publication=Publication.NOT_PUBLISHED, fields={"withdrawn": "yes"}
            ),
            source("4", "", "dov", warnings=("The file is missing.",)),
            source("5", "Los gobiernos deben pagar los cables.", "eve", language="es"),
            source("5-EN", "Governments must pay for cables.", "eve", translation_of="5"),
            source("6", text, "flo"),
        ),
        holders=people,
    )
    assert silent_sources(corpus) == {
        "1": "after cut-off",
        "2": "not for publication",
        "3": "withdrawn",
        "4": "unreadable",
        "5": "duplicate: of 5-EN",
    }


def test_blacked_out_passages_are_never_evidence() -> None:
    text = "The Internet must be open to all people.\n\n█████ should give money to all libraries."
    people = (holder("Ada"),)
    paper = synthesize(
        Corpus(sources=(source("1", text, "ada"),), holders=people, settings=SETTINGS)
    )
    assert [p.start for p in paper.passages] == [0]
