"""What of the input the paper reflects (coverage), and whose voice it carries (balance)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from conspectus.engine.binding import Register
from conspectus.engine.corpus import Corpus, Holder, Source
from conspectus.engine.paper import Annexes, PaperSource, Section, Sentence

NOT_STATED = "not stated"


def sentences_of(sections: Sequence[Section]) -> list[Sentence]:
    """All sentences of ``sections`` in order."""
    return [
        sentence
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    ]


def cited_sources(sections: Sequence[Section]) -> set[str]:
    """Ids of the sources that some sentence leads to."""
    return {
        evidence.source
        for sentence in sentences_of(sections)
        for position in sentence.positions
        for evidence in position.evidence
    }


def tally(
    sources: Iterable[Source | PaperSource], sections: Sequence[Section], notes: Annexes
) -> dict[str, int]:
    """How many sources are "cited" and "not_reflected"; what a group said is not counted."""
    counted = {source.id for source in sources if not source.is_unattributed}
    return {
        "cited": len(counted & cited_sources(sections)),
        "not_reflected": sum(str(one["source"]) in counted for one in notes.not_reflected),
    }


def contributors_cited(sources: Iterable[Source | PaperSource], sections: Sequence[Section]) -> int:
    """How many of those who signed a source some sentence cites; nobody stands for a group."""
    signed = {one for source in sources if not source.is_unattributed for one in source.holders}
    heard = {one for sentence in sentences_of(sections) for one in sentence.holders}
    return len(heard & signed)


def coverage(
    corpus: Corpus, book: Register, sections: Sequence[Section], notes: Annexes
) -> Mapping[str, Any]:
    """The figures of ``PaperData.coverage``: totals, and one row a source."""
    reasons = {str(entry["source"]): str(entry["reason"]) for entry in notes.not_reflected}
    passages = Counter(passage.source for passage in book.passages)
    views: dict[str, set[str]] = defaultdict(set)
    for passage in book.passages:
        if passage.view is not None:
            views[passage.source].add(passage.view)
    sentences: Counter[str] = Counter()
    for sentence in sentences_of(sections):
        sentences.update({e.source for p in sentence.positions for e in p.evidence})
    rows = [
        {
            "source": source.id,
            "passages": passages[source.id],
            "views": len(views[source.id]),
            "sentences": sentences[source.id],
            "reason": reasons.get(source.id, ""),
        }
        for source in corpus.sources
    ]
    return {
        "sources": {
            "total": len(corpus.sources),
            "readable": sum(1 for s in corpus.sources if s.text.strip()),
            **tally(corpus.sources, sections, notes),
        },
        "contributors": {
            "total": len(_people(corpus.sources, corpus.holders)),
            "cited": contributors_cited(corpus.sources, sections),
        },
        "rows": rows,
    }


def balance(
    sources: Sequence[Source | PaperSource], holders: Sequence[Holder], sections: Sequence[Section]
) -> Mapping[str, Any]:
    """The figures of ``PaperData.balance``; chairs are left out, they hold no views.

    So is what a group said, which nobody is named for.
    """
    people = _people(sources, holders)
    pairs = {
        (position.holder, position.view, sentence.id)
        for sentence in sentences_of(sections)
        for position in sentence.positions
        if position.view is not None
    }
    return {
        "groups": _rows(people, pairs, lambda holder: holder.group),
        "regions": _rows(people, pairs, lambda holder: holder.region),
    }


def _people(sources: Iterable[Source | PaperSource], holders: Sequence[Holder]) -> list[Holder]:
    """Those who signed, spoke or posted; who presided holds no views, and a group has no name."""
    heard = {holder for source in sources for holder in source.holders}
    return [h for h in holders if h.id in heard and not (h.is_chair or h.is_nobody)]


def _rows(
    people: Sequence[Holder],
    pairs: set[tuple[str, str, str]],
    trait: Callable[[Holder], str | None],
) -> list[dict[str, Any]]:
    """One row for each value of ``trait``, alphabetical; ``pairs``: (holder, view, sentence)."""
    trait_of = {holder.id: trait(holder) or NOT_STATED for holder in people}
    everywhere = {(holder, view) for holder, view, _ in pairs if holder in trait_of}
    rows = []
    for name in sorted(set(trait_of.values())):
        members = {holder for holder, own in trait_of.items() if own == name}
        held = {(holder, view) for holder, view in everywhere if holder in members}
        rows.append(
            {
                "name": name,
                "contributors": len(members),
                "views": len({view for _, view in held}),
                "sentences": len({sentence for holder, _, sentence in pairs if holder in members}),
                "share_of_input": round(len(members) / max(1, len(people)), 6),
                "share_of_text": round(len(held) / max(1, len(everywhere)), 6),
            }
        )
    return rows
