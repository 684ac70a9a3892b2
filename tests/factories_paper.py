"""A believable paper about an invented consultation, for the tests of writers and bundle.

Every contributor, quotation and view is made up. What matters is that the paper is valid: each
quotation stands in its source at the offsets given, in six languages and two directions, and
the counts follow from the holders.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from dataclasses import dataclass

from conspectus.engine.corpus import Capacity, Holder, HolderKind, Stance
from conspectus.engine.ids import passage_id, sentence_id, view_id
from conspectus.engine.paper import (
    Annexes,
    Degree,
    Evidence,
    Opposition,
    Paper,
    PaperSource,
    Paragraph,
    Passage,
    Position,
    Section,
    Sentence,
    Theme,
    View,
    sha256_hex,
)
from tests.paper_texts import CLAIMS, CONTRIBUTORS, GLOSSARY, METHOD, SECTIONS, Claim, Contributor


@dataclass(frozen=True)
class _Corpus:
    sources: tuple[PaperSource, ...]
    holders: tuple[Holder, ...]


def realistic_paper() -> Paper:
    """26 paragraphs and 40 footnotes, in the form the engine gives them."""
    corpus = _Corpus(
        sources=tuple(_source(one, at) for at, one in enumerate(CONTRIBUTORS, start=1)),
        holders=tuple(_holder(one) for one in CONTRIBUTORS),
    )
    sections = _sections(corpus)
    views, passages = _views_and_passages(sections)
    cited = len({passage.source for passage in passages})
    total = len(corpus.sources)
    return Paper(
        title="Synthesis of contributions to the Meridian Forum on the Governance of Open Networks",
        status="working draft",
        date="2031-06-15",
        language="en",
        engine={"version": "0.1.0", "options": {}},
        sources=corpus.sources,
        holders=corpus.holders,
        themes=tuple(
            Theme(id=s.id, name=s.heading, addressed_by=_addressed_by(s.id))
            for s in sections
            if s.theme
        ),
        passages=passages,
        views=views,
        sections=sections,
        annexes=_annexes(corpus),
        coverage={
            "sources": {"total": total, "readable": total, "cited": cited, "not_reflected": 2},
            "contributors": {"total": len(corpus.holders), "cited": cited},
            "rows": [
                {"source": s.id, "passages": 1, "views": 1, "sentences": 1, "reason": ""}
                for s in corpus.sources
            ],
        },
        balance={
            "groups": _balance(corpus, sections, "group"),
            "regions": _balance(corpus, sections, "region"),
        },
        oppositions=(_opposition(corpus),),
        reference="MF/2031/SYN/1",
        forum="Meridian Forum",
        cycle="2031",
        cut_off="2031-06-01",
        notes=("Contribution 19 arrived after the cut-off date.",),
    )


def changed(thing, **fields):
    """A copy that skips the checks of the constructor.

    Writers must stand even what the engine would refuse: sentences said twice, hostile names.
    """
    copy = object.__new__(type(thing))
    for field in dataclasses.fields(thing):
        value = fields.get(field.name, getattr(thing, field.name))
        object.__setattr__(copy, field.name, value)
    return copy


def sentences_of(paper: Paper) -> list[Sentence]:
    """All sentences in order."""
    return [s for section in paper.sections for p in section.paragraphs for s in p.sentences]


def long_paper(times: int) -> Paper:
    """The same paper with its sections ``times`` over, for measuring speed."""
    paper = realistic_paper()
    sections, number = [], itertools.count(1)
    for turn in range(times):
        for section in paper.sections:
            paragraphs = []
            for paragraph in section.paragraphs:
                count = str(next(number))
                sentences = tuple(
                    changed(s, id=sha256_hex(f"{s.id}{turn}")[:10]) for s in paragraph.sentences
                )
                paragraphs.append(
                    changed(paragraph, id=f"p{count}", number=count, sentences=sentences)
                )
            sections.append(
                changed(section, id=f"{section.id}-{turn}", paragraphs=tuple(paragraphs))
            )
    return changed(paper, sections=tuple(sections))


ATTACK = (
    '<script>alert(1)</script> & "x" *b* _i_ [l](javascript:1) `c` #h $m$ \\ | ~s~ @r <!-- {{ '
    "#import \x0b\u202e]]>"
)


def hostile_paper() -> Paper:
    """The paper of a contributor whose every word is an attempt on the reader's software."""
    paper = realistic_paper()
    first = paper.sources[0]
    source = changed(first, title=f"T {ATTACK}", text=f"{first.text}\n{ATTACK}\n")
    holder = changed(paper.holders[0], label=f"{paper.holders[0].name} {ATTACK}")
    start = source.text.index(ATTACK)
    pattern = next(s for s in sentences_of(paper) if s.kind == "view")
    evidence = changed(
        pattern.positions[0].evidence[0],
        source=source.id,
        start=start,
        end=start + len(ATTACK),
        quote=ATTACK,
    )
    name = paper.holders[0].name
    sentence = changed(
        pattern,
        id="0123456789",
        text=f"One contribution ({name}) stated that “{ATTACK}”.",
        footnote=f"{name} {ATTACK}.",
        positions=(changed(pattern.positions[0], holder=holder.id, evidence=(evidence,)),),
    )
    paragraph = changed(
        paper.sections[1].paragraphs[0], id="px", number="99", sentences=(sentence,)
    )
    section = changed(paper.sections[1], id="x y", heading=f"H {ATTACK}", paragraphs=(paragraph,))
    return changed(
        paper,
        title=f"{paper.title} {ATTACK}",
        sources=(source, *paper.sources[1:]),
        holders=(holder, *paper.holders[1:]),
        sections=(*paper.sections, section),
    )


