"""A manifest that is called otherwise: "responses.xlsx", "List of respondents.csv".

A table is the manifest only where it says so itself: it has a column of files, and at least half
of its rows name a file of the folder; or its rows hold the texts themselves. Two such tables are
none; a person has to say which.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from conspectus.formats.intake.cells import hold_texts
from conspectus.formats.intake.columns import manifest_rows
from conspectus.formats.intake.entries import Folder, row_files
from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.intake.report import Report
from conspectus.formats.intake.table import read_table

_TABLES: Final = (".csv", ".tsv", ".xlsx", ".ods")
_MOST_TABLES: Final = 8
"""A folder of more tables than this holds tables as submissions."""


def find_other_manifest(folder: Folder, report: Report) -> Path | None:
    """The one table of the folder that lists its files, reported; ``None`` where none does."""
    tables = [
        path for path in folder.top_level() if path.is_file() and path.suffix.casefold() in _TABLES
    ]
    if len(tables) > _MOST_TABLES:
        return None
    found = [path for path in tables if _lists_files(path, folder)]
    if not found:
        return None
    names = ", ".join(path.name for path in found)
    if len(found) > 1:
        report.folder(
            value=names,
            problem="Each of these tables could be the manifest.",
            proposal="Call the one that is submissions.csv; until then none is read as one.",
        )
        return None
    holds = hold_texts(manifest_rows(read_table(found[0]), names, Report()))
    what = "holds the texts" if holds else "lists the files of the folder"
    report.folder(
        value=names,
        problem=f"No file is called submissions.csv, and this table {what}.",
        proposal=f"{names} is read as the manifest.",
        resolved=True,
    )
    return found[0]


def _lists_files(path: Path, folder: Folder) -> bool:
    aside = Report()
    try:
        rows = manifest_rows(read_table(path), path.name, aside)
    except IntakeError:
        return False
    if hold_texts(rows) and not any("file" in row.columns for row in rows):
        return True
    named = [row for row in rows if row.get("file")]
    hits = sum(any(file.path for file in row_files(row, folder, aside)) for row in named)
    return hits > 0 and 2 * hits >= len(rows)
