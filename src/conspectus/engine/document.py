"""A document as a reader gives it: text, blocks over it, pages, language, warnings.

Offsets everywhere are code points into ``Document.text`` (Python string indices), half open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of text is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    FOOTNOTE = "footnote"
    TABLE = "table"
    TURN = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block: ``text[start:end]`` without surrounding white space.

    ``level`` is the depth of a heading (1 = highest) or of a list item (1 = outermost).
    ``speaker`` is set on turns only, as printed in the transcript, without markers.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    speaker: str | None = None
    page: int | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader makes of bytes.

    ``text``: UTF-8 encodable, LF line ends, no BOM, no NUL, no lone surrogates.
    ``blocks``: ordered, not overlapping; together they hold all that is worth reading.
    ``pages``: offset at which each page starts (empty where the format has no pages).
    ``language``: ISO 639-1 where the file itself declares one, else ``None``.
    ``warnings``: full sentences for the secretariat (what, where, what to do).
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    title: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
