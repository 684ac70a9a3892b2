"""The lines of a transcript with their places, and what kind of line each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from conspectus.formats.transcripts.stage import PAGE

_RAW = re.compile(r"[^\n]*")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_FENCE = re.compile(r"(?:```|~~~)")
_OPENS = re.compile(r"<(?:blockquote|table|pre)\b", re.IGNORECASE)
_SHUTS = re.compile(r"</(?:blockquote|table|pre)>", re.IGNORECASE)
_UNDERLINE = re.compile(r"[-=*_\s]{3,}$")
_TOPIC = re.compile(r"(?:topic|subtopic|agenda item(?: \d+)?|item \d+)\s*:\s+(?=\S)", re.IGNORECASE)
_NUMBERED_ITEM = re.compile(
    r"(?:agenda )?(?:item|session|theme|panel|part)\s+(?:[ivx]+|\d+|one|two|three|four|"
    r"five)\b.{0,80}$",
    re.IGNORECASE,
)
_NUMBERED_HEAD = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[^\W\d_a-z].{0,80}[^.,;:?!]$")
_MAX_HEADING_WORDS = 14


class LineKind(StrEnum):
    """What a line is before anybody asks who says it."""

    WORDS = "words"
    HEADING = "heading"
    TABLE = "table"
    QUOTED = "quoted"
    MARKUP = "markup"
    TIMING = "timing"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``text[start:end]`` of a transcript, without white space at its ends.

    ``mark``: where its words begin, behind "#" or "> ". ``gap``: whether an empty line or another
    cue stands before it. ``time``: seconds. ``voice``: who a cue says speaks. ``ident``: the id of
    a live caption. ``quoted``: behind the ">" of Markdown. ``nick``: who typed it in a chat.
    """

    start: int
    end: int
    mark: int
    words: str
    kind: LineKind
    gap: bool
    level: int = 0
    time: float | None = None
    voice: str = ""
    ident: str = ""
    quoted: bool = False
    nick: str = ""


def lines_of(text: str, *, markdown: bool) -> list[Line]:
    """All lines that hold more than white space, in order."""
    found = list(_lines(text))
    found = list(_in_blocks(found)) if markdown else found
    return [_classified(line, found, k, markdown=markdown) for k, line in enumerate(found)]


def _lines(text: str) -> Iterator[Line]:
    gap = True
    for raw in _RAW.finditer(text):
        words = raw[0].strip()
        if not words:
            gap = gap or raw.end() > raw.start() or _is_empty(text, raw.start())
            continue
        start = raw.start() + raw[0].index(words[0])
        yield Line(
            start=start,
            end=start + len(words),
            mark=start,
            words=words,
            kind=LineKind.WORDS,
            gap=gap,
        )
        gap = False


def _is_empty(text: str, place: int) -> bool:
    """Whether the line at ``place`` is empty (and no end of a filled one)."""
    return place == 0 or text[place - 1] == "\n"


def _in_blocks(lines: list[Line]) -> Iterator[Line]:
    """Lines of Markdown, those inside fences and blocks of quotation marked as quoted.

    A fence or a block that is never closed was opened by mistake and holds nothing.
    """
    bare = [_unquoted(line) for line in lines]
    fences = [k for k, line in enumerate(bare) if _FENCE.match(line.words)]
    inside = {k for a, b in zip(fences[::2], fences[1::2], strict=False) for k in range(a, b + 1)}
    begin: int | None = None
    for k, line in enumerate(bare):
        if k in inside:
            continue
        if begin is None and _OPENS.match(line.words):
            begin = k
        if begin is not None and _SHUTS.search(line.words):
            inside.update(range(begin, k + 1))
            begin = None
    for k, line in enumerate(bare):
        quoted = k in inside or k in fences or _OPENS.match(line.words)
        yield replace(line, kind=LineKind.QUOTED) if quoted else line


def _unquoted(line: Line) -> Line:
    """A line of Markdown behind its "> "."""
    mark = re.match(r"(?:>(?!>)\s*)+(?=\S)", line.words)
    if not mark or re.match(r">\s?[^\s>]{1,40}>", line.words):
        return line
    return replace(line, mark=line.start + mark.end(), words=line.words[mark.end() :], quoted=True)


def _classified(line: Line, lines: list[Line], place: int, *, markdown: bool) -> Line:
    if line.kind is not LineKind.WORDS:
        return line
    if not any(map(str.isalnum, line.words)) and not re.search(r"[?♪♫…]", line.words):
        return replace(line, kind=LineKind.MARKUP)
    if markdown and line.words.startswith("|"):
        return replace(line, kind=LineKind.TABLE)
    hashes = _HASHES.match(line.words) if markdown else None
    if hashes:
        return _heading(line, hashes.end(), len(hashes[1]))
    if _TOPIC.match(line.words):
        return titled(line)
    if PAGE.match(line.words) and (line.gap or " " in line.words):
        return replace(line, kind=LineKind.MARKUP)
    following = lines[place + 1] if place + 1 < len(lines) else None
    underlined = following is not None and _is_underline(following)
    if (line.gap and _is_titled(line.words)) or (markdown and underlined and line.gap):
        return _heading(line, 0, 2)
    return line


def titled(line: Line) -> Line:
    """A line that says "Topic: …" as the heading that it is; any other as it was."""
    topic = _TOPIC.match(line.words)
    return _heading(line, topic.end(), 2) if topic else line


def _is_underline(line: Line) -> bool:
    return bool(_UNDERLINE.match(line.words)) and line.words[0] in "=-" and not line.gap


def _heading(line: Line, offset: int, level: int) -> Line:
    return replace(
        line,
        kind=LineKind.HEADING,
        mark=line.mark + offset,
        words=line.words[offset:].strip(),
        level=level,
    )


def _is_titled(words: str) -> bool:
    """ "AGENDA ITEM 2: ACCESS", "OPEN CONSULTATIONS": lines of their own in capitals."""
    if _NUMBERED_ITEM.match(words) and words[-1] not in ".!?,;":
        return True
    if _NUMBERED_HEAD.match(words) and len(words.split()) <= _MAX_HEADING_WORDS:
        return True
    capitals = sum(map(str.isupper, words))
    shouted = words.isupper() and capitals > 5 and capitals * 2 > len(words)
    plain = not words.startswith((">", "»", "(", "[", "<")) and words[-1] not in ".?!,;:"
    return shouted and plain and ":" not in words and len(words.split()) <= _MAX_HEADING_WORDS
