"""Footnotes that stand in the middle of extracted text: at the foot of a page, between two lines.

A line such as "3 See the report …" is a footnote where its number is the next one to come and
that number is glued to a word or a full stop above it ("… Executive Board.3 The Study").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.formats.readers.seams import join_lines
from conspectus.formats.readers.wrapping import Line, Wrap, ends_sentence, find_wrap

_START = re.compile(r"^(\d{1,3})\s?(?=[A-Z“\"(‘h])(?!\d)")
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")
_SEARCHED = 90
_SKIPPED = 6
_MAX_LINES = 12


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, its words, and how many body lines stand before it."""

    number: str
    text: str
    after: int
    page: int | None = None


def part_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """Body lines without footnotes and without the numbers that called them, and the footnotes."""
    body: list[Line] = []
    notes: list[Note] = []
    wrap = find_wrap(lines)
    last = 0
    k = below = 0
    while k < len(lines):
        number = _number(lines[k], last)
        called = None if number is None else _caller(body, number)
        is_next = bool(notes) and k == below and number == last + 1
        if number is None or not (called or is_next):
            body.append(lines[k])
            k += 1
            continue
        end = _note_end(lines, k, number, wrap)
        words = ""
        for line in lines[k:end]:
            words = join_lines(words, line.text)
        notes.append(Note(str(number), words[len(str(number)) :].strip(), len(body), lines[k].page))
        if called:
            _uncall(body, called, number)
        last = number
        k = below = end
        if end < len(lines) and body and _number(lines[end], last) is None:
            body.append(_resumed(lines[end], body[-1]))
            k = end + 1
    return body, notes


def _number(line: Line, last: int) -> int | None:
    match = _START.match(line.text)
    if not match:
        return None
    number = int(match[1])
    return number if last < number <= last + 1 + _SKIPPED else None


def _call_pattern(number: int) -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[^\W\d_.,;:”\"’)\]]){number}(?![\w.,]\d|\w)|(?<=[.,;:”\"’)\]]){number}(?!\d|\.\d)"
    )


def _caller(body: Sequence[Line], number: int) -> int | None:
    """1 + index of the body line whose word carries the number; ``None`` where none does."""
    pattern = _call_pattern(number)
    for k in range(len(body) - 1, max(-1, len(body) - 1 - _SEARCHED), -1):
        found = pattern.search(body[k].text)
        if found and not re.search(r"\d[.,]$", body[k].text[: found.start()]):
            return k + 1
    return None


def _uncall(body: list[Line], called: int, number: int) -> None:
    line = body[called - 1]
    text = _call_pattern(number).sub("", line.text, count=1)
    if text.strip():
        body[called - 1] = Line(text, line.gap, line.indent, line.page)


def _note_end(lines: Sequence[Line], start: int, number: int, wrap: Wrap | None) -> int:
    """Index after the last line of the footnote that begins at ``start``."""
    k = start + 1
    while k < len(lines) and k - start < _MAX_LINES:
        last, line = lines[k - 1].text, lines[k]
        following = _number(line, number)
        if following is not None or line.gap:
            return k
        if ends_sentence(last) or (_ADDRESS.search(last) and not last.endswith("-")):
            return k
        if wrap is not None and not line.text[0].islower() and not wrap.is_full(last, line.text):
            return k
        k += 1
    return k


def _resumed(line: Line, before: Line) -> Line:
    """The line after a footnote goes on with the paragraph that the page's foot interrupted."""
    gap = line.gap and ends_sentence(before.text)
    return Line(line.text, gap, line.indent, line.page)
