"""Rich Text Format: text by striprtf, blocks as in plain text, footnotes behind their paragraph.

striprtf drops footnotes. Their groups are marked before it runs, with two control characters that
no RTF contains, and moved behind the paragraph that calls them afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conspectus.engine.document import Document
from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.errors import Damaged
from conspectus.formats.readers.limits import check_length
from conspectus.formats.readers.paragraphs import pieces_of_text
from conspectus.formats.readers.pieces import assemble

_FOOTNOTE = re.compile(r"\{\\footnote(?![a-z])(?:\\ftnalt)?")
_OPEN, _CLOSE = "\x01", "\x02"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


def read_rtf(data: bytes, name: str) -> Document:
    """A document of an RTF file.

    Raises:
        Damaged: its braces or escapes make no sense. TooLarge: too many characters.
    """
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 — loaded for RTF only

    # Every byte is a character here; \'xx escapes carry the charset that the file declares.
    raw = data.decode("latin-1").replace(_OPEN, "").replace(_CLOSE, "")
    try:
        text = str(rtf_to_text(_mark_footnotes(raw), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError) as error:
        raise Damaged(
            f"“{name}” is a damaged RTF file: open it, save it as DOCX or PDF, and send that."
        ) from error
    check_length(len(text), name)
    return assemble(pieces_of_text(clean(_move_footnotes(text)).replace("|\n", "\n")))


def _mark_footnotes(raw: str) -> str:
    """Footnote groups as plain groups between the two marks."""
    parts: list[str] = []
    place = 0
    for match in _FOOTNOTE.finditer(raw):
        end = _group_end(raw, match.end())
        if match.start() < place or end is None:
            continue
        parts += [raw[place : match.start()], "{", _OPEN, " ", raw[match.end() : end], _CLOSE, "}"]
        place = end + 1
    parts.append(raw[place:])
    return "".join(parts)


def _group_end(raw: str, start: int) -> int | None:
    """Index of the brace that closes the group in which ``start`` stands."""
    depth = 1
    for match in re.compile(r"\\[\\{}]|[{}]").finditer(raw, start):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return match.start()
    return None


def _move_footnotes(text: str) -> str:
    """Each paragraph without its notes, then its notes as lines "[1] …"."""
    return "\n".join(_lines(_MARKED.sub(lambda m: " ".join([_OPEN, *m[1].split(), _CLOSE]), text)))


def _lines(text: str) -> Iterator[str]:
    number = 0
    for line in text.split("\n"):
        notes = _MARKED.findall(line)
        yield _MARKED.sub("", line)
        for note in notes:
            number += 1
            yield f"\n[{number}] {note.strip()}\n"
