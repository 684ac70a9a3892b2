"""What readers find, before it has offsets: pieces, and their assembly into a Document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conspectus.engine.document import Block, BlockKind, Document

_SPACES = re.compile(r"[^\S\n]+")
MAX_ITEM_WORDS = 60
_LINES = re.compile(r" ?\n[\n ]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One future block.

    ``kind`` ``None``: stays in the published text but in no block (a signature, a disclaimer).
    ``marker``: what was printed before the words ("•", "1.", "(a)"), outside the block.
    ``text``: one line; paragraphs of a turn and rows of a table are parted by a line feed (which
    becomes an empty line between the paragraphs of a turn).
    ``page``: 1-based, where the format has pages.
    """

    kind: BlockKind | None
    text: str
    marker: str = ""
    level: int | None = None
    speaker: str | None = None
    page: int | None = None
    channel: str | None = None


def list_piece(text: str, level: int, marker: str = "•", page: int | None = None) -> Piece:
    """An item of a list; one of more than sixty words is a numbered paragraph."""
    if len(text.split()) > MAX_ITEM_WORDS:
        return Piece(kind=BlockKind.PARAGRAPH, text=text, marker=marker, page=page)
    return Piece(kind=BlockKind.LIST_ITEM, text=text, marker=marker, level=level, page=page)


def assemble(
    pieces: Iterable[Piece],
    *,
    title: str | None = None,
    language: str | None = None,
    warnings: Iterable[str] = (),
    page_count: int = 0,
) -> Document:
    """Lay the pieces one after the other and note where each begins and ends.

    Pieces are parted by an empty line, items of one list by a line feed. ``page_count`` > 0 asks
    for page offsets: a page without a piece begins where the next one does.
    """
    writer = _Writer()
    for piece in pieces:
        writer.add(piece)
    return Document(
        text="".join(writer.parts),
        blocks=tuple(writer.blocks),
        pages=writer.page_offsets(page_count),
        title=_tidy(title) if title else None,
        language=language,
        warnings=tuple(dict.fromkeys(warnings)),
    )


class _Writer:
    """The text so far, its blocks, and where pages begin."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self._length = 0
        self._previous: BlockKind | None = None
        self._first_on_page: dict[int, int] = {}

    def add(self, piece: Piece) -> None:
        text = _tidy(piece.text)
        if piece.kind is BlockKind.TURN:
            text = text.replace("\n", "\n\n")
        if not text:
            return
        if self._length:
            in_list = piece.kind is BlockKind.LIST_ITEM and self._previous is BlockKind.LIST_ITEM
            self._write("\n" if in_list else "\n\n")
        if piece.page is not None:
            self._first_on_page.setdefault(piece.page, self._length)
        if piece.speaker:
            self._write(f"{_tidy(piece.speaker)}: ")
        elif piece.marker:
            self._write(f"{piece.marker} ")
        start = self._length
        self._write(text)
        self._previous = piece.kind
        if piece.kind is not None:
            self.blocks.append(
                Block(
                    kind=piece.kind,
                    start=start,
                    end=self._length,
                    level=piece.level,
                    speaker=_tidy(piece.speaker) if piece.speaker else None,
                    page=piece.page,
                    channel=piece.channel,
                )
            )

    def page_offsets(self, count: int) -> tuple[int, ...]:
        offsets = [self._length] * count
        following = self._length
        for page in range(count, 0, -1):
            following = self._first_on_page.get(page, following)
            offsets[page - 1] = following
        if offsets:
            offsets[0] = 0
        return tuple(offsets)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)


def _tidy(text: str) -> str:
    """Single spaces and single line feeds, neither at the ends."""
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
