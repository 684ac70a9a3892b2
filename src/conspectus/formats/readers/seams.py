"""How two lines of one paragraph are put together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

_INNER_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PREFIXES = frozenset(
    "multi self non co pre post inter e end long well cross high low short full anti counter ex "
    "semi sub trans ultra vice socio all bottom top day state so rights human open built "
    "cyber".split()
)


def join_lines(first: str, second: str, vocabulary: Container[str] = frozenset()) -> str:
    """One line of two (see :func:`seam`)."""
    if not first or not second:
        return first or second
    dropped, between = seam(first, second, vocabulary)
    return f"{first[: len(first) - dropped]}{between}{second}"


def seam(first: str, second: str, vocabulary: Container[str] = frozenset()) -> tuple[int, str]:
    """How two lines meet: characters to drop at the end of the first, and what to put between.

    Hyphenation is undone; wide (Chinese, Japanese) signs meet without a space. A hyphen at the end
    stays where the word with it is in ``vocabulary`` and without it is not, or where its first
    part usually takes one ("multi-stakeholder").
    """
    if first[-1] == "\u2010" and second[0].islower():
        return 1, ""
    if first[-1] == "-" and len(first) > 2 and first[-2].isalpha() and second[0].islower():
        return int(_is_hyphenation(first, second, vocabulary)), ""
    if "://" in first.rsplit(" ", 1)[-1] and (first[-1] == "-" or second[0].islower()):
        return 0, "" if first[-1] in "/-_=&?" else " "
    wide = unicodedata.east_asian_width
    if wide(first[-1]) in "WF" or wide(second[0]) in "WF":
        return 0, ""
    return 0, " "


def _is_hyphenation(first: str, second: str, vocabulary: Container[str]) -> bool:
    """Whether the hyphen between two lines is only there because the line ended."""
    head = _word_end(first[:-1])
    tail = _word_start(second)
    if f"{head}{tail}".lower() in vocabulary:
        return True
    if f"{head}-{tail}".lower() in vocabulary or not vocabulary:
        return False
    return head.lower() not in _PREFIXES and head.lower() not in vocabulary


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """Words inside the lines, in small letters, with their hyphens; not those at line ends."""
    words: set[str] = set()
    for line in lines:
        words.update(w.lower() for w in _INNER_WORD.findall(line.rsplit(" ", 1)[0]))
    return frozenset(words)


def _word_end(text: str) -> str:
    found = re.search(r"[^\W\d_]+$", text)
    return found[0] if found else ""


def _word_start(text: str) -> str:
    found = re.match(r"[^\W\d_]+", text)
    return found[0] if found else ""
