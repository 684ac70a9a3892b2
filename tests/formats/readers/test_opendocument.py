from __future__ import annotations

import pytest

from conspectus.formats.readers import Encrypted, UnsupportedFormat, read
from tests.formats.readers.blocks import seen
from tests.formats.readers.packages import odt, package


def test_text_document_in_order_with_lists_tables_and_notes():
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See the "
        "annex.</text:p></text:note-body></text:note>"
    )
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Our views</text:h>'
        f'<text:p>We<text:s text:c="2"/>agree{note} <text:span>fully</text:span>.</text:p>'
        "<text:list><text:list-item><text:p>access</text:p><text:list><text:list-item>"
        "<text:p>for all</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Box:<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )
    document = read(odt(body), "x.odt")
    assert seen(document) == [
        ("heading", "Our views"),
        ("paragraph", "We agree fully."),
        ("footnote", "See the annex."),
        ("list_item", "access"),
        ("list_item", "for all"),
        ("table", "A | 1"),
        ("paragraph", "Box:"),
        ("paragraph", "In the box."),
    ]
    assert [b.level for b in document.blocks if b.level] == [2, 1, 2]
    assert "tracked changes" in document.warnings[0]


def test_spreadsheet_is_read_as_a_table():
    body = (
        "<table:table><table:table-row><table:table-cell><text:p>Access</text:p></table:table-cell>"
        "<table:table-cell/><table:table-cell><text:p>2</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert seen(read(odt(body, "spreadsheet"), "x.ods")) == [("table", "Access | 2")]


def test_encrypted_document_is_refused():
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
        "content.xml": "x",
    }
    with pytest.raises(Encrypted):
        read(package(parts), "x.odt")


def test_other_xml_is_refused():
    with pytest.raises(UnsupportedFormat, match="XML file of a kind"):
        read(b"<?xml version='1.0'?><data><p>x</p></data>", "x.xml")
