"""Lines of a paged text without what recurs on every page: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from conspectus.formats.readers.textlines import read_lines
from conspectus.formats.readers.wrapping import Line

_EDGE = 3
_MIN_PAGES = 3
_SHARE = 0.4


def lines_of_pages(texts: Sequence[str]) -> list[Line]:
    """Lines of all pages in order, each with its page; a paragraph may go on over a page break."""
    pages = [read_lines(text) for text in texts]
    recurring = _recurring(pages)
    lines = _joined(pages, recurring)
    return lines or _joined(pages, frozenset())


def _joined(pages: Sequence[Sequence[Line]], recurring: frozenset[str]) -> list[Line]:
    lines: list[Line] = []
    for number, page in enumerate(pages, 1):
        for k, line in enumerate(page):
            is_edge = k < _EDGE or k >= len(page) - _EDGE
            if is_edge and _mask(line.text) in recurring:
                continue
            gap = line.gap and not (lines and lines[-1].page != number)
            lines.append(Line(line.text, gap, line.indent, number))
    return lines


def _recurring(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Masked lines that stand at the edge of enough pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = [*page[:_EDGE], *page[-_EDGE:]]
        seen.update({_mask(line.text) for line in edge})
    needed = max(_MIN_PAGES, _SHARE * len(pages) / 2)
    return frozenset(text for text, count in seen.items() if count >= needed)


def _mask(text: str) -> str:
    """A line with its numbers made equal: "Page 3 of 9" recurs."""
    return re.sub(r"\d+", "#", text).casefold()
