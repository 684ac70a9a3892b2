"""Which lines of a plain text belong together? Hard-wrapped text, one line a paragraph, or both.

Text that came out of a PDF breaks its lines at a width; text that came out of a web form has one
line a paragraph; pasted documents have stretches of each. The width is learnt from lines of the
file itself that certainly go on: no full stop at the end, and a small letter after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from conspectus.formats.readers.headings import is_title_case, is_upper, looks_like_heading
from conspectus.formats.readers.markers import Marker, find_marker

_CLOSERS = "”\"’')]»›"
_TERMINAL = ".!?:;。！？：；؟۔।"
_MIN_WRAPPED = 32
_MAX_WRAPPED = 160
_MIN_EVIDENCE = 3
_FULL = 0.84
_SMALL_WORDS = frozenset("a an and as at by for from in of on or the to with".split())
_FOOTNOTE_MARK = re.compile(r"[.”\"’)]\s?\d{1,3}$|\[\d{1,3}\]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, stripped; ``gap``: an empty line stood before it; ``indent`` in columns."""

    text: str
    gap: bool = False
    indent: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block: joined text, its marker, and whether a gap stood before."""

    text: str
    lines: int
    gap: bool
    marker: Marker | None = None
    indent: int = 0
    page: int | None = None


def wrap_width(lines: Sequence[Line]) -> float | None:
    """Columns at which this text breaks its lines, or ``None`` where it does not wrap.

    The 70th percentile of the lines that certainly go on in the next one (see the module).
    """
    widths = sorted(
        columns(a.text)
        for a, b in zip(lines, lines[1:], strict=False)
        if _MIN_WRAPPED <= columns(a.text) <= _MAX_WRAPPED
        and not ends_sentence(a.text)
        and _goes_on(b.text)
    )
    if len(widths) < max(_MIN_EVIDENCE, len(lines) // 50):
        return None
    return float(widths[int(len(widths) * 0.7)])


def group_lines(lines: Sequence[Line]) -> list[Group]:
    """Join the lines of each paragraph, item and heading with one space."""
    width = wrap_width(lines)
    groups: list[Group] = []
    last = ""
    for line in lines:
        marker = find_marker(line.text)
        if groups and _continues(groups[-1], last, line, marker, width, groups):
            groups[-1] = _join(groups[-1], line)
        else:
            text = marker.rest.strip() if marker else line.text
            groups.append(Group(text, 1, line.gap, marker, line.indent, line.page))
        last = line.text
    return groups


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, a lead-in or a list item does."""
    bare = _FOOTNOTE_MARK.sub(".", text).rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] in _TERMINAL


def columns(text: str) -> int:
    """Width in columns: a wide character counts two (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def _goes_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence (a small letter, no list marker)."""
    return bool(text) and text[0].islower() and find_marker(text) is None


def _continues(
    group: Group,
    last: str,
    line: Line,
    marker: Marker | None,
    width: float | None,
    groups: Sequence[Group],
) -> bool:
    """Whether ``line`` goes on with the group that ends with ``last``."""
    if line.gap:
        return _continues_over_gap(last, line.text, marker)
    is_full = width is not None and columns(last) + 1 + columns(_first_word(line.text)) >= (
        _FULL * width
    )
    is_open = not ends_sentence(last)
    if marker is not None:
        return _is_false_marker(marker, groups, is_full=is_full and is_open)
    first = line.text[0]
    if first.islower():
        return is_open or is_full or last.rstrip()[-1] in ".!?" and len(last) > _MIN_WRAPPED
    if group.lines == 1 and _is_title(group, last):
        return _continues_title(last, line.text, is_full=is_full)
    if is_full:
        return True
    return is_open and _hangs(last)


def _continues_over_gap(last: str, text: str, marker: Marker | None) -> bool:
    """A page break in mid-sentence: the line before is long and open, this one begins small."""
    if marker is not None or not text[0].islower() or ends_sentence(last):
        return False
    return columns(last) > _MIN_WRAPPED and last[-1] != ","


def _is_false_marker(marker: Marker, groups: Sequence[Group], *, is_full: bool) -> bool:
    """A dash or "2." that merely fell at the start of a wrapped line of an open sentence."""
    if not is_full or (marker.is_bullet and marker.family != "–") or marker.depth > 1:
        return False
    earlier = [g.marker for g in groups[-12:] if g.marker is not None]
    if any(marker.follows(m) for m in earlier):
        return False
    return not (marker.ordinals and 1 in marker.ordinals)


def _is_title(group: Group, last: str) -> bool:
    return (group.marker is None or group.marker.depth > 1 or is_upper(last)) and (
        looks_like_heading(last)
    )


def _continues_title(last: str, text: str, *, is_full: bool) -> bool:
    """The second line of a heading: the first hangs, or both are capitals, or it was full."""
    if _hangs(last):
        return True
    if is_upper(last) or is_upper(text):
        return is_upper(last) and is_upper(text) and columns(last) > 2 * columns(text) // 3
    if is_title_case(last) and not is_title_case(text):
        return False
    return is_full


def _hangs(text: str) -> bool:
    """Whether a line ends with a word that needs another ("of", "and the") or a hyphen."""
    word = text.rsplit(" ", 1)[-1]
    return word.lower() in _SMALL_WORDS or (text[-1] in "-–," and len(text) > 1)


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0]


def _join(group: Group, line: Line) -> Group:
    return replace(group, text=join_lines(group.text, line.text), lines=group.lines + 1)


def join_lines(first: str, second: str) -> str:
    """One line of two: hyphenation undone, no space between wide (Chinese, Japanese) signs."""
    if not first:
        return second
    if first[-1] == "-" and len(first) > 2 and first[-2].isalpha() and second[:1].islower():
        return first + second
    if unicodedata.east_asian_width(first[-1]) in "WF" or (
        second and unicodedata.east_asian_width(second[0]) in "WF"
    ):
        return first + second
    return f"{first} {second}"
