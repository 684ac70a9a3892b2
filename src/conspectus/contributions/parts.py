"""Parting a long text into pages: at a heading where there is one, before a page grows heavy.

A page of a contribution weighs at most 14,000 bytes (one TCP initial window), style sheet and
frame included, and holds at most 6,000 words (DESIGN §8). Pure: no database, no clock.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conspectus.contributions.blocks import BETWEEN

MOST_WORDS = 6_000
HEAVIEST = 7_200
"""Bytes, gzip -6, of the paragraphs of one page; the rest of 14,000 is frame and style sheet."""

LONGEST = 5_000
"""Characters of one paragraph; a longer block is parted at an end of a line or sentence."""

_EARLY = 0.45
_HEADING = "heading"
_MARKUP = '<p id="p9999"><a href="p9999/">9999</a></p>'
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"”»’)]*\s+|[。！？]|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph to be: ``text[start:end]`` of its document."""

    document: int
    kind: str
    level: int
    start: int
    end: int
    mark: str = ""


def pieces_of(text: str, blocks: Iterable[Sequence[object]], document: int = 0) -> Iterator[Piece]:
    """The paragraphs of a document: its blocks, or what empty lines part where it has none.

    ``blocks``: [kind, start, end, level, …] each. Long ones come in several pieces.
    """
    found = list(blocks) or list(_by_empty_lines(text))
    for kind, start, end, level, *more in found:
        mark = str(more[0]) if more else ""
        for first, last in _pieces(text, int(str(start)), int(str(end))):
            yield Piece(document, str(kind), int(str(level or 0)), first, last, mark)
            mark = ""


def _by_empty_lines(text: str) -> Iterator[tuple[str, int, int, int]]:
    start = 0
    for block in text.split(BETWEEN):
        inner = block.strip()
        first = start + len(block) - len(block.lstrip())
        if inner:
            yield "paragraph", first, first + len(inner), 0
        start += len(block) + len(BETWEEN)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        ends = [hit.end() for hit in _SENTENCE_END.finditer(text, start, start + LONGEST)]
        space = text.rfind(" ", start, start + LONGEST)
        cut = ends[-1] if ends else space + 1 if space > start else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield start, end


def part_numbers(pieces: Sequence[tuple[str, str]]) -> list[int]:
    """The number of the page, from 1, that holds each of the pieces (kind, text)."""
    weights = _weights(text for _, text in pieces)
    words = [len(text.split()) + len(text) // 12 * (not text.isascii()) for _, text in pieces]
    numbers = [0] * len(pieces)
    first, number = 0, 1
    while first < len(pieces):
        end = _end_of_part(pieces, weights, words, first)
        numbers[first:end] = [number] * (end - first)
        first, number = end, number + 1
    return numbers


def _end_of_part(
    pieces: Sequence[tuple[str, str]], weights: Sequence[int], words: Sequence[int], first: int
) -> int:
    """Where the page that begins at ``first`` ends: at the last heading that is not too early."""
    weight = count = 0
    heading = 0
    for at in range(first, len(pieces)):
        weight += weights[at]
        count += words[at]
        if at > first and (weight > HEAVIEST or count > MOST_WORDS):
            return heading or at
        share = max(weight / HEAVIEST, count / MOST_WORDS)
        if at > first and pieces[at][0] == _HEADING and share > _EARLY:
            heading = at if pieces[at - 1][0] != _HEADING else heading
    return len(pieces)


def _weights(texts: Iterable[str]) -> list[int]:
    """What each paragraph adds to a compressed page, bytes (a little more than it will)."""
    packing = zlib.compressobj(6)
    return [
        len(packing.compress(f"{_MARKUP}{text}\n".encode())) + len(packing.flush(zlib.Z_SYNC_FLUSH))
        for text in texts
    ]
