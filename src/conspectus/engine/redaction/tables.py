"""Tables and annexes of a paper after an erasure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conspectus.engine.balance import cited_sources, contributors_cited, sentences_of, tally
from conspectus.engine.corpus import Capacity
from conspectus.engine.paper_parts import (
    Annexes,
    Doubt,
    PaperData,
    PaperSource,
    Passage,
    PositionRow,
    Section,
    View,
)
from conspectus.engine.redaction.words import ErasedWords

ERASED_TITLE = "(erased)"
WITHDRAWN = "withdrawn: erased as the law demands"
UNCITED = "excluded: it was cited together with a contribution that has been erased since"
UNPRINTED = "printed together with the position of a contribution that has been erased since"


def rows_without(
    paper: PaperData,
    passages: Sequence[Passage],
    views: Sequence[View],
    sections: Sequence[Section],
) -> tuple[PositionRow, ...]:
    """positions.csv: who still holds what, and in which sentence it still stands."""
    view_of = {view.id: view for view in views}
    there = {passage.id for passage in passages}
    printed: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for one in sentences_of(sections):
        for position in one.positions:
            printed[position.view, position.holder].append(one.id)
    rows = []
    for row in paper.positions:
        own = tuple(one for one in row.passages if one in there)
        view = view_of.get(row.view)
        if not own or view is None:
            continue
        left = printed[row.view, row.holder]
        sentence = row.sentence if row.sentence in left else next(iter(left), None)
        rows.append(
            replace(
                row,
                wording=row.wording if row.wording in view.wordings else view.wordings[0],
                passages=own,
                sentence=sentence if row.sentence else None,
                reason=row.reason if row.reason or sentence else UNPRINTED,
            )
        )
    told = {*printed.keys(), *((row.view, row.holder) for row in rows)}
    return (*rows, *unlisted_rows(told, passages, view_of, lambda _view, _holder: UNPRINTED))


def unlisted_rows(
    told: Collection[tuple[str | None, str]],
    passages: Sequence[Passage],
    views: Mapping[str, View],
    reason: Callable[[str, str], str],
) -> list[PositionRow]:
    """Rows for those who hold a view and of whom neither a sentence nor a row tells.

    ``told``: (view, holder) of sentences and rows. ``reason``: of a view and a holder, why.
    """
    added: dict[tuple[str, str], PositionRow] = {}
    for passage in passages:
        if passage.view is None or (passage.view, passage.holder) in told:
            continue
        if passage.capacity in {Capacity.RELAYED, Capacity.CHAIR}:
            continue
        view = views[passage.view]
        row = added.get((view.id, passage.holder))
        added[view.id, passage.holder] = PositionRow(
            theme=view.theme,
            view=view.id,
            wording=view.wordings[0],
            holder=passage.holder,
            stance=passage.stance,
            passages=(*(row.passages if row else ()), passage.id),
            sentence=None,
            reason=reason(view.id, passage.holder),
        )
    return list(added.values())


def doubts_without(
    paper: PaperData, passages: Sequence[Passage], words: ErasedWords
) -> tuple[Doubt, ...]:
    """The rapporteur's questions about what is still there."""
    there = {passage.id for passage in passages}
    return tuple(
        doubt
        for doubt in paper.doubts
        if there.issuperset(doubt.passages) and not words.stand_in(doubt.question)
    )


def annexes_without(paper: PaperData, source: str, sections: Sequence[Section]) -> Annexes:
    """The annexes: the source keeps its number there, and nothing of its own words."""
    old = paper.annexes
    cited = cited_sources(sections)
    reasons = {str(one["source"]): str(one["reason"]) for one in old.not_reflected}
    reasons[source] = WITHDRAWN
    return replace(
        old,
        submissions=tuple(
            {**entry, "documents": [_document(one, source) for one in entry["documents"]]}
            for entry in old.submissions
        ),
        glossary=tuple(entry for entry in old.glossary if entry.get("source") != source),
        not_reflected=tuple(
            {"source": one.id, "reason": reasons.get(one.id, UNCITED)}
            for one in paper.sources
            if one.id not in cited
        ),
    )


def _document(document: Mapping[str, Any], source: str) -> Mapping[str, Any]:
    if document["source"] != source:
        return document
    emptied: dict[str, object] = {
        "title": ERASED_TITLE,
        "date": None,
        "language": None,
        "files": [],
    }
    return {**document, **{key: emptied[key] for key in emptied if key in document}}


def coverage_without(
    paper: PaperData,
    source: PaperSource,
    passages: Sequence[Passage],
    sections: Sequence[Section],
    annexes: Annexes,
) -> Mapping[str, Any]:
    """The figures of ``PaperData.coverage``, as far as the paper gives them."""
    old = paper.coverage
    totals = dict(old.get("sources", {}))
    people = dict(old.get("contributors", {}))
    told = {
        **tally(paper.sources, sections, annexes),
        "readable": totals.get("readable", 0) - _was_readable(source),
    }
    totals.update({key: told[key] for key in told if key in totals})
    if "cited" in people:
        people["cited"] = contributors_cited(paper.sources, sections)
    new: dict[str, Any] = {**old}
    new.update({"sources": totals} if "sources" in old else {})
    new.update({"contributors": people} if "contributors" in old else {})
    if "rows" in old:
        new["rows"] = [coverage_row(row, passages, sections, annexes) for row in old["rows"]]
    return new


def _was_readable(source: PaperSource) -> bool:
    """Whether it was counted among the sources with a text."""
    return bool(source.text.strip()) and not source.is_unattributed


def coverage_row(
    row: Mapping[str, Any],
    passages: Sequence[Passage],
    sections: Sequence[Section],
    annexes: Annexes,
) -> dict[str, Any]:
    """A source's row of the coverage as sections and annexes now are."""
    name = row["source"]
    own = [passage for passage in passages if passage.source == name]
    reasons = {one["source"]: one["reason"] for one in annexes.not_reflected}
    return {
        **row,
        "passages": len(own),
        "views": len({passage.view for passage in own} - {None}),
        "sentences": sum(
            any(item.source == name for one in sentence.positions for item in one.evidence)
            for sentence in sentences_of(sections)
        ),
        "reason": reasons.get(name, ""),
    }
