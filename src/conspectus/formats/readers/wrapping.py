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
from itertools import pairwise

from conspectus.formats.readers.headings import (
    is_title_case,
    is_upper,
    looks_like_heading,
)
from conspectus.formats.readers.markers import Marker, find_marker
from conspectus.formats.readers.seams import seam, words_of

_CLOSERS = "”\"’')]»›"
_TERMINAL = ".!?:;。！？：；؟۔।"
_MIN_WRAPPED = 32
_MAX_WRAPPED = 160
_MIN_EVIDENCE = 3
_WIDEST = 1.3
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or"]
)
_ARTICLES = frozenset(["the", "to", "with", "de", "la", "et", "y", "e", "du", "des", "und", "der"])
_UNFINISHED = frozenset(
    "must should shall will would could may might can cannot is are was were be been has have had "
    "their its our your my his every each this these into onto upon between among within without "
    "under through during against towards via because although whereas unless until whether "
    "which whose than".split()
)
"""With these no English line ends that is whole, and no heading."""
_FOOTNOTE_MARK = re.compile(r"(?<=[.”\"’)!?])\s?\d{1,3}$|\[\d{1,3}\]$")
_SECTION_NAMES = frozenset(
    "introduction conclusion conclusions abstract summary background preamble references footnotes "
    "contents annex appendix overview recommendations principles roadmap scope context".split()
)
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\s+[A-Z]")
# No character before these is wide; most texts hold none of them.
_MAY_BE_WIDE = re.compile("[\u1100-\u115f\u231a-\U0010ffff]")
_CUT = 0.45
_OTHER_SIZE = 0.12
_TITLE_TAIL = 3
_TITLE_HEAD = 42
_TITLE_LINES = 4
_TAIL = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line, stripped; ``gap``: an empty line stood before it; ``indent`` in columns.

    ``strong``: set larger than the body or bold; ``size``: of its font, 1 = body text.
    """

    text: str
    gap: bool = False
    indent: int = 0
    page: int | None = None
    strong: bool = False
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block: joined text, its marker, and whether a gap stood before.

    ``first``: index of its first line among the lines that were grouped. ``strong``: all its
    lines are (see Line).
    """

    text: str
    lines: int
    gap: bool
    marker: Marker | None = None
    indent: int = 0
    page: int | None = None
    first: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text breaks its lines, in columns.

    ``full``: a line that would be at least this long with the next line's first word had to break.
    ``widest``: what is longer than this was never wrapped.
    """

    full: float
    widest: float

    def is_full(self, line: str, following: str) -> bool:
        """Whether ``line`` was broken for want of room."""
        width = columns(line)
        return width <= self.widest and width + 1 + columns(_first_word(following)) >= self.full


def find_wrap(lines: Sequence[Line]) -> Wrap | None:
    """How these lines are wrapped, or ``None`` where each line is a paragraph.

    ``full`` is the 10th percentile, over lines that certainly go on in the next one, of their
    width with the next word: a title that ends short of it ended by itself.
    """
    certain = [
        (columns(a.text) + 1 + columns(_first_word(b.text)), columns(a.text))
        for a, b in pairwise(lines)
        if _MIN_WRAPPED <= columns(a.text) <= _MAX_WRAPPED
        and not ends_sentence(a.text)
        and _goes_on(b.text)
    ]
    if len(certain) < max(_MIN_EVIDENCE, len(lines) // 50):
        return None
    full = sorted(width for width, _ in certain)[len(certain) // 10]
    middle = sorted(width for _, width in certain)[len(certain) // 2]
    return Wrap(full=min(full, 0.97 * middle), widest=_WIDEST * middle)


def group_lines(lines: Sequence[Line]) -> list[Group]:
    """Join the lines of each paragraph, item and heading with one space."""
    grouping = _Grouping(lines)
    for k in range(len(lines)):
        grouping.add(k)
    grouping.close()
    return grouping.groups


class _Grouping:
    """The groups so far, and the decision whether the next line goes on with the last of them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.groups: list[Group] = []
        self._lines = lines
        self._wrap = find_wrap(lines)
        self._vocabulary = words_of(line.text for line in lines)
        self._parts: list[str] = []

    def add(self, k: int) -> None:
        line = self._lines[k]
        marker = find_marker(line.text)
        if self.groups and self._continues(k, marker):
            self._append(line.text)
            return
        self.close()
        text = marker.rest.strip() if marker else line.text
        self.groups.append(Group(text, 1, line.gap, marker, line.indent, line.page, k, line.strong))
        self._parts = [text]

    def close(self) -> None:
        """Give the last group its whole text: parts are joined once, or long ones cost squares."""
        if len(self._parts) > 1:
            self.groups[-1] = replace(self.groups[-1], text="".join(self._parts))
        self._parts = []

    def _append(self, text: str) -> None:
        dropped, between = seam(self._parts[-1], text, self._vocabulary)
        if dropped:
            self._parts[-1] = self._parts[-1][:-dropped]
        self._parts += [between, text] if between else [text]
        last = self.groups[-1]
        joined = "".join(self._parts) if last.lines < _TITLE_LINES else last.text
        self.groups[-1] = replace(last, text=joined, lines=last.lines + 1)

    def _continues(self, k: int, marker: Marker | None) -> bool:
        """Whether line ``k`` goes on with the last group."""
        line, last = self._lines[k], self._lines[k - 1].text
        by_looks = self._by_looks(k, marker)
        if by_looks is not None:
            return by_looks
        if line.gap:
            is_item = self.groups[-1].marker is None and begins_small(self.groups[-1].text)
            return not is_item and _continues_over_gap(last, line.text, marker)
        is_full = self._wrap is not None and self._wrap.is_full(last, line.text)
        is_open = not ends_sentence(last)
        if marker is not None:
            return is_full and is_open and self._is_false_marker(marker)
        if begins_small(line.text):
            return is_open or is_full
        group = self.groups[-1]
        if _is_title(group):
            return self._continues_title(k, is_full=is_full)
        if is_full:
            if is_open and "://" not in _last_word(last):
                return not self._opens_section(k)
            return not self._stands_alone(k)
        return is_open and (_hangs(last) or self._was_cut(k))

    def _was_cut(self, k: int) -> bool:
        """An open line of prose that ended early (a hyphen was lost there), prose after it."""
        line, last = self._lines[k], self._lines[k - 1].text
        if self._wrap is None or "://" in last or "@" in last or looks_like_heading(line.text):
            return False
        is_item = self.groups[-1].marker is not None and self.groups[-1].lines == 1
        is_long = columns(last) >= _CUT * self._wrap.full or is_item
        return is_long and _CUT * self._wrap.full <= columns(line.text) <= self._wrap.widest

    def _by_looks(self, k: int, marker: Marker | None) -> bool | None:
        """What size and weight decide, where the format knows them; ``None``: nothing."""
        line, before, group = self._lines[k], self._lines[k - 1], self.groups[-1]
        if line.strong != before.strong and (line.strong or group.strong):
            return False
        if abs(line.size - before.size) > _OTHER_SIZE * max(line.size, before.size):
            return False
        if line.strong and group.strong and marker is None:
            return not line.gap and not ends_sentence(before.text)
        return None

    def _stands_alone(self, k: int) -> bool:
        """A short line without a full stop inside wrapped text, a capital after it: a heading."""
        line = self._lines[k]
        if k + 1 == len(self._lines) or ends_sentence(line.text):
            return False
        following = self._lines[k + 1]
        if following.gap or find_marker(following.text) is not None:
            return looks_like_heading(line.text)
        if following.text[0].islower() or not looks_like_heading(line.text):
            return False
        return self._wrap is None or not self._wrap.is_full(line.text, following.text)

    def _opens_section(self, k: int) -> bool:
        """ "4 Principle 2" before "4.1 …": a heading, whatever stands before it."""
        number = _SECTION.match(self._lines[k].text)
        if number is None or k + 1 == len(self._lines):
            return False
        return self._lines[k + 1].text.startswith(f"{number[1]}.1")

    def _is_false_marker(self, marker: Marker) -> bool:
        """A dash, "2." or "J." that merely fell at the start of a line in an open sentence."""
        if (marker.is_bullet and marker.family != "–") or marker.depth > 1:
            return False
        earlier = [g.marker for g in self.groups[-12:] if g.marker is not None]
        if any(marker.follows(m) for m in earlier):
            return False
        return 1 not in marker.ordinals or marker.sign[0].isalpha()

    def _continues_title(self, k: int, *, is_full: bool) -> bool:
        """The second line of a heading: the first hangs, both are capitals, or it had no room."""
        line, last = self._lines[k], self._lines[k - 1].text
        if _hangs(last):
            return True
        if is_upper(last) or is_upper(line.text):
            return is_upper(last) and is_upper(line.text) and columns(last) > _TITLE_HEAD - 10
        if ends_sentence(last):
            return False
        if self._ends_title(k, last):
            return True
        return is_full

    def _ends_title(self, k: int, last: str) -> bool:
        """One to three words in title case, alone on the line under a long title line."""
        text = self._lines[k].text
        words = text.split()
        if text.casefold().strip(" :") in _SECTION_NAMES:
            return False
        follows = self._lines[k + 1] if k + 1 < len(self._lines) else None
        return (
            columns(last) >= _TITLE_HEAD
            and len(words) <= _TITLE_TAIL
            and all(w[0].isupper() for w in words)
            and is_title_case(last)
            and not ends_sentence(text)
            and (follows is None or follows.gap or not follows.text[0].islower())
        )


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, a lead-in or a list item does."""
    bare = _FOOTNOTE_MARK.sub("", text[-_TAIL:]).rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] in _TERMINAL


def begins_small(text: str) -> bool:
    """Whether a text goes on with a small letter; names such as "techUK" begin something."""
    word = _first_word(text)
    return word[:1].islower() and word == word.lower()


def columns(text: str) -> int:
    """Width in columns: a wide character counts two (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in {"W", "F"} for c in _MAY_BE_WIDE.findall(text))
    return len(text) + wide


