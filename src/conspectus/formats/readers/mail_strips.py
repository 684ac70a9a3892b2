"""The lines of a plain text as strips: what each says, and whether its client marks it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conspectus.formats.readers.pieces import Piece

_MASKED = re.compile(r"^>From ", re.MULTILINE)  # as mailboxes write it
_QUOTED = re.compile(r"^ ?(?:> ?)+")


@dataclass(frozen=True, slots=True)
class Strip:
    """One line, or one block of a page.

    ``quoted``, ``signed``: its client says so. ``opens``: from here on all is quoted. ``piece``: a
    heading, item or table of a page, whose words ``text`` has.
    """

    text: str
    quoted: bool = False
    signed: bool = False
    opens: bool = False
    piece: Piece | None = None


def strips_of_text(text: str, *, flowed: bool = False, tightly: bool = False) -> list[Strip]:
    """Strips of a plain text; flowed paragraphs are one line each."""
    text = _MASKED.sub("From ", text)
    lines = _unflowed(text, tightly=tightly) if flowed else text.split("\n")
    marked = [k for k, line in enumerate(lines) if _QUOTED.match(line)]
    if len(marked) == 1 and marked[0] and lines[marked[0] - 1].strip()[-1:] not in ("", ":", "："):
        return [Strip(line) for line in lines]  # "> 40 %" where a line was broken
    return [_strip(line) for line in lines]


def _strip(line: str) -> Strip:
    mark = _QUOTED.match(line)
    if mark:
        return Strip(line[mark.end() :], quoted=True)
    return Strip(line)


def _unflowed(text: str, *, tightly: bool) -> list[str]:
    """Lines joined where one ends with a space and the next is as deeply quoted (RFC 3676)."""
    made: list[str] = []
    open_depth = -1
    for raw in text.split("\n"):
        bare = raw.lstrip(">")
        depth = len(raw) - len(bare)
        content = bare.removeprefix(" ")
        if depth == open_depth:
            before = made.pop()
            content = (before[:-1] if tightly else before) + content
        elif depth:
            content = ">" * depth + " " + content
        made.append(content)
        is_open = content.endswith(" ") and content.lstrip("> ") != "-- " and content != "-- "
        open_depth = depth if is_open else -1
    return made
