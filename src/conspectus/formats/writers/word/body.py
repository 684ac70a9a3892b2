"""Blocks of the manuscript → the body of a Word document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from conspectus.formats.writers.manuscript import (
    Block,
    Chart,
    Entries,
    Heading,
    Line,
    Numbered,
    Plain,
    Runs,
    Table,
)
from conspectus.formats.writers.markup import xml
from conspectus.formats.writers.word.runs import bookmark, runs_xml, text_xml

TEXT_WIDTH = 9070
"""Width of the text on A4 with margins of 2.5 cm, in twentieths of a point."""

_NOTE_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


class Body:
    """Turns blocks into paragraphs; ids of bookmarks are unique in one document."""

    def __init__(self, charts: dict[str, str]) -> None:
        """``charts``: id of each chart → id of the relation to its part."""
        self._charts = charts
        self._ids: Iterator[int] = itertools.count(1)

    def block(self, block: Block) -> str:
        """The paragraphs and tables of one block."""
        match block:
            case Heading():
                return self._heading(block)
            case Numbered():
                return self._numbered(block)
            case Plain():
                return paragraph("BodyText", runs_xml(block.runs))
            case Table():
                return self._table(block)
            case Entries():
                return self._entries(block)
            case Chart():
                return self._chart(block)

    def _heading(self, heading: Heading) -> str:
        label = f"{text_xml(heading.label)}<w:r><w:tab/></w:r>" if heading.label else ""
        style = f"Heading{heading.level - 1}"
        if heading.label and heading.id.startswith("annex-"):
            label = text_xml(f"{heading.label} ")
            style = "AnnexHeading"
        return paragraph(style, self._anchor(heading.id, label + text_xml(heading.text)))

    def _numbered(self, block: Numbered) -> str:
        lead = self._anchor(block.id, text_xml(block.number)) + "<w:r><w:tab/></w:r>"
        parts = [paragraph("NumberedParagraph", lead + self._sentences(block.lead))]
        for item in block.items:
            label = f"{text_xml(item.label)}<w:r><w:tab/></w:r>"
            parts.append(paragraph("LetteredItem", label + self._sentences((item,))))
        return "".join(parts)

    def _sentences(self, lines: tuple[Line, ...]) -> str:
        space = text_xml(" ")
        return space.join(self._sentence(line) for line in lines)

    def _sentence(self, line: Line) -> str:
        text = self._anchor(f"s_{line.id}", runs_xml(line.runs))
        if line.note is None:
            return text
        return f'{text}{_NOTE_MARK}<w:footnoteReference w:id="{line.note.number}"/></w:r>'

    def _anchor(self, name: str, content: str) -> str:
        number = next(self._ids)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(name)}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def _entries(self, block: Entries) -> str:
        parts = []
        for entry in block.entries:
            parts.append(paragraph("EntryTerm", runs_xml(entry.term)))
            for place, runs in enumerate(entry.lines):
                text = runs_xml(runs)
                if place < len(entry.ids):
                    text = self._anchor(entry.ids[place], text)
                parts.append(paragraph("EntryLine", text))
        return "".join(parts)

    def _table(self, table: Table) -> str:
        widths = _widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = "".join(
            _cell(text_xml(text, "<w:b/><w:bCs/>"), table, place, widths[place])
            for place, text in enumerate(table.head)
        )
        rows = "".join(_row(row, table, widths) for row in table.rows)
        caption = xml(table.caption)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1"/>'
            f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
            + paragraph("AfterTable", "")
        )

    def _chart(self, chart: Chart) -> str:
        number = next(self._ids)
        # 914,400 English Metric Units to the inch; 0.33 inch a row leaves room for two bars
        width, height = 5_400_000, 700_000 + 400_000 * len(chart.bars)
        told = xml(chart.alternative)
        return paragraph(
            "BodyText",
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" '
            f'name="{xml(chart.id)}" title="{xml(chart.title)}" descr="{told}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{self._charts[chart.id]}"/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>",
        )


def paragraph(style: str, content: str) -> str:
    """A paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _widths(table: Table) -> list[int]:
    shares = table.widths or (1,) * len(table.head)
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def _row(row: tuple[Runs, ...], table: Table, widths: list[int]) -> str:
    cells = "".join(
        _cell(runs_xml(runs), table, place, widths[place]) for place, runs in enumerate(row)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(content: str, table: Table, column: int, width: int) -> str:
    style = "TableFigure" if column in table.numeric else "TableText"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(style, content)}</w:tc>"
    )
