"""Spreadsheets, slides and books: their words, plainly."""

from __future__ import annotations

from conspectus.formats.readers import read
from tests.formats.readers.blocks import seen
from tests.formats.readers.packages import package

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def test_workbook_is_read_as_tables():
    parts = {
        "xl/sharedStrings.xml": f"<sst {S}><si><t>Access</t></si></sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet {S}><sheetData><row><c t="s"><v>0</v></c>'
        "<c><v>2</v>"
        '</c><c t="inlineStr"><is><t>for all</t></is></c></row></sheetData></worksheet>',
    }
    assert seen(read(package(parts), "x.xlsx")) == [("table", "Access | 2 | for all")]


def test_slides_are_read_in_order_of_their_numbers():
    def slide(title: str, item: str) -> str:
        kind = '<p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        return (
            f'<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:sp>{kind}<a:p><a:t>{title}</a:t></a:p></p:sp>'
            f'<p:sp><a:p><a:pPr lvl="1"/><a:t>{item}</a:t></a:p></p:sp></p:sld>'
        )

    parts = {f"ppt/slides/slide{n}.xml": slide(f"Title {n}", f"item {n}") for n in (10, 2)}
    document = read(package(parts), "x.pptx")
    assert seen(document) == [
        ("heading", "Title 2"),
        ("list_item", "item 2"),
        ("heading", "Title 10"),
        ("list_item", "item 10"),
    ]
    assert [b.page for b in document.blocks] == [1, 1, 2, 2]


def test_book_is_read_in_the_order_of_its_spine():
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container "
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>',
        "OPS/b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        "OPS/one.xhtml": "<html><body><h1>One</h1></body></html>",
        "OPS/two.xhtml": "<html><body><p>We agree.</p></body></html>",
    }
    assert seen(read(package(parts), "x.epub")) == [("heading", "One"), ("paragraph", "We agree.")]
