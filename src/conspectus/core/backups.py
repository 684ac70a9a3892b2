"""One file with everything of an installation, taken while it runs (back: `core.restoring`).

The order makes it consistent: first a snapshot of the database, then what only grows (files,
papers, the record). So nothing that the database speaks of is missing, and the record is at least
as long as the database knows; what is in it beyond is found again by the sequencer.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from django.db import connection

from conspectus import __version__
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.home import home
from conspectus.core.recorded import record_copy
from conspectus.core.restoring import DATABASE, DUMP, FORMAT, MANIFEST

FOLDERS: Final = ("keys", "files", "papers")
"""Beside the database and the record; rendered pages and ``run/`` are made anew."""

COMPRESSION: Final = 3
"""Of gzip: most of it are PDF files, which no level makes smaller."""


@dataclass
class _Archive:
    """A tar file that is being written, and the SHA-256 of each member so far."""

    tar: tarfile.TarFile
    hashes: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        reader = _Hashed(content)
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, int(stamp().timestamp())
        self.tar.addfile(info, reader)
        self.hashes[name] = reader.sha256.hexdigest()

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, place: Path) -> None:
        with place.open("rb") as content:
            self.add(name, content, os.fstat(content.fileno()).st_size)


class _Hashed(io.RawIOBase):
    """Passes bytes on and hashes them."""

    def __init__(self, content: IO[bytes]) -> None:
        super().__init__()
        self._content = content
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._content.read(size)
        self.sha256.update(chunk)
        return chunk


def back_up(target: Path) -> int:
    """Writes the backup to ``target``, which has its name only when it is whole; its size in bytes.

    Readable by its owner only: it holds the keys.

    Raises:
        SiteError: there is such a file already, or the database cannot be copied.
    """
    if target.exists():
        raise SiteError(f"There is a file {target} already: choose another name.")
    beside = target.with_name(f"{target.name}.unfinished")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with (
                gzip.GzipFile("", "wb", COMPRESSION, file, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                _fill(_Archive(tar))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    beside.rename(target)
    return target.stat().st_size


def _fill(archive: _Archive) -> None:
    with _snapshot() as database:
        archive.add_file(database.name, database)
    for folder in FOLDERS:
        for place in sorted((home() / folder).rglob("*")):
            if place.is_file() and place.suffix != ".unfinished":
                archive.add_file(place.relative_to(home()).as_posix(), place)
    for path, content in record_copy():
        archive.add_bytes(f"record/{path}", content)
    manifest = {
        "format": FORMAT,
        "version": __version__,
        "made": stamp().isoformat(timespec="seconds"),
        "sha256": dict(archive.hashes),
    }
    archive.add_bytes(MANIFEST, json.dumps(manifest, indent=1).encode())


@contextmanager
def _snapshot() -> Iterator[Path]:
    """The database as it is at one moment; writers go on meanwhile."""
    with tempfile.TemporaryDirectory(dir=home(), prefix=".backup-") as folder:
        if connection.vendor == "postgresql":
            place = Path(folder) / DUMP
            importlib.import_module("conspectus.core.postgresql.copies").dump(place)
        else:
            place = Path(folder) / DATABASE
            _copy_sqlite(place)
        yield place


def _copy_sqlite(place: Path) -> None:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=30)) as running,
        closing(sqlite3.connect(place)) as copy,
    ):
        running.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