def _source(one: Contributor, number: int) -> PaperSource:
    return PaperSource(
        id=f"{number:03d}",
        ref=f"{number:03d}",
        kind=one.kind,
        number=str(number),
        title=one.title,
        files=({"name": one.file, "sha256": hashlib.sha256(one.file.encode()).hexdigest()},),
        text=_source_text(one),
        language=one.language,
        holders=(one.id,),
        channel=one.channel,
        received=one.received,
        date=one.received,
        late=one.late,
    )


def _source_text(one: Contributor) -> str:
    own = [held.quote for claim in CLAIMS for held in claim.held if held.holder == one.id]
    around = [f"{one.before} {quote} {one.after}" for quote in dict.fromkeys(own)]
    return "\n\n".join([one.title, one.opening, *around]) + "\n"


def _holder(one: Contributor) -> Holder:
    return Holder(
        id=one.id,
        kind=HolderKind(one.holder_kind),
        name=one.name,
        label=one.label,
        group=one.group,
        region=one.region,
        country=one.country,
    )


def _evidence(corpus: _Corpus, holder: str, quote: str) -> Evidence:
    source = next(s for s in corpus.sources if holder in s.holders)
    start = source.text.index(quote)
    return Evidence(
        source=source.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        sha256=sha256_hex(quote),
    )


def _view_of(corpus: _Corpus, claim: Claim) -> str:
    evidence = [_evidence(corpus, held.holder, held.quote) for held in claim.held]
    return view_id(passage_id(item.source, item.quote) for item in evidence)


def _degree(n: int, of: int) -> Degree:
    if n <= 2:
        return Degree(word=("one", "two")[n - 1], n=n, of=of)
    if of < 8:
        return Degree(word="number", n=n, of=of)
    if n / of > 0.5:
        return Degree(word="most", n=n, of=of)
    return Degree(word="many" if n >= 6 and n / of >= 0.25 else "several", n=n, of=of)


def _sentence(corpus: _Corpus, claim: Claim, addressed: int) -> Sentence:
    view = _view_of(corpus, claim) if claim.kind == "view" else None
    stance = Stance.MENTIONS if claim.kind == "topic" else Stance(claim.stance)
    holders = sorted({held.holder for held in claim.held})
    return Sentence(
        id=sentence_id([view] if view else [], holders, claim.text),
        kind=claim.kind,
        text=claim.text,
        language="en",
        generator="template:test",
        footnote=claim.footnote,
        named=claim.named or tuple(holders),
        degree=_degree(len(holders), addressed) if holders else None,
        positions=tuple(
            Position(
                view=view,
                holder=held.holder,
                stance=stance,
                match=held.match,
                evidence=(_evidence(corpus, held.holder, held.quote),),
            )
            for held in claim.held
        ),
    )