def _goes_on(text: str) -> bool:
    """Whether a line begins as the middle of a sentence may: no capital, no list marker."""
    has_no_case = text[0].isalpha() and text[0].lower() == text[0].upper()
    return (begins_small(text) or has_no_case) and find_marker(text) is None


def _continues_over_gap(last: str, text: str, marker: Marker | None) -> bool:
    """A page break in mid-sentence: the line before is long and open, this one begins small."""
    if marker is not None or not begins_small(text) or ends_sentence(last):
        return False
    return columns(last) > _MIN_WRAPPED and last[-1] != "," and "://" not in text[:12]


def _is_title(group: Group) -> bool:
    """Whether what was joined so far reads as a heading; a bullet never begins one."""
    if group.lines > _TITLE_LINES or (group.marker is not None and group.marker.is_bullet):
        return False
    return looks_like_heading(group.text)


def _hangs(text: str) -> bool:
    """Whether a line ends with a word that needs another ("of", "and the") or a hyphen."""
    word = _last_word(text).lower()
    needs_more = word in _SMALL_WORDS | _ARTICLES or (word in _UNFINISHED and " " in text)
    return needs_more or (text[-1] in "-–" and len(text) > 1)


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0]


def _last_word(text: str) -> str:
    return text.rsplit(" ", 1)[-1]
