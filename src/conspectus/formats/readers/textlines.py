"""The lines of a text file that say something: without page numbers, rules and running headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from conspectus.formats.readers.headings import looks_like_heading
from conspectus.formats.readers.markers import is_alone
from conspectus.formats.readers.wrapping import Line, ends_sentence

_PAGE_NUMBER = re.compile(
    r"(?:[-–|\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–|\s]*|page\s*\|?\s*\d+|"
    r"\d+\s*\|\s*page)$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\W_]+$")
_LEFTOVER_TITLE = re.compile(r"^(?:document|untitled|untitled document)$", re.IGNORECASE)
_END_MARK = re.compile(r"^\W*end of (?:document|text|file)\W*$", re.IGNORECASE)
_EDGE_NUMBER = re.compile(r"^(?:\d{1,4}\s+\D.*|.*\D\s+\d{1,4})$")
_MIN_RECURRENCE = 3
_MIN_DISTANCE = 12
_MAX_HEADER = 100


def read_lines(text: str) -> list[Line]:
    """Lines with whether a gap stood before each, and its indent; lone signs join their item."""
    lines: list[Line] = []
    gap = True
    alone = ""
    for raw in _without_headers(text.replace("\f", "\n").split("\n")):
        stripped = raw.strip()
        if not stripped:
            gap = True
        elif is_page_number(stripped):
            gap = gap or not lines or ends_sentence(lines[-1].text)
        elif _is_waste(stripped, is_first=not lines):
            gap = True
        elif is_alone(stripped):
            alone = "" if stripped in "“”" else stripped
            gap = True
        else:
            words = " ".join(f"{alone} {stripped}".split()) if alone else _squeeze(stripped)
            lines.append(Line(words, gap, _indent(raw)))
            gap, alone = False, ""
    return lines


def is_page_number(line: str) -> bool:
    """Whether a line is "7", "- 7 -", "Page 7 of 9" and nothing else."""
    return _PAGE_NUMBER.match(line.strip()) is not None


def _is_waste(line: str, *, is_first: bool) -> bool:
    """Rules of dashes, end marks, and the "Document" that web forms leave as a title."""
    if is_first and _LEFTOVER_TITLE.match(line):
        return True
    return (len(line) > 2 and bool(_RULE.match(line))) or bool(_END_MARK.match(line))


def _squeeze(line: str) -> str:
    """Single spaces; but the two of "o  text" stay, they tell a bullet from the letter."""
    body = " ".join(line.split())
    return f"o  {body[2:]}" if re.match(r"o\s{2,}", line) else body


def _indent(raw: str) -> int:
    wide = raw.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _without_headers(raws: Sequence[str]) -> list[str]:
    """Lines without running headers: the same words again and again, with a number or far apart.

    A file of text that was once paged keeps its headers in mid-sentence; such a line is dropped
    and leaves no gap.
    """
    places: dict[str, list[int]] = {}
    for k, raw in enumerate(raws):
        stripped = raw.strip()
        if 3 < len(stripped) <= _MAX_HEADER and not stripped.endswith((".", ":", ";", "?", "!")):
            places.setdefault(re.sub(r"\d+", "#", stripped).casefold(), []).append(k)
    dropped: set[int] = set()
    for found in places.values():
        if len(found) >= _MIN_RECURRENCE and _is_running(raws, found):
            dropped.update(found)
    return [raw for k, raw in enumerate(raws) if k not in dropped]


def _is_running(raws: Sequence[str], places: Sequence[int]) -> bool:
    texts = [raws[k].strip() for k in places]
    distances = [b - a for a, b in pairwise(places)]
    if all(_EDGE_NUMBER.match(t) for t in texts):
        numbers = [int(re.findall(r"^\d+|\d+$", t)[0]) for t in texts]
        is_rising = all(a < b for a, b in pairwise(numbers))
        return is_rising and min(distances) >= _MIN_DISTANCE
    same = Counter(texts).most_common(1)[0][1] == len(texts)
    return (
        same
        and min(distances) >= _MIN_DISTANCE
        and looks_like_heading(texts[0])
        and len(texts) > _MIN_RECURRENCE
    )
