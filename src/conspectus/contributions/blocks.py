"""The structure of a text as people can see and mend it in a text box, and back again.

A document's ``text`` is its blocks one after the other with an empty line between; ``blocks``
says what each is. In a text box a block carries a mark: ``# `` for a heading (one ``#`` a level),
``- `` for an item of a list (two spaces deeper a level), ``> `` for a quotation, ``| `` for the
rows of a table, ``^ `` for a footnote. What else its reader printed before an item is kept beside
the text ("(a)", "3."): a list item shows it after its sign ("- (a) cables"). Pure: no database,
no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conspectus.engine.document import Block, BlockKind

BETWEEN = "\n\n"
"""What stands between two blocks of a text."""

_ENDS_OF_LINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\f\v]")
# Control characters but tab and line feed, lone surrogates, characters that are none.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"((?:  )*)[-*•][ \t]+(?=\S)")
_ITEM_MARK = re.compile(
    r"(\\*)(\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)])[ \t]+(?=\S)"
)
"""A mark after the sign of an item; a backslash before it says that it belongs to the words."""
_BULLET = "•"
_LONGEST_MARK = 16
_SIGNS = {">": BlockKind.QUOTE, "|": BlockKind.TABLE, "^": BlockKind.FOOTNOTE}
_MARK = re.compile(r"\\*(?:#{1,6}[ \t]|(?:  )*[-*•][ \t]|[>|^](?:[ \t]|$))")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block with its own text. ``level``: of a heading or list item from 1, otherwise 0.

    ``mark``: what stands before it in print ("•", "3.", "(a)"), no part of the text. ``speaker``:
    of a turn; the text begins with it ("Chair: …"). ``channel``: of a turn.
    """

    kind: BlockKind
    text: str
    level: int = 0
    mark: str = ""
    speaker: str = ""
    channel: str = ""

    @property
    def shown_mark(self) -> str:
        """The mark as it is printed."""
        return shown_mark(self.mark)


def shown_mark(mark: str) -> str:
    """A mark where it says more than that this is an item of a list: "3.", no "•"."""
    return mark if any(map(str.isalnum, mark)) and mark != "o" else ""


def clean_text(text: str) -> str:
    """LF line ends, no byte order mark, no control characters, no lone surrogates."""
    return _NO_TEXT.sub("", _ENDS_OF_LINES.sub("\n", text))


def pieces_of(text: str, blocks: Iterable[Block]) -> list[Piece]:
    """The blocks of a reader's document with their texts; empty ones are left out."""
    found = []
    for block in blocks:
        words = _without_empty_lines(clean_text(text[block.start : block.end]))
        if not words:
            continue
        if block.kind is BlockKind.TURN:
            found.append(_turn(words, block))
        else:
            found.append(_piece(block.kind, words, block.level or 0, _mark_before(text, block)))
    return found


def _turn(words: str, block: Block) -> Piece:
    speaker = " ".join(clean_text(block.speaker or "").split())
    said = f"{speaker}: {words}" if speaker else words
    return Piece(BlockKind.TURN, said, speaker=speaker, channel=block.channel or "")


def _mark_before(text: str, block: Block) -> str:
    """What the reader printed on the block's line before it."""
    mark = clean_text(text[text.rfind("\n", 0, block.start) + 1 : block.start]).strip()
    return mark if len(mark) <= _LONGEST_MARK else ""


def stored(pieces: Sequence[Piece]) -> tuple[str, list[list[object]]]:
    """A document's ``text`` and ``blocks``.

    A block is ``[kind, start, end, level, mark, speaker, channel]``, without empty ones at its end;
    ``speaker`` is the length of the name with which a turn begins: words stand in the text alone,
    so that whatever is blacked out there is gone.
    """
    blocks: list[list[object]] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        block: list[object] = [piece.kind.value, start, end, piece.level]
        block += [piece.mark, len(piece.speaker), piece.channel]
        while len(block) > _FEWEST and not block[-1]:
            block.pop()
        blocks.append(block)
        start = end + len(BETWEEN)
    return BETWEEN.join(piece.text for piece in pieces), blocks


