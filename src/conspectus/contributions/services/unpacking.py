"""What a secretariat sends to be imported: a folder, a ZIP file, or a spreadsheet alone."""

from __future__ import annotations

import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.formats.intake.table import MANIFEST_NAMES

MOST_BYTES = 4 * 2**30
"""Of all files of a ZIP file, unpacked."""

MOST_FILES = 50_000
_CHUNK = 1 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".ods"})
_LEFT_BY_SYSTEMS = "__MACOSX"


@contextmanager
def folder_of(path: Path) -> Iterator[Path]:
    """The folder to read: the path itself, or a temporary one with what it holds.

    Raises:
        SiteError: it is none of these, is damaged, or unpacks to more than is allowed.
    """
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        raise SiteError(
            _("There is no %(path)s; name a folder, a ZIP file or a spreadsheet.") % {"path": path}
        )
    with tempfile.TemporaryDirectory(prefix="conspectus-import-") as made:
        folder = Path(made)
        if path.suffix.lower() in _TABLES:
            shutil.copyfile(path, folder / f"submissions{path.suffix.lower()}")
            yield folder
        elif zipfile.is_zipfile(path):
            _unpack(path, folder)
            yield _innermost(folder)
        else:
            raise SiteError(
                _("%(name)s is no folder, ZIP file or spreadsheet; choose one of these.")
                % {"name": path.name}
            )


def _unpack(path: Path, folder: Path) -> None:
    """Writes the files of an archive; names that lead out of it are left out."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise SiteError(
                    _("The ZIP file holds more than %(most)s files; send it in parts.")
                    % {"most": MOST_FILES}
                )
            for entry in entries:
                target = _target(entry.filename, folder)
                if target is not None:
                    left = _write(archive, entry, target, left)
    except _DAMAGE as error:
        raise SiteError(
            _("The ZIP file cannot be unpacked (%(reason)s); make it again without a password.")
            % {"reason": error}
        ) from error


def _target(name: str, folder: Path) -> Path | None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if (
        not parts
        or parts[0] == _LEFT_BY_SYSTEMS
        or any(
            part in {"..", "/"} or "\x00" in part or ":" in part or len(part.encode()) > 250
            for part in parts
        )
    ):
        return None
    return folder.joinpath(*parts)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Writes one file; returns how many bytes may still come."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise SiteError(_("The ZIP file unpacks to more than 4 GB; send it in parts."))
            file.write(chunk)
    return left


def _innermost(folder: Path) -> Path:
    """A folder in the archive that holds everything stands for the archive."""
    while True:
        inside = list(folder.iterdir())
        if any((folder / name).exists() for name in (*MANIFEST_NAMES, "forum.toml")):
            return folder
        if len(inside) != 1 or not inside[0].is_dir():
            return folder
        folder = inside[0]
