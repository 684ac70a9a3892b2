"""Writes a Parquet file from lines of JSON; runs in a child, for the library is large.

``python -m conspectus.site.api.parquet_run COLUMNS LINES FILE``: COLUMNS is JSON, name → type.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 5_000
"""Rows of a group: what is in memory at a time."""

TYPES = {
    "text": pa.string(),
    "number": pa.int64(),
    "truth": pa.bool_(),
    "texts": pa.list_(pa.string()),
}


def main(columns: str, lines: str, file: str) -> None:
    """Writes the file."""
    kinds: Mapping[str, str] = json.loads(columns)
    schema = pa.schema([(name, TYPES[kind]) for name, kind in kinds.items()])
    with (
        Path(lines).open(encoding="utf-8") as rows,
        pq.ParquetWriter(file, schema, compression="zstd") as writer,
    ):
        for group in _groups(json.loads(row) for row in rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, ROWS)):
        yield group


if __name__ == "__main__":
    main(*sys.argv[1:])
