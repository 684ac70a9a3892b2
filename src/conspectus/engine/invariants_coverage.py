"""Invariants of what the paper leaves out, of its table of positions and of its oppositions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conspectus.engine.invariants_index import PaperIndex
from conspectus.engine.paper_parts import PositionRow

NOT_REFLECTED_CODES = (
    "unreadable",
    "empty",
    "no view",
    "outside the themes",
    "duplicate",
    "excluded",
    "not for publication",
    "after cut-off",
    "withdrawn",
)
"""The closed list of reasons; an entry is a code, or a code, a colon and a detail."""


def reason_code(reason: str) -> str | None:
    """The code of a reason, or ``None`` where it is not of the closed list."""
    code, colon, detail = reason.partition(":")
    if code not in NOT_REFLECTED_CODES or (colon and not detail.strip()):
        return None
    return code


def problems_of_not_reflected(index: PaperIndex) -> Iterator[str]:
    """Sources neither cited nor accounted for, or both, and reasons of no list."""
    entries = index.paper.annexes.not_reflected
    listed = Counter(entry.get("source", "") for entry in entries)
    cited = index.cited
    for entry in entries:
        name = entry.get("source", "")
        code = reason_code(entry.get("reason", ""))
        if name not in index.sources or listed[name] > 1:
            yield f"“{name}” is no source, or stands twice among the not reflected."
        elif code is None:
            yield f"Source {name} is not reflected for a reason that is not of the closed list."
        elif code == "unreadable" and index.sources[name].text:
            yield f"Source {name} is called unreadable and has a text."
    for source in index.paper.sources:
        if source.id not in cited and source.id not in listed:
            yield f"Source {source.id} is neither cited nor listed as not reflected."
        if source.id in cited and source.id in listed:
            yield f"Source {source.id} is cited and listed as not reflected."


def problems_of_positions_table(index: PaperIndex) -> Iterator[str]:
    """Rows that contradict the paper, and holders of a view who are in no sentence and no row."""
    printed = {
        (position.view, position.holder, placed.sentence.id)
        for placed in index.placed
        for position in placed.sentence.positions
    }
    for row in index.paper.positions:
        yield from _problems_of_row(index, row, printed)
    answered = {(view, holder) for view, holder, _ in printed}
    answered |= {(row.view, row.holder) for row in index.paper.positions if row.reason}
    for passage in index.paper.passages:
        if passage.view is None or not index.counts(passage):
            continue
        if (passage.view, passage.holder) not in answered:
            yield (
                f"{passage.holder} holds view {passage.view} and is in no sentence of it, "
                "and positions.csv does not say why."
            )


def _problems_of_row(
    index: PaperIndex, row: PositionRow, printed: set[tuple[str | None, str, str]]
) -> Iterator[str]:
    where = f"The row of {row.holder} on {row.view} in positions.csv"
    if index.holders[row.holder].is_nobody:
        yield f"{where} lists words of a group, which nobody holds."
    if (row.sentence is None) == (not row.reason):
        yield f"{where} needs a sentence or a reason, one of them."
    if row.sentence is not None and (row.view, row.holder, row.sentence) not in printed:
        yield f"{where} points to sentence {row.sentence}, which does not cite it."
    if row.theme != index.views[row.view].theme:
        yield f"{where} stands under another theme than its view."
    if row.wording not in index.views[row.view].wordings:
        yield f"{where} gives a wording that is not one of the view."
    own = {
        passage
        for passage in index.views[row.view].passages
        if index.passages[passage].holder == row.holder
    }
    if not row.passages or not set(row.passages) <= own:
        yield f"{where} gives passages that are not that holder's on that view."


def problems_of_oppositions(index: PaperIndex) -> Iterator[str]:
    """Oppositions without two sides, or with somebody who holds neither view."""
    for opposition in index.paper.oppositions:
        where = f"The opposition of {' and '.join(opposition.views)}"
        sides = (opposition.holders_for, opposition.holders_against)
        if not all(sides) or set(sides[0]) & set(sides[1]):
            yield f"{where} lacks a side, or has a holder on both."
        for holder in (*sides[0], *sides[1]):
            held = any(
                index.passages[passage].holder == holder and index.counts(index.passages[passage])
                for view in opposition.views
                for passage in index.views[view].passages
            )
            if not held:
                yield f"{where} counts {holder}, who holds neither view."


def problems_of_totals(index: PaperIndex) -> Iterator[str]:
    """Totals of the coverage that are not those of the paper."""
    given = index.paper.coverage.get("sources", {})
    counted = {one.id for one in index.paper.sources if not one.is_unattributed}
    listed = [one.get("source", "") for one in index.paper.annexes.not_reflected]
    totals = {
        "total": len(counted),
        "cited": len(index.cited & counted),
        "not_reflected": sum(one in counted for one in listed),
    }
    for name, total in totals.items():
        if name in given and given[name] != total:
            yield f"The coverage gives {given[name]} sources as {name}, and there are {total}."
