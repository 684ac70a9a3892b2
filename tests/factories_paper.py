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


def _degree_word(n: int, of: int) -> str:
    if n <= 2:
        return ("one", "two")[n - 1]
    if of < 8:
        return "number"
    if n / of > 0.5:
        return "most"
    return "many" if n >= 6 and n / of >= 0.25 else "several"


@dataclass(frozen=True)
class _Corpus:
    sources: tuple[PaperSource, ...]
    holders: tuple[Holder, ...]


def _source_text(contributor: Contributor) -> str:
    own = [quote for claim in CLAIMS for holder, quote, *_ in claim.held if holder == contributor.id]
    lines = [contributor.title, contributor.opening]
    for quote in dict.fromkeys(own):
        lines.append(f"{contributor.before} {quote} {contributor.after}".strip())
    return "\n\n".join(lines) + "\n"


def _corpus() -> _Corpus:
    sources, holders = [], []
    for number, one in enumerate(CONTRIBUTORS, start=1):
        text = _source_text(one)
        file = {
            "name": one.file,
            "sha256": hashlib.sha256(one.file.encode()).hexdigest(),
        }
        sources.append(
            PaperSource(
                id=f"{number:03d}",
                ref=f"{number:03d}",
                kind=one.kind,
                number=str(number),
                title=one.title,
                files=(file,),
                text=text,
                language=one.language,
                holders=(one.id,),
                channel=one.channel,
                received=one.received,
                date=one.received,
                late=one.late,
            )
        )
        holders.append(
            Holder(
                id=one.id,
                kind=HolderKind(one.holder_kind),
                name=one.name,
                label=one.label,
                group=one.group,
                region=one.region,
                country=one.country,
            )
        )
    return _Corpus(tuple(sources), tuple(holders))


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
    evidence = [_evidence(corpus, holder, quote) for holder, quote, *_ in claim.held]
    return view_id(passage_id(item.source, item.quote) for item in evidence)


def _sentence(corpus: _Corpus, claim: Claim, addressed: int) -> Sentence:
    view = None if claim.kind in {"topic", "frame"} else _view_of(corpus, claim)
    positions = tuple(
        Position(
            view=view,
            holder=holder,
            stance=Stance.MENTIONS if claim.kind == "topic" else Stance(claim.stance),
            match="cross-language" if crossing else "same-language",
            evidence=(_evidence(corpus, holder, quote),),
        )
        for holder, quote, *crossing in claim.held
    )
    holders = {position.holder for position in positions}
    return Sentence(
        id=sentence_id([view] if view else [], holders, claim.text),
        kind=claim.kind,
        text=claim.text,
        language="en",
        generator="template:test",
        footnote=claim.footnote,
        named=tuple(h for h in claim.named or sorted(holders)) if positions else (),
        degree=Degree(
            word=_degree_word(len(holders), addressed), n=len(holders), of=addressed
        )
        if positions
        else None,
        positions=positions,
    )


def _sections(corpus: _Corpus) -> tuple[Section, ...]:
    numbers = itertools.count(1)
    sections = []
    for outline in SECTIONS:
        addressed = _addressed_by(outline.id)
        paragraphs = []
        for kind, keys in outline.paragraphs:
            claims = [next(c for c in CLAIMS if c.key == key) for key in keys]
            number = str(next(numbers))
            paragraphs.append(
                Paragraph(
                    id=f"p{number}",
                    number=number,
                    kind=kind,
                    sentences=tuple(_sentence(corpus, c, len(addressed)) for c in claims),
                )
            )
        sections.append(
            Section(
                id=outline.id,
                theme=outline.id if outline.themed else None,
                heading=outline.heading,
                paragraphs=tuple(paragraphs),
                part=outline.part,
            )
        )
    return tuple(sections)


def _addressed_by(section: str) -> tuple[str, ...]:
    keys = {
        key
        for outline in SECTIONS
        if outline.id == section
        for _, claims in outline.paragraphs
        for key in claims
    }
    return tuple(sorted({h for c in CLAIMS if c.key in keys for h, *_ in c.held}))


def _views_and_passages(
    sections: tuple[Section, ...],
) -> tuple[tuple[View, ...], tuple[Passage, ...]]:
    passages: dict[str, Passage] = {}
    views: dict[str, View] = {}
    for section in sections:
        for sentence in (s for p in section.paragraphs for s in p.sentences):
            for position in sentence.positions:
                if position.view is None:
                    continue
                ids = []
                for item in position.evidence:
                    identifier = passage_id(item.source, item.quote)
                    ids.append(identifier)
                    passages[identifier] = Passage(
                        id=identifier,
                        source=item.source,
                        start=item.start,
                        end=item.end,
                        sha256=item.sha256,
                        theme=section.theme,
                        view=position.view,
                        holder=position.holder,
                        capacity=Capacity.OWN,
                        stance=position.stance,
                    )
                known = views.get(position.view)
                views[position.view] = View(
                    id=position.view,
                    theme=section.theme or "",
                    wordings=(sentence.text,),
                    language=sentence.language,
                    passages=tuple(sorted({*(known.passages if known else ()), *ids})),
                )
    return tuple(views[k] for k in sorted(views)), tuple(passages[k] for k in sorted(passages))


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
        glossary=tuple(
            {"term": term, "meaning": meaning, "source": source}
            for term, meaning, source in GLOSSARY
        ),
        not_reflected=(
            {"source": "018", "reason": "no view"},
            {"source": "019", "reason": "after cut-off: received 2031-06-20"},
        ),
        method={"paragraphs": list(METHOD)},
    )