def pieces_stored(text: str, blocks: Sequence[Sequence[object]]) -> list[Piece]:
    """The pieces of a document's ``text`` and ``blocks``, as `stored` made them.

    A text without blocks is paragraphs.
    """
    if not blocks:
        return [Piece(BlockKind.PARAGRAPH, words) for words in text.split(BETWEEN) if words]
    return [_piece_stored(text, block) for block in blocks]


_FEWEST = 4


def _piece_stored(text: str, block: Sequence[object]) -> Piece:
    said = [*map(str, block), *("", "0", "")[len(block) - _FEWEST :]]
    first = int(said[1])
    return Piece(
        kind=BlockKind(said[0]),
        text=text[first : int(said[2])],
        level=int(said[3]),
        mark=said[4],
        speaker=text[first : first + int(said[5])],
        channel=said[6],
    )


def marked(pieces: Iterable[Piece]) -> str:
    """The pieces for a text box, with their marks."""
    return BETWEEN.join(_with_mark(piece) for piece in pieces)


def read_marked(text: str) -> list[Piece]:
    """The pieces of what was typed or pasted into a text box."""
    pieces: list[Piece] = []
    lines: list[str] = []
    for line in [*clean_text(text).split("\n"), ""]:
        begins = bool(_HEADING.match(line) or _ITEM.match(line))
        after_heading = len(lines) == 1 and bool(_HEADING.match(lines[0]))
        if lines and (begins or after_heading or not line.strip()):
            pieces.append(_read_piece(lines))
            lines = []
        if line.strip():
            lines.append(line.rstrip())
    return [piece for piece in pieces if piece.text]


def _read_piece(lines: Sequence[str]) -> Piece:
    first = lines[0]
    heading = _HEADING.match(first)
    if heading:
        return Piece(BlockKind.HEADING, first[heading.end() :].strip(), len(heading[1]))
    item = _ITEM.match(first)
    if item:
        return _read_item(first[item.end() :], lines[1:], 1 + len(item[1]) // 2)
    for sign, kind in _SIGNS.items():
        if all(line == sign or line.startswith((f"{sign} ", f"{sign}\t")) for line in lines):
            return Piece(kind, "\n".join(line[1:].strip() for line in lines).strip("\n"))
    plain = [line.strip() for line in lines]
    if plain[0].startswith("\\") and _MARK.match(plain[0]):
        plain[0] = plain[0][1:]
    return Piece(BlockKind.PARAGRAPH, "\n".join(plain))


def _read_item(first: str, others: Sequence[str], level: int) -> Piece:
    mark = _BULLET
    found = _ITEM_MARK.match(first)
    if found and found[1]:
        first = first[1:]
    elif found:
        mark, first = found[2], first[found.end() :]
    words = [first, *(line.strip() for line in others)]
    return Piece(BlockKind.LIST_ITEM, "\n".join(words).strip(), level, mark)


def _piece(kind: BlockKind, text: str, level: int, mark: str = "") -> Piece:
    if kind is BlockKind.HEADING:
        return Piece(kind, " ".join(text.split()), min(max(level, 1), 6), mark)
    if kind is BlockKind.LIST_ITEM:
        return Piece(kind, text, min(max(level, 1), 9), mark)
    return Piece(kind, text, mark=mark)


def _with_mark(piece: Piece) -> str:
    if piece.kind is BlockKind.HEADING:
        return f"{'#' * piece.level} {piece.text}"
    if piece.kind is BlockKind.LIST_ITEM:
        return f"{'  ' * (piece.level - 1)}- {_item_words(piece)}"
    for sign, kind in _SIGNS.items():
        if kind is piece.kind:
            return "\n".join(f"{sign} {line}".rstrip() for line in piece.text.split("\n"))
    return f"\\{piece.text}" if _MARK.match(piece.text) else piece.text


def _item_words(piece: Piece) -> str:
    found = _ITEM_MARK.match(f"{piece.mark} x")
    if found and found[2] == piece.mark:
        return f"{piece.mark} {piece.text}"
    return f"\\{piece.text}" if _ITEM_MARK.match(piece.text) else piece.text


def _without_empty_lines(text: str) -> str:
    """Lines without white space around them: inside a block no line is empty."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
