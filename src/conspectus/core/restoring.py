"""An installation from a backup. Needs no settings: there is no installation yet."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Final

from conspectus.core.errors import SiteError

FORMAT: Final = "conspectus-backup/1"
MANIFEST: Final = "manifest.json"
DATABASE: Final = "conspectus.sqlite3"
DUMP: Final = "database.pgdump"
"""In its place where the installation is on PostgreSQL (`core.postgresql.copies`)."""

PARTS: Final = frozenset({MANIFEST, DATABASE, DUMP, "keys", "files", "papers", "record"})
"""What lies at the top of a backup; rendered pages, for one, are never taken from elsewhere."""


_DAMAGE = (
    tarfile.TarError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    RecursionError,
    zlib.error,
)


def restore(source: Path, target: Path) -> str:
    """Makes the installation ``target`` from a backup; the version of the program that made it.

    Every byte is compared with the manifest before any of it has its place. All is unpacked in
    ``target``: its parent may be closed to us, and a volume of a container cannot be renamed.
    A copy of a PostgreSQL is left there as `DUMP`, to be loaded.

    Raises:
        SiteError: ``target`` is not empty, or the file is no backup, or damaged.
    """
    if target.exists() and any(target.iterdir()):
        raise SiteError(f"{target} is not empty: restore into a new directory.")
    made = not target.exists()
    target.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".restoring-", dir=target))
    try:
        manifest = _unpacked(source, beside)
        _check_database(beside)
        target.chmod(0o700)
        # With the keys an installation is there: they come last.
        for part in sorted(beside.iterdir(), key=lambda one: one.name == "keys"):
            part.rename(target / part.name)
        beside.rmdir()
    except BaseException:
        undo(target, made=made)
        raise
    return str(manifest["version"])


def undo(target: Path, *, made: bool) -> None:
    """Takes out what was restored; also the directory, if it was ``made`` for it."""
    for place in target.iterdir():
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
    if made:
        target.rmdir()


def _unpacked(source: Path, target: Path) -> dict[str, object]:
    """The manifest; raises SiteError unless what was unpacked is exactly what it says."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            _write_files(tar, target)
        manifest = json.loads((target / MANIFEST).read_bytes())
        (target / MANIFEST).unlink()
        wanted = manifest["sha256"] if manifest["format"] == FORMAT else None
        manifest["version"] = str(manifest["version"])
    except _DAMAGE as error:
        raise SiteError(f"{source} is no backup of Conspectus, or damaged: {error}.") from error
    found = {
        place.relative_to(target).as_posix(): _sha256(place)
        for place in target.rglob("*")
        if place.is_file()
    }
    if found != wanted:
        raise SiteError(f"{source} is damaged: its files are not those of its manifest.")
    for place in (target, *target.rglob("*")):
        place.chmod(0o700 if place.is_dir() else 0o600)
    return dict(manifest)


def _sha256(place: Path) -> str:
    with place.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_files(tar: tarfile.TarFile, target: Path) -> None:
    """The files of an archive, inside ``target`` only; whatever else it holds is refused.

    By hand, because the filters of `tarfile` came with Python 3.11.4 and Debian 12 has 3.11.2.
    """
    root = target.resolve()
    room = shutil.disk_usage(root).free
    for member in tar:
        place = (root / member.name).resolve()
        inside = place.is_relative_to(root) and place != root
        if not inside or place.relative_to(root).parts[0] not in PARTS:
            raise tarfile.TarError(f"{member.name} is no file of an installation")
        if not (member.isfile() or member.isdir()):
            raise tarfile.TarError(f"{member.name} is no file of an installation")
        # Before a byte of it is written: a few bytes of an archive can stand for a full disk.
        room -= member.size
        if room < 0:
            raise tarfile.TarError(f"there is no room for {member.name}")
        if member.isdir():
            place.mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        content = tar.extractfile(member)
        if content is None:
            raise tarfile.TarError(f"{member.name} cannot be read")
        with content, place.open("wb") as kept:
            shutil.copyfileobj(content, kept)


def _check_database(folder: Path) -> None:
    place = folder / DATABASE
    if not place.is_file():
        if (folder / DUMP).is_file():
            return  # what it holds is compared with the manifest; the server reads it
        raise SiteError("There is no database in the backup: take another.")
    try:
        with closing(sqlite3.connect(place)) as database:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise SiteError(f"The database in the backup is damaged: {answer}.")