def _balance(corpus: _Corpus, sections: tuple[Section, ...], key: str) -> list[dict[str, object]]:
    pairs = [
        (position.view, position.holder)
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
        if position.view
    ]
    rows = []
    names = sorted({str(getattr(h, key) or "not stated") for h in corpus.holders})
    for name in names:
        members = {h.id for h in corpus.holders if str(getattr(h, key) or "not stated") == name}
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


def realistic_paper() -> Paper:
    """About thirty paragraphs and sixty footnotes, in the form the engine gives them."""
    corpus = _corpus()
    sections = _sections(corpus)
    views, passages = _views_and_passages(sections)
    cited = {passage.source for passage in passages}
    opposed = [c for c in CLAIMS if c.key in {"bodies-for", "bodies-against"}]
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
            "sources": {
                "total": len(corpus.sources),
                "readable": len(corpus.sources),
                "cited": len(cited),
                "not_reflected": 2,
            },
            "contributors": {"total": len(corpus.holders), "cited": len(cited)},
            "rows": [
                {"source": s.id, "passages": 1, "views": 1, "sentences": 1, "reason": ""}
                for s in corpus.sources
            ],
        },
        balance={
            "groups": _balance(corpus, sections, "group"),
            "regions": _balance(corpus, sections, "region"),
        },
        oppositions=(
            Opposition(
                views=tuple(_view_of(corpus, c) for c in opposed),  # type: ignore[arg-type]
                holders_for=tuple(h for h, *_ in opposed[0].held),
                holders_against=tuple(h for h, *_ in opposed[1].held),
            ),
        ),
        reference="MF/2031/SYN/1",
        forum="Meridian Forum",
        cycle="2031",
        cut_off="2031-06-01",
        notes=("Contribution 19 arrived after the cut-off date.",),
    )


def _sentences(paper: Paper) -> list[Sentence]:
    return [s for section in paper.sections for p in section.paragraphs for s in p.sentences]


def changed(thing, **fields):
    """A copy that skips the checks of the constructor.

    Writers must stand even what the engine would refuse: sentences said twice, hostile names.
    """
    copy = object.__new__(type(thing))
    for field in dataclasses.fields(thing):
        value = fields.get(field.name, getattr(thing, field.name))
        object.__setattr__(copy, field.name, value)
    return copy


def long_paper(times: int) -> Paper:
    """The same paper with its thematic sections ``times`` over, for measuring speed."""
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


def hostile_paper() -> Paper:
    """The paper of a contributor whose every word is an attempt on the reader's software."""
    paper = realistic_paper()
    attack = '<script>alert(1)</script> & "x" *b* _i_ [l](javascript:1) `c` #h $m$ \\ | ~s~ @r <!-- {{'
    first = paper.sources[0]
    source = changed(first, title=f"T {attack}", text=f"{first.text}\n{attack}\n")
    holder = changed(paper.holders[0], label=f"{paper.holders[0].name} {attack}")
    start = source.text.index(attack)
    evidence = Evidence(
        source=source.id,
        start=start,
        end=start + len(attack),
        quote=attack,
        sha256=sha256_hex(attack),
    )
    name = paper.holders[0].name
    pattern = next(s for s in _sentences(paper) if s.kind == "view")
    sentence = changed(
        pattern,
        id="0123456789",
        text=f"One contribution ({name}) stated that “{attack}”.",
        footnote=f"{name} {attack}.",
        named=(holder.id,),
        degree=Degree(word="one", n=1, of=len(paper.themes[0].addressed_by)),
        positions=(
            Position(
                view=paper.views[0].id,
                holder=holder.id,
                stance=Stance.FOR,
                match="same-language",
                evidence=(evidence,),
            ),
        ),
    )
    section = next(s for s in paper.sections if s.theme)
    paragraph = Paragraph(id="px", number="99", kind="prose", sentences=(sentence,))
    return changed(
        paper,
        title=f"{paper.title} {attack}",
        sources=(source, *paper.sources[1:]),
        holders=(holder, *paper.holders[1:]),
        sections=(*paper.sections, changed(section, id="x", paragraphs=(paragraph,))),
    )
