"""A paper with other sections: its tables, annexes and figures follow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from conspectus.engine.balance import (
    balance,
    cited_sources,
    contributors_cited,
    sentences_of,
    tally,
)
from conspectus.engine.paper_parts import Annexes, PaperData, PositionRow, Section
from conspectus.engine.redaction.tables import coverage_row, unlisted_rows

AnyPaper = TypeVar("AnyPaper", bound=PaperData)

LEFT_OUT: Final = "excluded: left out of the text by the rapporteur"
NOT_IN_TEXT: Final = "left out of the text by the rapporteur"


def with_sections(
    paper: AnyPaper, sections: Sequence[Section], reasons: Mapping[tuple[str, str], str]
) -> AnyPaper:
    """``paper`` with ``sections`` in place of its own.

    ``reasons``: (view, holder) → why the holder is in no sentence of the view any more.

    Raises:
        InvariantError: the paper would break DESIGN §5.
    """
    kept = tuple(section for section in sections if section.paragraphs)
    notes = _annexes(paper, kept)
    return replace(
        paper,
        sections=kept,
        annexes=notes,
        coverage=_coverage(paper, kept, notes),
        balance=balance(paper.sources, paper.holders, kept),
        positions=_rows(paper, kept, reasons),
    )


def _rows(
    paper: PaperData, sections: Sequence[Section], reasons: Mapping[tuple[str, str], str]
) -> tuple[PositionRow, ...]:
    """positions.csv, each row with the first sentence that now prints it, or why there is none."""
    printed: dict[tuple[str | None, str], str] = {}
    for sentence in sentences_of(sections):
        for position in sentence.positions:
            printed.setdefault((position.view, position.holder), sentence.id)
    rows = []
    for row in paper.positions:
        stands_in = printed.get((row.view, row.holder))
        reason = reasons.get((row.view, row.holder), row.reason or NOT_IN_TEXT)
        rows.append(replace(row, sentence=stands_in, reason="" if stands_in else reason))
    told = {*printed, *((row.view, row.holder) for row in rows)}
    views = {view.id: view for view in paper.views}
    added = unlisted_rows(
        told, paper.passages, views, lambda view, who: reasons.get((view, who), NOT_IN_TEXT)
    )
    return (*rows, *added)


def _annexes(paper: PaperData, sections: Sequence[Section]) -> Annexes:
    cited = cited_sources(sections)
    told = {str(one["source"]): str(one["reason"]) for one in paper.annexes.not_reflected}
    order = [str(one["source"]) for one in paper.annexes.not_reflected]
    order += [source.id for source in paper.sources if source.id not in told]
    return replace(
        paper.annexes,
        not_reflected=tuple(
            {"source": one, "reason": told.get(one, LEFT_OUT)} for one in order if one not in cited
        ),
    )


def _coverage(paper: PaperData, sections: Sequence[Section], notes: Annexes) -> dict[str, object]:
    old = paper.coverage
    new: dict[str, object] = {**old}
    if "sources" in old:
        new["sources"] = {
            **old["sources"],
            **tally(paper.sources, sections, notes),
        }
    if "contributors" in old:
        new["contributors"] = {
            **old["contributors"],
            "cited": contributors_cited(paper.sources, sections),
        }
    if "rows" in old:
        new["rows"] = [coverage_row(row, paper.passages, sections, notes) for row in old["rows"]]
    return new
