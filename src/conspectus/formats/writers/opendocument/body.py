"""Blocks of the manuscript → the body of an OpenDocument text."""

from __future__ import annotations

from conspectus.formats.writers.manuscript import (
    Block,
    Chart,
    Entries,
    Heading,
    Line,
    Note,
    Numbered,
    Plain,
    Table,
)
from conspectus.formats.writers.markup import xml
from conspectus.formats.writers.opendocument.runs import TextStyles, text_xml

TAB = "<text:tab/>"
TEXT_WIDTH = 16.0
"""Width of the text on A4 with margins of 2.5 cm, in centimetres."""


class Body:
    """Turns blocks into paragraphs; collects the styles of columns that the tables need."""

    def __init__(self, styles: TextStyles) -> None:
        self._text = styles
        self._columns: dict[str, float] = {}
        self._tables = 0

    @property
    def column_styles(self) -> str:
        """The automatic styles of all columns so far."""
        return "".join(
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'
            for name, width in sorted(self._columns.items())
        )

    def block(self, block: Block) -> str:
        """The paragraphs and tables of one block."""
        match block:
            case Heading():
                return self._heading(block)
            case Numbered():
                return self._numbered(block)
            case Plain():
                return paragraph("BodyText", self._text.runs(block.runs))
            case Table():
                return self._table(block)
            case Entries():
                return self._entries(block)
            case Chart():
                return _chart(block)

    def _heading(self, heading: Heading) -> str:
        is_annex = bool(heading.label) and heading.id.startswith("annex-")
        label = text_xml(heading.label) + (" " if is_annex else TAB) if heading.label else ""
        style = "AnnexHeading" if is_annex else f"Heading{heading.level - 1}"
        content = bookmark(heading.id, label + text_xml(heading.text))
        return (
            f'<text:h text:style-name="{style}" text:outline-level="{heading.level - 1}">'
            f"{content}</text:h>"
        )

    def _numbered(self, block: Numbered) -> str:
        lead = bookmark(block.id, text_xml(block.number)) + TAB
        lead += " ".join(self._sentence(line) for line in block.lead)
        parts = [paragraph("NumberedParagraph", lead)]
        parts += [
            paragraph("LetteredItem", text_xml(item.label) + TAB + self._sentence(item))
            for item in block.items
        ]
        return "".join(parts)

    def _sentence(self, line: Line) -> str:
        text = bookmark(f"s_{line.id}", self._text.runs(line.runs))
        return text + self._note(line.note) if line.note else text

    def _note(self, note: Note) -> str:
        text = paragraph("FootnoteText", self._text.runs(note.runs))
        return (
            f'<text:note text:id="ftn{note.number}" text:note-class="footnote">'
            f"<text:note-citation>{note.number}</text:note-citation>"
            f"<text:note-body>{text}</text:note-body></text:note>"
        )

    def _entries(self, block: Entries) -> str:
        parts = []
        for entry in block.entries:
            parts.append(paragraph("EntryTerm", self._text.runs(entry.term)))
            for place, runs in enumerate(entry.lines):
                text = self._text.runs(runs)
                if place < len(entry.ids):
                    text = bookmark(entry.ids[place], text)
                parts.append(paragraph("EntryLine", text))
        return "".join(parts)

    def _table(self, table: Table) -> str:
        self._tables += 1
        widths = table.widths or (1,) * len(table.head)
        columns = []
        for place, share in enumerate(widths):
            name = f"C{self._tables:02d}-{place:02d}"
            self._columns[name] = TEXT_WIDTH * share / sum(widths)
            columns.append(f'<table:table-column table:style-name="{name}"/>')
        head = "".join(
            _cell(text_xml(text), _style(table, place, "Head"), "TableHead")
            for place, text in enumerate(table.head)
        )
        rows = "".join(
            "<table:table-row>"
            + "".join(
                _cell(self._text.runs(runs), _style(table, place, "Text"), "TableCell")
                for place, runs in enumerate(row)
            )
            + "</table:table-row>"
            for row in table.rows
        )
        return (
            f'<table:table table:name="{xml(table.caption)} {self._tables}" '
            f'table:style-name="PaperTable">{"".join(columns)}<table:table-header-rows>'
            f"<table:table-row>{head}</table:table-row></table:table-header-rows>{rows}"
            f"</table:table>{paragraph('AfterTable', '')}"
        )


def paragraph(style: str, content: str) -> str:
    """A paragraph in a style."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def bookmark(name: str, content: str) -> str:
    """Content between the start and the end of a bookmark."""
    told = f'text:name="{xml(name)}"'
    return f"<text:bookmark-start {told}/>{content}<text:bookmark-end {told}/>"


def picture_name(chart: Chart) -> str:
    """Where the drawing of a chart lies in the package."""
    return f"Pictures/{chart.id}.svg"


def _style(table: Table, column: int, kind: str) -> str:
    return f"Table{kind}Figure" if column in table.numeric else f"Table{kind}"


def _cell(content: str, style: str, cell: str) -> str:
    return (
        f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
        f"{paragraph(style, content)}</table:table-cell>"
    )


def _chart(chart: Chart) -> str:
    # The drawing is 360 units wide (charts.WIDTH); 9.5 cm keeps its text at 10 points.
    high = 9.5 * (44 + 56 * len(chart.bars)) / 360
    return paragraph(
        "Drawing",
        f'<draw:frame draw:name="{xml(chart.id)}" text:anchor-type="as-char" '
        f'svg:width="9.5cm" svg:height="{high:.2f}cm"><draw:image '
        f'xlink:href="{picture_name(chart)}" xlink:type="simple" xlink:show="embed" '
        'xlink:actuate="onLoad" draw:mime-type="image/svg+xml"/>'
        f"<svg:title>{xml(chart.title)}</svg:title>"
        f"<svg:desc>{xml(chart.alternative)}</svg:desc></draw:frame>",
    )
