"""Bar charts as SVG: two bars a row, names above them, so that they can be read on a phone."""

from __future__ import annotations

from html import escape

from conspectus.formats.writers.manuscript import Bar, Chart
from conspectus.formats.writers.shares import percent

WIDTH = 360
"""Width of the drawing in user units; text is 13 units high."""

_BAR, _GAP, _NAME, _LEGEND = 12, 3, 18, 44
_ROW = _NAME + 2 * _BAR + _GAP + 11
_FIRST, _SECOND = "#1f4e79", "#c2700a"
_VALUE_ROOM = 48


def height(chart: Chart) -> int:
    """Height of the drawing in user units."""
    return _LEGEND + _ROW * len(chart.bars)


def svg(chart: Chart, *, font: str = "sans-serif", rtl: bool = False) -> str:
    """The chart as one ``<svg>`` element with title and description, without style attributes.

    The longest bar fills the width, so the bars compare with each other, not with 100 %.
    ``rtl``: bars start at the right.
    """
    longest = max((max(b.first, b.second) for b in chart.bars), default=0) or 1
    scale = (WIDTH - _VALUE_ROOM) / longest
    rows = [
        _row(bar, _LEGEND + _ROW * place, scale, rtl=rtl) for place, bar in enumerate(chart.bars)
    ]
    identifiers = f"{chart.id}-title {chart.id}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height(chart)}" '
        f'width="{WIDTH}" height="{height(chart)}" role="img" aria-labelledby="{identifiers}" '
        f'font-family="{font}" font-size="13" fill="currentColor" direction="ltr">'
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-desc">{escape(chart.alternative)}</desc>'
        f"{_legend(chart, rtl=rtl)}{''.join(rows)}</svg>"
    )


def _legend(chart: Chart, *, rtl: bool) -> str:
    parts = []
    for place, (text, colour) in enumerate(zip(chart.legend, (_FIRST, _SECOND), strict=True)):
        y = 2 + place * 18
        parts.append(_rect(0, y, 12, colour, f"c{place + 1}", rtl=rtl))
        parts.append(_text(18, y + 11, text, rtl=rtl))
    return "".join(parts)


def _row(bar: Bar, top: int, scale: float, *, rtl: bool) -> str:
    parts = [_text(0, top + 12, bar.name, rtl=rtl, bold=True)]
    for place, (share, colour) in enumerate(((bar.first, _FIRST), (bar.second, _SECOND))):
        y = top + _NAME + place * (_BAR + _GAP)
        length = round(max(share * scale, 1), 1)
        parts.append(_rect(0, y, length, colour, f"c{place + 1}", rtl=rtl))
        parts.append(_text(length + 5, y + 11, percent(share), rtl=rtl))
    return "".join(parts)


def _rect(x: float, y: int, width: float, colour: str, name: str, *, rtl: bool) -> str:
    left = WIDTH - x - width if rtl else x
    return (
        f'<rect class="{name}" x="{left:g}" y="{y}" width="{width:g}" height="{_BAR}" '
        f'fill="{colour}"/>'
    )


def _text(x: float, y: int, text: str, *, rtl: bool, bold: bool = False) -> str:
    place = f'x="{WIDTH - x:g}" text-anchor="end"' if rtl else f'x="{x:g}"'
    weight = ' font-weight="bold"' if bold else ""
    return f'<text {place} y="{y}"{weight}>{escape(text)}</text>'
