"""Folders of submissions, written for one test each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from conspectus.formats.intake import LoadedFolder, load_folder

WORDS = "We hold that the Forum should publish the criteria by which members are selected.\n"


def manifest(rows: Iterable[Mapping[str, str]]) -> str:
    """submissions.csv with the columns of all rows."""
    rows = list(rows)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def submissions(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder: rows of a manifest (each with its file unless it names one) and files."""

    def write(*rows: Mapping[str, str], files: Mapping[str, str] | None = None) -> Path:
        complete = []
        for number, row in enumerate(rows, start=1):
            ref = row.get("ref", str(number))
            name = row.get("file", f"{ref}.txt")
            if "file" not in row:
                (tmp_path / name).write_text(WORDS, encoding="utf-8")
            complete.append({"ref": ref, **row, "file": name})
        if complete:
            (tmp_path / "submissions.csv").write_text(manifest(complete), encoding="utf-8")
        for name, text in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def load(submissions: Callable[..., Path]) -> Callable[..., LoadedFolder]:
    """Write a folder and load it."""

    def load_rows(*rows: Mapping[str, str], files: Mapping[str, str] | None = None) -> LoadedFolder:
        return load_folder(submissions(*rows, files=files), jobs=1)

    return load_rows
