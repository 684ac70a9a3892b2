"""The documents of an imported row: its files, or the texts that stand in the table itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from conspectus.contributions.blocks import Piece, pieces_of, read_marked, stored
from conspectus.contributions.models import Document
from conspectus.contributions.services.files import keep_file, safe_name
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.engine.document import BlockKind
from conspectus.engine.language import detect, detect_any
from conspectus.formats.intake import Submission
from conspectus.formats.intake.entries import RowFile
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.reading import ReadFile

LARGEST_FILE = 200 * 2**20
"""Bytes of one imported file: the secretariat vouches for it."""

LONG_ANSWER = 40
"""Characters from which the cell of an unknown column is an answer and not a remark."""

_READ = 6_000
"""Characters by which the language is told, as the engine does (`engine.source_languages`)."""

_TEXT_COLUMNS = frozenset(
    (
        "text comment comments contribution submission response message body texte commentaire "
        "commentaires reponse texto comentario comentarios respuesta"
    ).split()
) | {"your comment", "your comments", "your contribution"}


def documents_of(submission: Submission, *, languages: Sequence[str]) -> list[Document]:
    """The documents of a row, not saved, without version; their files are kept on the disk."""
    row = submission.entry.row
    made = [_from_file(file, read) for file, read in submission.files]
    if not submission.files:
        made = list(_from_cells(row.extra))
    only = made[0] if len(made) == 1 else None
    if only is not None and row.get("title"):
        only.title = only.title or row.get("title")[:300]
    for order, document in enumerate(made):
        document.order = order
        document.date = _date(row.get("date"))
        document.language = document.language or language_of(document.text, languages)
    return made


def language_of(text: str, languages: Sequence[str]) -> str:
    """The language of a text: one of the forum's where that is certain, else any; "" if unsure."""
    start = text[:_READ]
    return detect(start, tuple(languages)) or detect_any(start) or "" if start.strip() else ""


def _date(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def _from_file(file: RowFile, read: ReadFile | None) -> Document:
    document = Document(
        title=(file.title or "")[:300], file_name=safe_name(file.name)[:200], read=stamp()
    )
    if file.path is not None and file.path.is_file():
        _keep(document, file.path)
    if read is None or read.document is None:
        document.warnings = [
            file.problem or (read.error if read else "") or f"{file.name} could not be read."
        ]
        return document
    document.extracted = read.document.text
    document.language = read.document.language or ""
    document.title = document.title or (read.document.title or "")[:300]
    document.warnings = list(read.document.warnings)
    _write(document, pieces_of(read.document.text, read.document.blocks))
    return document


def _keep(document: Document, path: Path) -> None:
    try:
        with path.open("rb") as stream:
            kept = keep_file(stream, name=path.name, largest=LARGEST_FILE)
    except SiteError as error:
        document.warnings = [str(error)]
        return
    document.file, document.sha256, document.size = kept.path, kept.sha256, kept.size
    document.media_type, document.file_closed = kept.media_type, kept.is_letter
    if document.media_type == "application/octet-stream":
        guessed = mimetypes.guess_type(path.name)[0] or document.media_type
        document.media_type = guessed[:100]


def _from_cells(cells: Mapping[str, str]) -> Iterator[Document]:
    """A table alone: one text of the cells that hold sentences, each under its column's name."""
    found = {
        header: text
        for header, text in cells.items()
        if fold(header) in _TEXT_COLUMNS or len(text) >= LONG_ANSWER
    }
    if not found:
        return
    pieces: list[Piece] = []
    for header, text in found.items():
        if len(found) > 1 or fold(header) not in _TEXT_COLUMNS:
            pieces.append(Piece(BlockKind.HEADING, header, 1))
        pieces += read_marked(text)
    document = Document(read=stamp(), extracted="\n\n".join(found.values()))
    _write(document, pieces)
    yield document


def _write(document: Document, pieces: Sequence[Piece]) -> None:
    document.text, document.blocks = stored(pieces)
    document.text_sha256 = hashlib.sha256(document.text.encode()).hexdigest()
