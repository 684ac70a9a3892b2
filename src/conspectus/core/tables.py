"""What readers take away: tables as CSV (RFC 4180), objects as JSON, each as a file with a name.

Spreadsheets open these tables: nothing in a cell is a formula, whoever has written it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.http import HttpResponse

from conspectus.formats.cells import asleep

CHUNK: Final = 1 << 18
"""Characters of a piece of a long table, about."""

_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def csv_pieces(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """A table in pieces, its head first; lists in cells as words with spaces, ``None`` empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        if out.tell() > CHUNK:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(value: object) -> str:
    if isinstance(value, int | float):  # less than nothing is a number, no formula
        return str(value)
    return asleep(" ".join(map(str, value)) if isinstance(value, list) else value)


def csv_file(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, name: str
) -> HttpResponse:
    """A table as a file to be kept; ``name`` without its ending."""
    return _file("".join(csv_pieces(columns, rows)), f"{name}.csv")


def json_file(said: object, *, name: str, indent: int | None = 1) -> HttpResponse:
    """An object as a file to be kept; ``name`` without its ending."""
    return _file(json.dumps(said, ensure_ascii=False, indent=indent), f"{name}.json")


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=_TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
