"""Footnotes that a reader gives as blocks of their own: back to the sentence that they stand at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from conspectus.engine.document import BlockKind, Document
from conspectus.engine.handwritten.parts import (
    HandwrittenPaper,
    PaperParagraph,
    PaperSection,
    RunInNote,
)


def with_footnotes(paper: HandwrittenPaper, document: Document) -> HandwrittenPaper:
    """``paper`` with each footnote in the last sentence of the paragraph before it.

    Whom the footnote names is then a holder of that sentence. Readers do not tell at which
    sentence of a paragraph the mark stood.
    """
    notes = {one.start for one in document.blocks if one.kind is BlockKind.FOOTNOTE}
    sections = [
        replace(section, paragraphs=_joined(section, notes, document.text))
        for section in paper.sections
    ]
    return replace(paper, sections=tuple(one for one in sections if one.paragraphs))


def _joined(section: PaperSection, notes: Collection[int], text: str) -> tuple[PaperParagraph, ...]:
    found: list[PaperParagraph] = []
    for paragraph in section.paragraphs:
        if paragraph.start in notes and found and found[-1].sentences:
            found[-1] = _with_note(found[-1], paragraph, text)
        else:
            found.append(paragraph)
    return tuple(found)


def _with_note(paragraph: PaperParagraph, note: PaperParagraph, text: str) -> PaperParagraph:
    *before, last = paragraph.sentences
    words = RunInNote(start=note.start, end=note.end, text=text[note.start : note.end])
    named = tuple(replace(mention, note=True) for one in note.sentences for mention in one.mentions)
    last = replace(
        last,
        notes=(*last.notes, words),
        mentions=(*last.mentions, *named),
        reports=last.reports or bool(named),
    )
    return replace(paragraph, sentences=(*before, last))
