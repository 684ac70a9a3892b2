from __future__ import annotations

import pytest

from conspectus.formats.readers import Damaged, read
from tests.formats.readers.blocks import seen
from tests.formats.readers.packages import docx, package

STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
)
NOTES = '<w:footnote w:id="2"><w:p><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote>'


def p(text: str, properties: str = "", run: str = "") -> str:
    style = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{style}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def test_headings_items_quotes_and_paragraphs_by_style():
    body = (
        p("Our views", '<w:pStyle w:val="Mine"/>')
        + p("We agree with the Forum.")
        + p("open standards", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
        + p("Others said so before us.", '<w:pStyle w:val="Q"/>')
        + p("Bold Heading Here", run="<w:rPr><w:b/></w:rPr>")
    )
    document = read(docx(body, styles=STYLES), "x.docx")
    assert seen(document) == [
        ("heading", "Our views"),
        ("paragraph", "We agree with the Forum."),
        ("list_item", "open standards"),
        ("quote", "Others said so before us."),
        ("heading", "Bold Heading Here"),
    ]
    assert [b.level for b in document.blocks] == [1, None, 2, None, 2]


def test_footnote_stands_behind_its_paragraph():
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p><w:r><w:t>We agree</w:t></w:r>{call}<w:r><w:t> fully.</w:t></w:r></w:p>" + p(
        "So."
    )
    document = read(docx(body, footnotes=NOTES), "x.docx")
    assert seen(document) == [
        ("paragraph", "We agree fully."),
        ("footnote", "See the annex."),
        ("paragraph", "So."),
    ]


def test_table_gives_rows_and_a_frame_of_one_cell_its_paragraphs():
    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('A')}{cell('1')}</w:tr><w:tr>{cell('B')}{cell('2')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell('We are framed.')}</w:tr></w:tbl>"
    assert seen(read(docx(table + frame), "x.docx")) == [
        ("table", "A | 1\nB | 2"),
        ("paragraph", "We are framed."),
    ]


def test_tracked_deletions_and_hidden_text_are_left_out_and_reported():
    body = (
        "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>dis</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>agree.</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not really.</w:t></w:r></w:p>"
    )
    document = read(docx(body), "x.docx")
    assert seen(document) == [("paragraph", "We agree.")]
    assert [w.split(":")[0] for w in document.warnings] == [
        "“x.docx” contains tracked changes",
        "“x.docx” contains hidden text, which was left out",
    ]


def test_text_of_content_controls_is_read_in_cells_too():
    control = f"<w:sdt><w:sdtContent>{p('Controlled.')}</w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr><w:tc>{control}</w:tc><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"
    assert seen(read(docx(control + table), "x.docx")) == [
        ("paragraph", "Controlled."),
        ("table", "Controlled. | x"),
    ]


def test_package_without_document_is_refused():
    with pytest.raises(Damaged, match="holds no document"):
        read(package({"word/styles.xml": "<x/>"}), "x.docx")
