"""Blocks of the manuscript → HTML."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from conspectus.formats.writers.charts import svg
from conspectus.formats.writers.manuscript import (
    Block,
    Chart,
    Entries,
    Entry,
    Heading,
    Numbered,
    Plain,
    Runs,
    Table,
)
from conspectus.formats.writers.web.inline import runs_html


def block_html(block: Block, numbered: Callable[[Numbered], str], *, rtl: bool) -> str:
    """One block with its anchors; ``numbered`` makes the numbered paragraphs."""
    match block:
        case Heading():
            return _heading(block)
        case Numbered():
            return numbered(block)
        case Plain():
            return f"<p>{runs_html(block.runs)}</p>\n"
        case Table():
            return _table(block)
        case Entries():
            return f'<dl class="entries">{"".join(map(_entry, block.entries))}</dl>\n'
        case Chart():
            return f'<figure class="chart">{svg(block, rtl=rtl)}</figure>\n'


def _heading(heading: Heading) -> str:
    label = f'<span class="label">{escape(heading.label)}</span> ' if heading.label else ""
    name = f"h{heading.level}"
    return f'<{name} id="{escape(heading.id)}">{label}{escape(heading.text)}</{name}>\n'


def _table(table: Table) -> str:
    caption = escape(table.caption)
    head = "".join(
        f'<th scope="col"{_figures(table, place)}>{escape(text)}</th>' if text else "<td></td>"
        for place, text in enumerate(table.head)
    )
    rows = "".join(_row(table, row) for row in table.rows)
    kind = "figures" if table.numeric else "words"
    return (
        f'<div class="wide" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="{kind}"><caption class="unseen">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _row(table: Table, row: tuple[Runs, ...]) -> str:
    first, *others = (runs_html(cell) for cell in row)
    cells = "".join(
        f"<td{_figures(table, place)}{_told(table, place)}>{text}</td>"
        for place, text in enumerate(others, 1)
    )
    return f'<tr><th scope="row"{_told(table, 0)}>{first}</th>{cells}</tr>\n'


def _told(table: Table, column: int) -> str:
    """On a phone the cells of a table of words stand below each other, with their heads."""
    return "" if table.numeric else f' data-head="{escape(table.head[column].rstrip("."))}"'


def _figures(table: Table, column: int) -> str:
    return ' class="figure"' if column in table.numeric else ""


def _entry(entry: Entry) -> str:
    lines = []
    for place, runs in enumerate(entry.lines):
        anchor = f' id="{escape(entry.ids[place])}"' if place < len(entry.ids) else ""
        lines.append(f"<dd{anchor}>{runs_html(runs)}</dd>")
    return f"<div><dt>{runs_html(entry.term)}</dt>{''.join(lines)}</div>\n"
