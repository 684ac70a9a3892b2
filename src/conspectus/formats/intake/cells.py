"""Texts that stand in the cells of a table: a form on the web gives one row a contribution."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from conspectus.formats.intake.entries import RowFile
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.reading import ReadFile
from conspectus.formats.intake.rows import ManifestRow
from conspectus.formats.readers.errors import ReaderError
from conspectus.formats.readers.plaintext import read_text

FEWEST_TEXTS: Final = 3
SHORTEST_TEXT: Final = 20
"""A table holds texts if half of its rows, and so many, have one of so many characters."""

_HEADERS: Final = frozenset(
    (
        "text comment comments contribution submission response message body texte commentaire "
        "commentaires reponse texto comentario comentarios respuesta"
    ).split()
) | {
    "text comment", "comment text", "comment body", "text of comment", "your comment",
    "your comments", "your contribution", "your response", "full text", "contribution text",
    "submission text", "response text", "votre contribution", "su contribucion",
}  # fmt: skip


def is_text_header(header: str) -> bool:
    """Whether a column of this name may hold what was written."""
    return fold(header) in _HEADERS


def row_text(row: ManifestRow) -> str:
    """The text in the cells of a row, ``""`` where there is none."""
    return "\n\n".join(row.extra[name] for name in sorted(row.extra) if is_text_header(name))


def hold_texts(rows: Sequence[ManifestRow]) -> bool:
    """Whether the rows of a table are contributions, each with its text in a cell."""
    long = sum(len(row_text(row)) >= SHORTEST_TEXT for row in rows)
    return long >= FEWEST_TEXTS and 2 * long >= len(rows)


def read_cells(row: ManifestRow) -> tuple[RowFile, ReadFile] | None:
    """The text of a row as if it were a file, ``None`` where it has none."""
    data = row_text(row).encode()
    if not data.strip():
        return None
    name = f"row {row.line}"
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        read = ReadFile(Path(name), sha256, read_text(data, name))
    except ReaderError as error:
        read = ReadFile(Path(name), sha256, None, str(error))
    return RowFile(name, None), read
