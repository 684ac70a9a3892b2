"""A stored document as its reader gave it to the engine: with the marks of lists, and speakers.

What is published stands without them; the engine draws on them (what a list continues, who
speaks). So a paper made on the site is the paper that the command line makes. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.contributions.blocks import BETWEEN, Piece, pieces_stored
from conspectus.engine.document import Block, BlockKind

_LINE = "\n"
_SAYS = ": "


@dataclass(frozen=True, slots=True)
class AsRead:
    """``text`` and ``blocks`` as a reader lays them out (`formats.readers.pieces.assemble`).

    ``_shifts``: (offset in the stored text, offset here) from which on both run alike.
    """

    text: str
    blocks: tuple[Block, ...]
    _shifts: tuple[tuple[int, int], ...]

    def offset(self, stored: int) -> int:
        """Where an offset into the stored text is in this one."""
        at = bisect_right(self._shifts, (stored, len(self.text) + 1)) - 1
        if at < 0:
            return stored
        begins, here = self._shifts[at]
        return here + stored - begins


def as_read(text: str, blocks: Sequence[Sequence[object]]) -> AsRead:
    """A document's stored ``text`` and ``blocks`` laid out again."""
    layout = _Layout()
    for piece in pieces_stored(text, blocks):
        layout.add(piece)
    return AsRead("".join(layout.parts), tuple(layout.blocks), tuple(layout.shifts))


class _Layout:
    """The text so far, its blocks, and where it and the stored text run alike."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.shifts: list[tuple[int, int]] = []
        self._length = 0
        self._stored = 0
        self._previous: BlockKind | None = None

    def add(self, piece: Piece) -> None:
        if self._length:
            in_list = piece.kind is self._previous is BlockKind.LIST_ITEM
            self._write(_LINE if in_list else BETWEEN)
        words, begins = piece.text, self._stored
        if piece.kind is BlockKind.TURN:
            said = len(piece.speaker) + len(_SAYS) if piece.speaker else 0
            self.shifts.append((begins, self._length))
            self._write(words[:said])
            words, begins = words[said:], begins + said
        elif piece.mark:
            self._write(f"{piece.mark} ")
        start = self._length
        if piece.kind is BlockKind.TURN:
            self._write_turn(words, begins)
        else:
            self.shifts.append((begins, start))
            self._write(words)
        self.blocks.append(
            Block(
                kind=piece.kind,
                start=start,
                end=self._length,
                level=piece.level or None,
                speaker=piece.speaker or None,
                channel=piece.channel or None,
            )
        )
        self._previous = piece.kind
        self._stored += len(piece.text) + len(BETWEEN)

    def _write_turn(self, words: str, begins: int) -> None:
        """A turn's paragraphs, parted by an empty line."""
        for number, line in enumerate(words.split(_LINE)):
            if number:
                self._write(BETWEEN)
            self.shifts.append((begins, self._length))
            self._write(line)
            begins += len(line) + len(_LINE)

    def _write(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)