def _sections(corpus: _Corpus) -> tuple[Section, ...]:
    numbers = map(str, itertools.count(1))
    sections = []
    for outline in SECTIONS:
        addressed = len(_addressed_by(outline.id))
        paragraphs = tuple(
            Paragraph(
                id=f"p{number}",
                number=number,
                kind=kind,
                sentences=tuple(_sentence(corpus, claim, addressed) for claim in claims),
            )
            for (kind, claims), number in zip(outline.paragraphs, numbers, strict=False)
        )
        sections.append(
            Section(
                id=outline.id,
                theme=outline.id if outline.themed else None,
                heading=outline.heading,
                paragraphs=paragraphs,
                part=outline.part,
            )
        )
    return tuple(sections)


def _addressed_by(section: str) -> tuple[str, ...]:
    outline = next(outline for outline in SECTIONS if outline.id == section)
    return tuple(sorted({held.holder for claim in outline.claims for held in claim.held}))


def _views_and_passages(
    sections: tuple[Section, ...],
) -> tuple[tuple[View, ...], tuple[Passage, ...]]:
    passages: dict[str, Passage] = {}
    views: dict[str, View] = {}
    for section in sections:
        for sentence in (s for p in section.paragraphs for s in p.sentences):
            for position in (p for p in sentence.positions if p.view):
                made = _passage(position, section.theme)
                passages[made.id] = made
                known = views[position.view].passages if position.view in views else ()
                views[position.view] = View(
                    id=position.view,
                    theme=section.theme or "",
                    wordings=(sentence.text,),
                    language=sentence.language,
                    passages=tuple(sorted({*known, made.id})),
                )
    return tuple(views[k] for k in sorted(views)), tuple(passages[k] for k in sorted(passages))


def _passage(position: Position, theme: str | None) -> Passage:
    (item,) = position.evidence
    return Passage(
        id=passage_id(item.source, item.quote),
        source=item.source,
        start=item.start,
        end=item.end,
        sha256=item.sha256,
        theme=theme,
        view=position.view,
        holder=position.holder,
        capacity=Capacity.OWN,
        stance=position.stance,
    )


def _opposition(corpus: _Corpus) -> Opposition:
    change, keep = (next(c for c in CLAIMS if c.key == f"bodies-{side}") for side in _SIDES)
    return Opposition(
        views=(_view_of(corpus, change), _view_of(corpus, keep)),
        holders_for=tuple(held.holder for held in change.held),
        holders_against=tuple(held.holder for held in keep.held),
    )


_SIDES = ("for", "against")


def _annexes(corpus: _Corpus) -> Annexes:
    documents = {
        source.holders[0]: {
            "source": source.id,
            "number": source.number,
            "title": source.title,
            "date": source.date,
            "language": source.language,
            "late": source.late,
        }
        for source in corpus.sources
        if source.kind == "contribution"
    }
    names = {holder.id: holder.label or holder.name for holder in corpus.holders}
    return Annexes(
        submissions=tuple(
            {"holder": holder, "documents": [documents[holder]]}
            for holder in sorted(documents, key=names.__getitem__)
        ),
        speakers=tuple(
            {"holder": source.holders[0], "interventions": [source.id]}
            for source in corpus.sources
            if source.kind == "intervention"
        ),
        glossary=GLOSSARY,
        not_reflected=(
            {"source": "018", "reason": "no view"},
            {"source": "019", "reason": "after cut-off: received 2031-06-20"},
        ),
        method={"paragraphs": list(METHOD)},
    )


def _balance(corpus: _Corpus, sections: tuple[Section, ...], key: str) -> list[dict]:
    pairs = [
        (position.view, position.holder)
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
        if position.view
    ]
    rows = []
    for name in sorted({getattr(holder, key) for holder in corpus.holders}):
        members = {holder.id for holder in corpus.holders if getattr(holder, key) == name}
        own = [pair for pair in pairs if pair[1] in members]
        rows.append(
            {
                "name": name,
                "contributors": len(members),
                "views": len({view for view, _ in own}),
                "sentences": len(own),
                "share_of_input": len(members) / len(corpus.holders),
                "share_of_text": len(own) / len(pairs),
            }
        )
    return rows
