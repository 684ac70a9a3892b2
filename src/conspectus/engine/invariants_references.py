"""Every reference by id that a paper makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conspectus.engine.invariants_index import sentences_of
from conspectus.engine.paper_parts import PaperData

Reference = tuple[str, str | None]
"""Kind of the thing referred to ("holder", "theme" …) and its id; ``None`` refers to nothing."""


def references_of(paper: PaperData) -> Iterator[Reference]:
    """Kind and id of all that is referred to: in lists, sentences and tables."""
    yield from _in_lists(paper)
    yield from _in_sentences(paper)
    yield from _in_tables(paper)


def _each(kind: str, ids: Iterable[str | None]) -> Iterator[Reference]:
    return ((kind, one) for one in ids)


def _in_lists(paper: PaperData) -> Iterator[Reference]:
    for source in paper.sources:
        yield from _each("holder", source.holders)
    for holder in paper.holders:
        yield from _each("holder", holder.members)
    for theme in paper.themes:
        yield from _each("holder", theme.addressed_by)
    for passage in paper.passages:
        yield "source", passage.source
        yield "holder", passage.holder
        yield "theme", passage.theme
        yield "view", passage.view
    for view in paper.views:
        yield "theme", view.theme
        yield from _each("passage", view.passages)


def _in_sentences(paper: PaperData) -> Iterator[Reference]:
    for section in paper.sections:
        yield "theme", section.theme
    for placed in sentences_of(paper):
        for position in placed.sentence.positions:
            yield "view", position.view
            yield "holder", position.holder
            yield from _each("source", (item.source for item in position.evidence))


def _in_tables(paper: PaperData) -> Iterator[Reference]:
    for row in paper.positions:
        yield "theme", row.theme
        yield "view", row.view
        yield "holder", row.holder
        yield "sentence", row.sentence
        yield from _each("passage", row.passages)
    for doubt in paper.doubts:
        yield from _each("passage", doubt.passages)
    for opposition in paper.oppositions:
        yield from _each("view", opposition.views)
        yield from _each("holder", opposition.holders_for)
        yield from _each("holder", opposition.holders_against)
    for entry in paper.annexes.not_reflected:
        yield "source", entry.get("source")
