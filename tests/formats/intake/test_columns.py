"""Headers under many names."""

from __future__ import annotations

import pytest

from conspectus.formats.intake.columns import manifest_rows
from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.intake.report import Report
from conspectus.formats.intake.table import TableRow


def read(*rows: tuple[str, ...]):
    report = Report()
    table = [TableRow(line, cells) for line, cells in enumerate(rows, start=1)]
    return manifest_rows(table, "submissions.csv", report), report.rows


@pytest.mark.parametrize(
    "header",
    [
        (
            "No.",
            "Title of contribution",
            "Submitted by",
            "Organization",
            "Country / Region",
            "Files",
        ),
        ("numéro", "Titre", "Soumis par", "Organisme", "Pays", "Fichier"),
        ("Número", "Título", "Presentado por", "Organización", "País", "Archivo"),
        ("REF", "subject", "Entitled by", "affiliation", "Region", "attachment"),
    ],
)
def test_headers_are_known_in_three_languages(header):
    rows, findings = read(header, ("1", "t", "p", "o", "c", "f"))
    assert rows[0].cells == {
        "ref": "1",
        "title": "t",
        "submitted_by": "p",
        "organisation": "o",
        "country": "c",
        "file": "f",
    }
    assert findings == ()


def test_columns_may_stand_in_any_order():
    rows, _ = read(("file", "ref"), ("a.txt", "1"))
    assert rows[0].cells == {"ref": "1", "file": "a.txt"}


def test_an_unknown_column_is_kept_and_reported():
    rows, findings = read(("ref", "Internal remarks"), ("1", "call back"))
    assert rows[0].extra == {"Internal remarks": "call back"}
    assert [(row.column, row.resolved) for row in findings] == [("Internal remarks", True)]


def test_the_exact_name_wins_over_a_synonym():
    rows, _ = read(("Name", "submitted_by"), ("Office", "Ana Sousa"))
    assert (rows[0].get("submitted_by"), rows[0].extra) == ("Ana Sousa", {"Name": "Office"})


def test_surplus_cells_are_reported():
    _, findings = read(("ref", "title"), ("1", "a", "b"))
    assert [row.value for row in findings] == ["b"]


def test_lines_that_explain_the_sheet_may_stand_before_the_header():
    rows, _ = read(("Responses to the call", ""), ("as of 3 May", ""), ("ref", "file"), ("1", "a"))
    assert [row.cells for row in rows] == [{"ref": "1", "file": "a"}]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Name of person submitting", "submitted_by"),
        ("Who is submitting this response?", "submitted_by"),
        ("Name of your organisation (if any)", "organisation"),
        ("What type of stakeholder are you?", "stakeholder_group"),
        ("Type of organisation you represent", "stakeholder_group"),
        ("Country of residence", "country"),
        ("Please upload your submission (PDF)", "file"),
        ("Title of your submission", "title"),
        ("Response reference number", "ref"),
    ],
)
def test_a_longer_header_is_read_by_its_words_and_reported(header, column):
    rows, findings = read(("keywords", header), ("x", "cell"))
    assert rows[0].get(column) == "cell"
    assert f"It is read as {column}." in [row.proposal for row in findings]


@pytest.mark.parametrize(
    "header",
    ["E-mail address of the organisation", "Position in organisation", "Size of organisation"],
)
def test_what_is_asked_about_an_organisation_is_not_its_name(header):
    rows, _ = read(("ref", header), ("1", "cell"))
    assert rows[0].extra == {header: "cell"}


def test_a_listed_header_wins_over_one_read_by_its_words():
    rows, _ = read(("Name of your employer or company", "Organisation"), ("A", "B"))
    assert rows[0].get("organisation") == "B"


def test_a_table_without_any_known_header_is_refused():
    with pytest.raises(IntakeError, match="names no known column"):
        read(("foo", "bar"), ("1", "2"))


def test_an_empty_table_is_refused():
    with pytest.raises(IntakeError, match="is empty"):
        manifest_rows([], "submissions.csv", Report())
