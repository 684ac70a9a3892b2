"""Manifests in the charsets, delimiters and formats in which they come."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.intake.table import find_manifest, read_table

ROWS = [("ref", "title", "organisation"), ("1", "Données, « ouvertes »", "Réseau"), ("2", "b", "c")]


def cells(path):
    return [row.cells for row in read_table(path)]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_is_read_in_any_charset_and_with_any_delimiter(tmp_path, charset, delimiter):
    path = tmp_path / "submissions.csv"
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    path.write_bytes(text.encode(charset))
    assert cells(path) == ROWS


def test_lines_are_counted_as_an_editor_does(tmp_path):
    path = tmp_path / "submissions.csv"
    path.write_text('ref,title\n1,"two\nlines"\n\n2,b\n', encoding="utf-8")
    assert [row.line for row in read_table(path)] == [1, 2, 5]


def test_a_workbook_is_read_with_dates_and_whole_numbers(tmp_path):
    path = tmp_path / "submissions.xlsx"
    book = Workbook()
    book.active.append(["ref", "received"])
    book.active.append([1, date(2014, 3, 8)])
    book.save(path)
    assert cells(path) == [("ref", "received"), ("1", "2014-03-08")]


def test_an_open_document_sheet_is_read_with_repeated_cells(tmp_path):
    path = tmp_path / "submissions.ods"
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>'
        "<table:table-row><table:table-cell><text:p>ref</text:p></table:table-cell>"
        "<table:table-cell><text:p>title</text:p></table:table-cell></table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2">'
        "<text:p>1</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/>'
        "</table:table-row></table:table></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    assert [row[:2] for row in cells(path)] == [("ref", "title"), ("1", "1")]


def test_entities_in_a_sheet_are_refused(tmp_path):
    path = tmp_path / "submissions.ods"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", bomb)
    with pytest.raises(IntakeError, match=r"submissions\.ods is not a spreadsheet"):
        read_table(path)


@pytest.mark.parametrize("name", ["submissions.xlsx", "submissions.ods"])
def test_what_is_no_spreadsheet_is_refused_in_one_sentence(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"not a table")
    with pytest.raises(IntakeError, match="is not a spreadsheet that can be read"):
        read_table(path)


def test_the_csv_comes_before_other_manifests(tmp_path):
    for name in ("submissions.xlsx", "Submissions.CSV"):
        (tmp_path / name).write_bytes(b"")
    found, others = find_manifest(tmp_path)
    assert found is not None
    assert (found.name, [other.name for other in others]) == (
        "Submissions.CSV",
        ["submissions.xlsx"],
    )
