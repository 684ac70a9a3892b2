"""A paper without one of its sources, put together from what is left of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conspectus.engine.balance import balance
from conspectus.engine.errors import EngineError
from conspectus.engine.invariants_index import UNCOUNTED
from conspectus.engine.paper import Paper
from conspectus.engine.paper_parts import Opposition, PaperSource, Passage, View
from conspectus.engine.redaction.holders import ErasedHolders
from conspectus.engine.redaction.sections import remaining_sections
from conspectus.engine.redaction.tables import (
    ERASED_TITLE,
    annexes_without,
    coverage_without,
    doubts_without,
    rows_without,
)
from conspectus.engine.redaction.words import ErasedWords

WARNING = "Its text has been erased, as the law demands."


def without_source(paper: Paper, source_id: str) -> Paper:
    """``paper`` after the erasure of a source; the same paper where it is erased already.

    What a reader of a later format has added below the top of paper.json (``Paper.extra``) goes
    as well: nobody can tell whose words it holds.

    Raises:
        EngineError: the paper has no such source.
    """
    source = next((one for one in paper.sources if one.id == source_id), None)
    if source is None:
        raise EngineError(f"The paper has no source {source_id}; give the id of one it has.")
    return paper if source.redacted else _redacted(paper, source)


def _redacted(paper: Paper, source: PaperSource) -> Paper:
    others = [one for one in paper.sources if one.id != source.id]
    words = ErasedWords([source.text, source.title], (one.text for one in others))
    erased = ErasedHolders(paper.holders, source.id, paper.sources, paper.passages)
    left = [one for one in paper.passages if one.source != source.id]
    oppositions = _oppositions(paper, left)
    views = _views(paper, left, oppositions, words)
    passages = _passages(left, views)
    sections = remaining_sections(paper, source.id, words)
    annexes = annexes_without(paper, source.id, sections)
    sources = [erased.source(_emptied(one) if one is source else one) for one in paper.sources]
    holders = [erased.holder(holder) for holder in paper.holders]
    return replace(
        paper,
        sources=tuple(sources),
        holders=tuple(holders),
        themes=tuple(erased.theme(theme) for theme in paper.themes),
        passages=passages,
        views=views,
        sections=sections,
        annexes=erased.annexes(annexes),
        coverage=coverage_without(paper, source, passages, sections, annexes),
        balance=balance(sources, holders, sections),
        oppositions=oppositions,
        positions=rows_without(paper, passages, views, sections),
        doubts=doubts_without(paper, passages, words),
        notes=(*paper.notes, _note(source)),
        extra={key: value for key, value in paper.extra.items() if key.count("/") == 1},
    )


def _emptied(source: PaperSource) -> PaperSource:
    """The source with its number and who signed it, and none of its words or their hashes."""
    return replace(
        source,
        title=ERASED_TITLE,
        files=(),
        text="",
        language=None,
        warnings=(WARNING,),
        date=None,
        redacted=True,
    )


def _note(source: PaperSource) -> str:
    what = "What a group said" if source.is_unattributed else f"No. {source.number}"
    return (
        f"{what} has been erased, as the law demands, and with it every sentence "
        "that rested on it. The other paragraphs keep their numbers, and the figures of the "
        "introduction and of the method are those of the first publication."
    )


def _oppositions(paper: Paper, left: Sequence[Passage]) -> tuple[Opposition, ...]:
    """The oppositions with those who still hold one of the views; without a side they go."""
    chairs = {holder.id for holder in paper.holders if holder.is_chair}
    held = {
        (one.view, one.holder)
        for one in left
        if one.capacity not in UNCOUNTED and one.holder not in chairs
    }

    def remaining(one: Opposition, holders: Iterable[str]) -> tuple[str, ...]:
        return tuple(who for who in holders if any((view, who) in held for view in one.views))

    found = (
        replace(
            one,
            holders_for=remaining(one, one.holders_for),
            holders_against=remaining(one, one.holders_against),
        )
        for one in paper.oppositions
    )
    there = {passage.view for passage in left}
    return tuple(
        one
        for one in found
        if one.holders_for and one.holders_against and there.issuperset(one.views)
    )


def _views(
    paper: Paper, left: Sequence[Passage], oppositions: Sequence[Opposition], words: ErasedWords
) -> tuple[View, ...]:
    """The views that somebody still holds, in words that are not those of the erased text."""
    there = {passage.id: passage for passage in left}
    still = {view for one in oppositions for view in one.views}
    once = {view for one in paper.oppositions for view in one.views}
    texts = {source.id: source.text for source in paper.sources}
    views = []
    for view in paper.views:
        own = tuple(one for one in view.passages if one in there)
        if not own:
            continue
        wordings = tuple(one for one in view.wordings if not words.stand_in(one))
        if not wordings:
            first = there[min(own)]
            wordings = (" ".join(texts[first.source][first.start : first.end].split()),)
        touched = len(own) < len(view.passages) or view.id in once - still
        views.append(
            replace(view, passages=own, wordings=wordings, redacted=view.redacted or touched)
        )
    return tuple(views)


def _passages(left: Sequence[Passage], views: Sequence[View]) -> tuple[Passage, ...]:
    known = {view.id for view in views}
    return tuple(one if one.view in known else replace(one, view=None) for one in left)
