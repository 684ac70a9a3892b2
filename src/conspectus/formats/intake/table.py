"""Manifest tables: .csv in any charset and with any usual delimiter, .xlsx and .ods.

A table is a list of rows of strings; the first row that is not empty is the header.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.readers.characters import decode
from conspectus.formats.readers.errors import ReaderError

MANIFEST_NAMES = ("submissions.csv", "submissions.tsv", "submissions.xlsx", "submissions.ods")

_DELIMITERS = (",", ";", "\t", "|")
_MAX_BYTES = 64 * 1024 * 1024
_MAX_REPEAT = 1024


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with its line: the line of the text file, or the row of the sheet (first = 1)."""

    line: int
    cells: tuple[str, ...]


def find_manifest(directory: Path) -> tuple[Path | None, tuple[Path, ...]]:
    """The manifest of ``directory`` (by preference csv, tsv, xlsx, ods) and those passed over."""
    by_name = {path.name.casefold(): path for path in sorted(directory.iterdir()) if path.is_file()}
    found = [by_name[name] for name in MANIFEST_NAMES if name in by_name]
    return (found[0] if found else None), tuple(found[1:])


def read_table(path: Path) -> list[TableRow]:
    """All rows of a table that hold anything.

    Raises:
        IntakeError: the file cannot be read, is too large or is not a table of its kind.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise IntakeError(
                f"The manifest {path.name} is larger than 64 MB; keep texts in files beside it."
            )
        if path.suffix.casefold() == ".xlsx":
            rows = _read_xlsx(path)
        elif path.suffix.casefold() == ".ods":
            rows = _read_ods(path)
        else:
            rows = _read_csv(path.read_bytes(), path.name)
    except OSError as error:
        raise IntakeError(
            f"The manifest {path.name} cannot be opened ({error.strerror}); check its permissions."
        ) from error
    return [row for row in rows if any(cell.strip() for cell in row.cells)]


def _read_csv(data: bytes, name: str) -> list[TableRow]:
    try:
        text = decode(data, name).text
    except ReaderError as error:
        raise IntakeError(
            f"The manifest {name} is not a text; save it again as CSV in UTF-8."
        ) from error
    delimiter = max(_DELIMITERS, key=lambda mark: (_fit(text, mark), -_DELIMITERS.index(mark)))
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows: list[TableRow] = []
    line = 1
    try:
        for cells in reader:
            rows.append(TableRow(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise IntakeError(
            f"The manifest {name} cannot be read at line {reader.line_num} ({error}); "
            "save it again as CSV in UTF-8."
        ) from error
    return rows


def _fit(text: str, delimiter: str) -> int:
    """How many columns the header has with ``delimiter``; the header decides."""
    for line in text.split("\n"):
        if line.strip():
            return len(next(csv.reader([line], delimiter=delimiter)))
    return 0


def _read_xlsx(path: Path) -> list[TableRow]:
    # 250 ms that only a workbook needs.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            TableRow(number, tuple(_cell_text(value) for value in values))
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1)
        ]
        book.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        DefusedXmlException,
        ParseError,
    ) as error:
        raise _not_a_table(path) from error
    return rows


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _read_ods(path: Path) -> list[TableRow]:
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo("content.xml")
            if info.file_size > _MAX_BYTES:
                raise _not_a_table(path)
            root = fromstring(archive.read(info), forbid_dtd=True)
    except (zipfile.BadZipFile, KeyError, DefusedXmlException, ParseError) as error:
        raise _not_a_table(path) from error
    sheet = next(root.iter(f"{_TABLE}table"), None)
    if sheet is None:
        raise _not_a_table(path)
    rows: list[TableRow] = []
    line = 1
    for row in sheet.iter(f"{_TABLE}table-row"):
        repeat = _repeat(row.get(f"{_TABLE}number-rows-repeated"))
        cells = tuple(_ods_cells(row))
        rows.append(TableRow(line, cells))
        line += repeat
    return rows


def _ods_cells(row: Iterable[object]) -> Iterable[str]:
    for cell in row:
        tag = getattr(cell, "tag", "")
        if tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        get = cell.get  # type: ignore[attr-defined]
        value = get(f"{_OFFICE}date-value") or "\n".join(
            "".join(paragraph.itertext())
            for paragraph in cell.findall(f"{_TEXT}p")  # type: ignore[attr-defined]
        )
        # A sheet ends in one empty cell repeated to its last possible column.
        repeat = _repeat(get(f"{_TABLE}number-columns-repeated"))
        yield from [value] * (repeat if value else min(repeat, _MAX_REPEAT))


def _repeat(value: str | None) -> int:
    return min(int(value), _MAX_REPEAT * _MAX_REPEAT) if value and value.isdigit() else 1


def _not_a_table(path: Path) -> IntakeError:
    return IntakeError(
        f"The manifest {path.name} is not a spreadsheet that can be read; save it again as "
        f"{path.suffix.lstrip('.').upper()} or as CSV in UTF-8."
    )
