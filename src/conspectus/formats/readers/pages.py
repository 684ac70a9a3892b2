"""Lines of a paged document without what recurs on every page: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from conspectus.formats.readers.textlines import is_page_number
from conspectus.formats.readers.wrapping import Line, ends_sentence

_EDGE = 3
_MIN_PAGES = 3
_SHARE = 0.4


def join_pages(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Lines of all pages in order; a paragraph may go on over a page break."""
    recurring = _recurring(pages)
    return _joined(pages, recurring) or _joined(pages, frozenset())


def _joined(pages: Sequence[Sequence[Line]], recurring: frozenset[str]) -> list[Line]:
    lines: list[Line] = []
    for page in pages:
        is_new = True
        for k, line in enumerate(page):
            is_edge = k < _EDGE or k >= len(page) - _EDGE
            if is_page_number(line.text) or (is_edge and _mask(line.text) in recurring):
                continue
            gap = bool(lines) and ends_sentence(lines[-1].text) if is_new else line.gap
            lines.append(replace(line, gap=gap))
            is_new = False
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
