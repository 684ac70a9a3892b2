"""Lines of a PDF page with where they stand and how they look, from PDFium's character boxes.

PDFium gives a page's text in the order of its content stream, in which bullets may come after all
their items and the running header last. Position tells them apart; size and weight tell headings;
a vertical distance above the usual one parts paragraphs.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from conspectus.formats.readers.characters import clean
from conspectus.formats.readers.markers import is_alone
from conspectus.formats.readers.wrapping import Line

_BOLD = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_LOST_HYPHEN = "￾"
_MARGIN = 0.09
_GAP = 1.35
_SAME_ROW = 0.6
_LARGE = 1.12
_MAX_SIZED = 4000


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a page: its words, box in points from the page's foot, and whether it is bold."""

    text: str
    left: float
    bottom: float
    top: float
    bold: bool

    @property
    def height(self) -> float:
        """Height of the font's box in points: a measure of its size."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Vertical centre in points."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Lines of one page in reading order, its height in points, and how many objects it draws."""

    lines: tuple[PlacedLine, ...]
    height: float
    objects: int = 0

    @property
    def text(self) -> str:
        """All words of the page."""
        return "\n".join(line.text for line in self.lines)


def read_page(page: Any) -> PdfPage:  # noqa: ANN401 — pypdfium2 has no types
    """Lines of a ``pypdfium2.PdfPage``."""
    import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402 — the name that its documentation uses

    height = float(page.get_height())
    text_page = page.get_textpage()
    try:
        text = str(text_page.get_text_range(errors="ignore"))
        lines = _placed_lines(text_page, text)
    finally:
        text_page.close()
    placed = tuple(_margins_outside(_with_bullets(lines), height))
    return PdfPage(placed, height, int(raw.FPDFPage_CountObjects(page.raw)))


def _placed_lines(text_page: Any, text: str) -> list[PlacedLine]:  # noqa: ANN401 — as above
    lines: list[PlacedLine] = []
    start = 0
    for raw in _LINE_END.split(text):
        separator = 2 if text.startswith("\r\n", start + len(raw)) else 1
        words = clean(raw.replace(_LOST_HYPHEN, "\u2010").replace("\x02", "\u2010"))
        if words.strip():
            first = start + len(raw) - len(raw.lstrip())
            last = start + len(raw.rstrip()) - 1
            box = _box(text_page, first) or _box(text_page, last)
            is_bold = _is_bold(text_page, first) and _is_bold(text_page, last)
            left, bottom, top = box or (0.0, 0.0, 0.0)
            lines.append(PlacedLine(" ".join(words.split()), left, bottom, top, is_bold))
        start += len(raw) + separator
    return lines


def _box(text_page: Any, index: int) -> tuple[float, float, float] | None:  # noqa: ANN401
    """Left, bottom and top of a character's font box; ``None`` for what PDFium added."""
    import pypdfium2 as pdfium  # noqa: PLC0415 — loaded for PDF only

    try:
        left, bottom, _, top = text_page.get_charbox(index, loose=True)
    except (pdfium.PdfiumError, ValueError):
        return None
    return (float(left), float(bottom), float(top)) if top > bottom else None


def _is_bold(text_page: Any, index: int) -> bool:  # noqa: ANN401 — as above
    import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402 — the name that its documentation uses

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page.raw, index, name, 128, ctypes.byref(flags))
    return _BOLD.search(name.value) is not None


def _with_bullets(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """A bullet or number that stands alone goes before the words on its row."""
    signs = [line for line in lines if is_alone(line.text) and line.top > line.bottom]
    if not signs or len(signs) * len(lines) > _MAX_SIZED * 50:
        return list(lines)
    kept = [line for line in lines if line not in signs]
    for sign in signs:
        rows = [
            (k, line)
            for k, line in enumerate(kept)
            if line.left > sign.left
            and abs(line.middle - sign.middle) < _SAME_ROW * max(line.height, sign.height)
        ]
        if rows:
            k, line = min(rows, key=lambda row: row[1].left)
            kept[k] = replace(line, text=f"{sign.text} {line.text}", left=sign.left)
    return kept


def _margins_outside(lines: Sequence[PlacedLine], height: float) -> list[PlacedLine]:
    """What stands in the top margin first, in the bottom margin last, else as it came."""
    top = [n for n in lines if n.bottom > (1 - _MARGIN) * height]
    foot = [n for n in lines if n.top > n.bottom and n.top < _MARGIN * height]
    outside = {id(n) for n in (*top, *foot)}
    body = [n for n in lines if id(n) not in outside]
    return [*sorted(top, key=lambda n: -n.top), *body, *sorted(foot, key=lambda n: -n.top)]


def body_height(pages: Sequence[PdfPage]) -> float:
    """Height of the font box in which most characters of a document are set."""
    weights: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            size = round(line.height, 1)
            weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: (weights[size], size), default=0.0)


def styled_lines(page: PdfPage, number: int, body: float) -> list[Line]:
    """Lines with gaps from vertical distance, and ``strong`` from size and weight."""
    leading = _usual_leading(page.lines)
    styled: list[Line] = []
    previous: PlacedLine | None = None
    for line in page.lines:
        gap = previous is not None and _is_apart(previous, line, leading)
        is_large = body > 0 and line.height > _LARGE * body
        size = line.height / body if body > 0 else 1.0
        styled.append(
            Line(line.text, gap, round(line.left), number, strong=is_large or line.bold, size=size)
        )
        previous = line
    return styled


def _is_apart(above: PlacedLine, line: PlacedLine, leading: float) -> bool:
    """Whether there is more room between two lines than lines of their size usually have."""
    size = min(above.height, line.height)
    return leading > 0 and above.middle - line.middle > _GAP * leading * size


def _usual_leading(lines: Sequence[PlacedLine]) -> float:
    """Median distance of lines that follow each other downwards, in heights of their font."""
    distances = [
        (a.middle - b.middle) / b.height
        for a, b in pairwise(lines)
        if 0.5 * b.height < a.middle - b.middle < 3 * b.height
    ]
    return median(distances) if distances else 0.0
