"""What can be counted of a paper: annexes, coverage, balance, and the table of positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from conspectus.engine.binding import Register
from conspectus.engine.corpus import Corpus, Source, SourceKind
from conspectus.engine.drawn_upon import near_copies, silent_sources
from conspectus.engine.paper import Annexes, PositionRow, Section
from conspectus.engine.passages import Claim
from conspectus.engine.views import DraftView

TABLE_REASON = "carried by the table of positions"


def cited_sources(sections: Sequence[Section]) -> set[str]:
    """Ids of the sources that some sentence leads to."""
    return {
        evidence.source
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        for position in sentence.positions
        for evidence in position.evidence
    }


def position_rows(
    views: Sequence[DraftView], book: Register, sections: Sequence[Section]
) -> tuple[PositionRow, ...]:
    """One row for each view and holder, with its sentence or why it is in none."""
    sentence_of: dict[tuple[str | None, str], str] = {}
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                for position in sentence.positions:
                    sentence_of.setdefault((position.view, position.holder), sentence.id)
    rows = []
    for number, draft in enumerate(views):
        view = book.views[number]
        for holder in draft.holders:
            sentence = sentence_of.get((view.id, holder))
            rows.append(
                PositionRow(
                    theme=view.theme,
                    view=view.id,
                    wording=view.wordings[0],
                    holder=holder,
                    stance=draft.stance,
                    passages=book.passages_of[number, holder],
                    sentence=sentence,
                    reason="" if sentence else TABLE_REASON,
                )
            )
    return tuple(sorted(rows, key=lambda r: (r.theme, r.view, r.holder)))


def annexes(corpus: Corpus, sections: Sequence[Section], claims: Sequence[Claim]) -> Annexes:
    """Submissions by contributor, speakers, glossary, what is not reflected, method."""
    cited = cited_sources(sections)
    del claims
    silent = silent_sources(corpus)
    copies = near_copies(corpus)
    by_holder: dict[str, list[Source]] = defaultdict(list)
    for source in corpus.sources:
        for holder in source.holders:
            by_holder[holder].append(source)
    written = [s for s in corpus.sources if s.kind is SourceKind.CONTRIBUTION]
    submissions = tuple(
        {
            "holder": holder.id,
            "documents": [
                _document(s) for s in by_holder[holder.id] if s.kind is SourceKind.CONTRIBUTION
            ],
        }
        for holder in corpus.holders
        if any(s.kind is SourceKind.CONTRIBUTION for s in by_holder[holder.id])
    )
    speakers = tuple(
        {
            "holder": holder.id,
            "interventions": [
                s.id for s in by_holder[holder.id] if s.kind is not SourceKind.CONTRIBUTION
            ],
        }
        for holder in corpus.holders
        if any(s.kind is not SourceKind.CONTRIBUTION for s in by_holder[holder.id])
    )
    glossary = tuple(
        {"term": g.term, "meaning": g.meaning, "source": None} for g in corpus.settings.glossary
    )
    left = tuple(
        {"source": s.id, "reason": _reason(s.id, silent, copies)}
        for s in corpus.sources
        if s.id not in cited
    )
    method = {"paragraphs": [f"{len(written)} written contributions were read."]}
    return Annexes(
        submissions=submissions,
        speakers=speakers,
        glossary=glossary,
        not_reflected=left,
        method=method,
    )


def _document(source: Source) -> dict[str, Any]:
    return {
        "source": source.id,
        "number": source.number,
        "title": source.title,
        "date": source.date,
        "language": source.language,
        "late": source.late,
    }


def _reason(source: str, silent: Mapping[str, str], copies: Mapping[str, str]) -> str:
    """Why a source is in no sentence, from the closed list of DESIGN §5."""
    if source in silent:
        return silent[source]
    return f"duplicate: of {copies[source]}" if source in copies else "no view"


def coverage(
    corpus: Corpus, book: Register, sections: Sequence[Section], notes: Annexes
) -> Mapping[str, Any]:
    """What of the input the paper reflects."""
    cited = cited_sources(sections)
    reasons = {str(entry["source"]): str(entry["reason"]) for entry in notes.not_reflected}
    passages: dict[str, int] = defaultdict(int)
    views: dict[str, set[str]] = defaultdict(set)
    for passage in book.passages:
        passages[passage.source] += 1
        if passage.view is not None:
            views[passage.source].add(passage.view)
    sentences: dict[str, int] = defaultdict(int)
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                for source in {e.source for p in sentence.positions for e in p.evidence}:
                    sentences[source] += 1
    rows = [
        {
            "source": s.id,
            "passages": passages[s.id],
            "views": len(views[s.id]),
            "sentences": sentences[s.id],
            "reason": reasons.get(s.id, ""),
        }
        for s in corpus.sources
    ]
    contributors = {h for s in corpus.sources for h in s.holders}
    heard = {h for s in corpus.sources if s.id in cited for h in s.holders}
    return {
        "sources": {
            "total": len(corpus.sources),
            "readable": sum(1 for s in corpus.sources if s.text.strip()),
            "cited": len(cited),
            "not_reflected": len(notes.not_reflected),
        },
        "contributors": {"total": len(contributors), "cited": len(heard)},
        "rows": rows,
    }


def balance(corpus: Corpus, sections: Sequence[Section]) -> Mapping[str, Any]:
    """Whose voice the paper carries, beside who contributed."""
    pairs: set[tuple[str, str]] = set()
    sentences: dict[str, set[str]] = defaultdict(set)
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                for position in sentence.positions:
                    if position.view is not None:
                        pairs.add((position.holder, position.view))
                        sentences[position.holder].add(sentence.id)
    contributors = {h for s in corpus.sources for h in s.holders}
    people = [h for h in corpus.holders if h.id in contributors]

    def rows(name_of: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a getter of one field
        found = []
        for name in sorted({name_of(h) or "not stated" for h in people}):
            members = {h.id for h in people if (name_of(h) or "not stated") == name}
            held = [p for p in pairs if p[0] in members]
            found.append(
                {
                    "name": name,
                    "contributors": len(members),
                    "views": len({v for _, v in held}),
                    "sentences": len(set().union(*(sentences[m] for m in members))),
                    "share_of_input": round(len(members) / max(1, len(people)), 6),
                    "share_of_text": round(len(held) / max(1, len(pairs)), 6),
                }
            )
        return found

    return {"groups": rows(lambda h: h.group), "regions": rows(lambda h: h.region)}
