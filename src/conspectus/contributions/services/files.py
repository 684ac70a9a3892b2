"""Keeping what was sent: a file of `core.file_store`, named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.file_store import file_store
from conspectus.core.home import files_folder
from conspectus.formats.readers.kinds import Kind, sniff

LARGEST_FILE = 25 * 1024 * 1024
"""Bytes of one file that a contributor may send."""

MOST_FILES = 20
"""Documents of one contribution."""

_CHUNK = 256 * 1024
_TAIL = 2_000_000  # in which a ZIP file's directory is looked for
_MEDIA_TYPES = {
    Kind.TEXT: "text/plain",
    Kind.MARKDOWN: "text/markdown",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.RTF: "application/rtf",
    Kind.HTML: "text/html",
    Kind.MAIL: "message/rfc822",
    Kind.MAILBOX: "application/mbox",
    Kind.CAPTIONS: "text/vtt",
    Kind.DOC: "application/msword",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODP: "application/vnd.oasis.opendocument.presentation",
    Kind.EPUB: "application/epub+zip",
}
_LETTERS = frozenset({_MEDIA_TYPES[Kind.MAIL], _MEDIA_TYPES[Kind.MAILBOX]})
_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


class Readable(Protocol):
    """What gives bytes: an uploaded file, an open file."""

    def read(self, size: int = ..., /) -> bytes:
        """At most so many bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file on the disk. ``path``: below ``files/``; ``media_type``: by its content."""

    path: str
    sha256: str
    size: int
    media_type: str
    name: str

    @property
    def is_readable(self) -> bool:
        """Whether a reader exists for what it is."""
        return self.media_type != "application/octet-stream"

    @property
    def is_letter(self) -> bool:
        """Whether it is a mail: its head holds addresses, so it is not handed out; its text is."""
        return self.media_type in _LETTERS


def safe_name(name: str) -> str:
    """A file name that is a name on every system: no path, no control or bidi character."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name.replace("\\", "/").split("/")[-1]))
    plain = " ".join(plain.split()).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) <= 10:
        plain = f"{stem[: 119 - len(suffix)].rstrip('. ')}.{suffix}"
    plain = plain[:120]
    return f"_{plain}" if not plain or _RESERVED.match(plain) else plain


def keep_file(stream: Readable, *, name: str, largest: int = LARGEST_FILE) -> KeptFile:
    """Writes the bytes below ``files/``; they are on the disk (fsync) when this returns.

    Raises:
        SiteError: it is empty, or has more than ``largest`` bytes; nothing is kept.
    """
    name = safe_name(name)
    folder = files_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(prefix=".arriving-", dir=folder)
    try:
        with os.fdopen(handle, "wb+") as file:
            sha256, size = _copy(stream, file, name, largest)
            media_type = _media_type(file, size, name)
            file.flush()
            os.fsync(file.fileno())
        path = f"{sha256[:2]}/{sha256}"
        file_store().keep(Path(written), path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
    return KeptFile(path=path, sha256=sha256, size=size, media_type=media_type, name=name)


def refuse_unreadable(kept: KeptFile) -> None:
    """Says in one sentence what can be sent instead of a file that no reader exists for.

    Raises:
        SiteError: there is no reader for it.
    """
    if not kept.is_readable:
        raise SiteError(
            _("“%(name)s” is no document that can be read; send PDF, Word, OpenDocument or text.")
            % {"name": kept.name},
            field="file",
        )


def _copy(stream: Readable, file: BinaryIO, name: str, largest: int) -> tuple[str, int]:
    hashing = hashlib.sha256()
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > largest:
            raise SiteError(
                _("“%(name)s” is larger than %(limit)s MB; send it in parts or without pictures.")
                % {"name": name, "limit": largest // 2**20},
                field="file",
            )
        hashing.update(chunk)
        file.write(chunk)
    if not size:
        raise SiteError(
            _("“%(name)s” is empty; choose the file again.") % {"name": name}, field="file"
        )
    return hashing.hexdigest(), size


def _media_type(file: BinaryIO, size: int, name: str) -> str:
    """By content first, by suffix where content leaves it open, as the readers do."""
    file.seek(0)
    head = file.read(_CHUNK)
    file.seek(max(len(head), size - _TAIL))
    kind = sniff(head + file.read(), name)
    return _MEDIA_TYPES.get(kind, "application/octet-stream")
