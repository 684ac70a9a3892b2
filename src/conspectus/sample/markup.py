"""The annotated texts from which the sample is built.

A text is a header of ``key: value`` lines, a line ``---``, and blocks:

``# `` and ``## ``   headings
``- `` and ``1. ``   list items (further lines of the item follow without a blank line)
``> ``               quoted text
``! ``               a line kept as it is: letterhead, address, signature
``| a | b |``        one row of a table
``[^1]: ``           a footnote, called by ``[^1]`` in the text
``@NAME: ``          a turn of a transcript
``{{ … }}``          a stage note of a transcript

Whatever else is a paragraph. ``⟦TAG|words⟧`` marks words for ``truth.json`` and may be nested.
What the tags mean is said in README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_LINE_KINDS = (
    ("heading", re.compile(r"(?P<hashes>#{1,3}) (?P<rest>.*)", re.DOTALL)),
    ("item", re.compile(r"(?P<marker>[-*]|\(?[0-9a-zivx]{1,4}[.)]) (?P<rest>.*)", re.DOTALL)),
    ("quote", re.compile(r"> (?P<rest>.*)", re.DOTALL)),
    ("kept", re.compile(r"! (?P<rest>.*)", re.DOTALL)),
    ("row", re.compile(r"\| (?P<rest>.*) \|", re.DOTALL)),
    ("footnote", re.compile(r"\[\^(?P<marker>\d+)\]: (?P<rest>.*)", re.DOTALL)),
    ("turn", re.compile(r"@(?P<marker>[^:|⟦]+): (?P<rest>.*)", re.DOTALL)),
    ("note", re.compile(r"\{\{(?P<rest>.*)\}\}", re.DOTALL)),
)
_STARTS_BLOCK = re.compile(
    r"(#{1,3} |[-*] |> |! |\| |\[\^\d+\]: |@[^:|⟦]+: |\{\{|\(?[0-9a-zivx]{1,4}[.)] )"
)
_CALL = re.compile(r"\[\^(\d+)\]")


class MarkupError(ValueError):
    """A text of the sample is not written by the rules of this module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words marked for the truth: ``tag`` as written, ``quote`` as published."""

    tag: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block of a text, its words without marks.

    ``marker`` is the number or bullet of an item, the number of a footnote, the name of the
    speaker of a turn; ``level`` the depth of a heading.
    """

    kind: str
    text: str
    marks: tuple[Mark, ...] = ()
    marker: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One annotated text with its header."""

    name: str
    header: dict[str, str]
    parts: tuple[Part, ...]

    @property
    def file(self) -> str:
        """The name of the file that is made of this text."""
        return self.header["file"]

    def notes(self) -> dict[str, str]:
        """Footnotes by number."""
        return {part.marker: part.text for part in self.parts if part.kind == "footnote"}


def strip_marks(annotated: str) -> tuple[str, tuple[Mark, ...]]:
    """Take ``⟦TAG|…⟧`` out of ``annotated``; the words stay, calls of footnotes are kept.

    Raises MarkupError where brackets do not match.
    """
    clean: list[str] = []
    length = 0
    open_marks: list[tuple[str, int]] = []
    marks: list[Mark] = []
    for piece in re.split(r"(⟦[^|⟦⟧]+\||⟧)", annotated):
        if piece.startswith("⟦"):
            open_marks.append((piece[1:-1], length))
        elif piece == "⟧":
            if not open_marks:
                msg = f"A mark is closed but not opened in: {annotated[:60]}"
                raise MarkupError(msg)
            tag, start = open_marks.pop()
            marks.append(Mark(tag=tag, quote="".join(clean)[start:].strip()))
        else:
            clean.append(piece)
            length += len(piece)
    if open_marks:
        msg = f"A mark is opened but not closed in: {annotated[:60]}"
        raise MarkupError(msg)
    return "".join(clean), tuple(marks)


def split_calls(text: str) -> list[tuple[str, str]]:
    """Split at calls of footnotes: pairs of words and the number called after them or ``""``."""
    pieces = _CALL.split(text)
    numbers = [*pieces[1::2], ""]
    return [(words, number) for words, number in zip(pieces[::2], numbers, strict=True)]


def read_text(path: Path) -> Text:
    """Parse one annotated text. Raises MarkupError with the name of the file."""
    head, separator, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not separator:
        msg = f"{path.name} has no line of three dashes after its header."
        raise MarkupError(msg)
    header = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    parts = tuple(_part(lines) for lines in _gather(body))
    return Text(name=path.stem, header=header, parts=parts)


def _gather(body: str) -> list[str]:
    gathered: list[str] = []
    fresh = True
    for line in body.splitlines():
        if not line.strip():
            fresh = True
            continue
        if fresh or _STARTS_BLOCK.match(line):
            gathered.append(line)
        else:
            gathered[-1] += " " + line.strip()
        fresh = False
    return gathered


def _part(line: str) -> Part:
    for kind, pattern in _LINE_KINDS:
        found = pattern.fullmatch(line)
        if found:
            text, marks = strip_marks(found["rest"])
            groups = found.groupdict()
            return Part(
                kind=kind,
                text=text,
                marks=marks,
                marker=groups.get("marker") or "",
                level=len(groups.get("hashes") or ""),
            )
    text, marks = strip_marks(line)
    return Part(kind="paragraph", text=text, marks=marks)
