"""Numbering the paragraphs of a version: the targets of its permanent addresses."""

from __future__ import annotations

from collections.abc import Iterable

from conspectus.contributions.blocks import shown_mark
from conspectus.contributions.models import Document, Paragraph, Version
from conspectus.contributions.parts import part_numbers, pieces_of


def paragraphs_of(version: Version, documents: Iterable[Document]) -> list[Paragraph]:
    """The paragraphs of a version's documents, not saved."""
    held = list(documents)
    pieces = [
        piece
        for place, document in enumerate(held)
        for piece in pieces_of(document.text, document.blocks, place)
    ]
    texts = [(piece.kind, held[piece.document].text[piece.start : piece.end]) for piece in pieces]
    return [
        Paragraph(
            version=version,
            document=held[piece.document],
            number=number,
            part=part,
            kind=piece.kind,
            level=piece.level,
            mark=shown_mark(piece.mark),
            start=piece.start,
            end=piece.end,
        )
        for number, (piece, part) in enumerate(
            zip(pieces, part_numbers(texts), strict=True), start=1
        )
    ]
