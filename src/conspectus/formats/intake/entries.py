"""Which files of a folder belong to which row of its manifest.

A file cell may name several files, separated by ``;`` or ``|``, each with a title of its own
after an equals sign: ``main.pdf=Our position | annex.docx=Annex: figures``.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from conspectus.formats.intake.folding import squeeze
from conspectus.formats.intake.report import Report
from conspectus.formats.intake.rows import ManifestRow

CONFIGURATION = frozenset({"forum.toml", "corrections.toml"})
_TERMS = frozenset({"license", "licence", "licenses", "licences", "copying"})
_SUFFIXES_OF_TERMS = frozenset({"", ".txt", ".md", ".rst"})
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_SEPARATOR = re.compile(r"\s*[;|]\s*")
_MAX_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file that a row names. ``path`` is ``None`` where ``problem`` says why."""

    name: str
    path: Path | None
    title: str | None = None
    problem: str = ""


class Folder:
    """The entries of a directory by relative name; links that lead outside are no entries."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._root = directory.resolve()
        self._by_name = {self._key(name): path for name, path in self._walk()}

    def _walk(self) -> Iterator[tuple[str, Path]]:
        count = 0
        for parent, folders, files in os.walk(self.directory):
            folders[:] = sorted(name for name in folders if not _is_hidden(name))
            for name in sorted(files):
                path = Path(parent, name)
                if _is_hidden(name) or not path.resolve().is_relative_to(self._root):
                    continue
                count += 1
                if count > _MAX_ENTRIES:
                    return
                yield path.relative_to(self.directory).as_posix(), path

    @staticmethod
    def _key(name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold()

    def names(self) -> tuple[str, ...]:
        """Relative names of all files, sorted."""
        return tuple(
            sorted(path.relative_to(self.directory).as_posix() for path in self._by_name.values())
        )

    def top_level(self) -> tuple[Path, ...]:
        """Files and folders directly in the directory, sorted by name."""
        return tuple(
            path
            for path in sorted(self.directory.iterdir())
            if not _is_hidden(path.name) and path.resolve().is_relative_to(self._root)
        )

    def find(self, name: str) -> Path | None:
        """The file (or folder) called ``name``, case and Unicode form set aside."""
        key = self._key(name.replace("\\", "/").removeprefix("./"))
        if key in self._by_name:
            return self._by_name[key]
        folder = self.directory / name
        inside = ".." not in Path(name).parts and not Path(name).is_absolute()
        return folder if inside and key and folder.is_dir() else None

    def with_stem(self, stem: str) -> tuple[Path, ...]:
        """Files directly in the directory called ``stem`` with any extension."""
        wanted = self._key(stem)
        return tuple(
            path
            for path in sorted(self._by_name.values())
            if path.parent == self.directory and self._key(path.stem) == wanted
        )


def is_source_name(name: str) -> bool:
    """Whether a file of this name can be a source: no configuration, README or licence."""
    plain = Path(name.casefold())
    are_terms = plain.stem in _TERMS and plain.suffix in _SUFFIXES_OF_TERMS
    return not (are_terms or plain.name in CONFIGURATION or plain.name.startswith("readme"))


def _is_hidden(name: str) -> bool:
    plain = name.casefold()
    return plain.startswith((".", "~$")) or plain in _LEFT_BY_SYSTEMS


def row_files(row: ManifestRow, folder: Folder, report: Report) -> tuple[RowFile, ...]:
    """The files of a row, in the order named; without a file cell, the one named like its ref."""
    cell = row.get("file")
    if not cell:
        return _file_by_ref(row, folder, report)
    if folder.find(cell):
        return (RowFile(cell, folder.find(cell)),)
    parts = [part for part in _SEPARATOR.split(cell) if part]
    return tuple(_named_file(part, row, folder, report) for part in parts)


def _named_file(part: str, row: ManifestRow, folder: Folder, report: Report) -> RowFile:
    found = folder.find(part)
    if found:
        return RowFile(part, found)
    name, mark, title = (squeeze(piece) for piece in part.partition("="))
    found = folder.find(name)
    if found:
        return RowFile(name, found, title if mark and title else None)
    candidates = folder.with_stem(Path(name).stem) or folder.with_stem(name)
    proposal = (
        f"Did you mean {candidates[0].name}?"
        if candidates
        else "Put the file into the folder or correct its name."
    )
    report.cell(row, "file", f"The folder has no file {name}.", proposal)
    return RowFile(name, None, title or None, f"The file {name} is missing from the folder.")


def _file_by_ref(row: ManifestRow, folder: Folder, report: Report) -> tuple[RowFile, ...]:
    ref = row.get("ref")
    found = folder.with_stem(ref) if ref else ()
    if len(found) == 1:
        proposal = f"{found[0].name} is taken, by its ref."
        report.cell(row, "file", "No file is named.", proposal, resolved=True)
        return (RowFile(found[0].name, found[0]),)
    proposal = (
        f"Choose among {', '.join(path.name for path in found)}."
        if found
        else "Name the file in the column file."
    )
    report.cell(row, "file", "No file is named.", proposal)
    return ()


def report_unlisted(
    folder: Folder, used: Sequence[Path], ignored: Sequence[Path], report: Report
) -> None:
    """Report each file that no row names (it is no source)."""
    taken = {path.resolve() for path in (*used, *ignored)}
    directories = [path for path in taken if path.is_dir()]
    for name in folder.names():
        path = (folder.directory / name).resolve()
        inside = any(path.is_relative_to(directory) for directory in directories)
        if path in taken or inside or not is_source_name(Path(name).name):
            continue
        report.folder(
            value=name,
            problem="No row of the manifest names this file, so it is no source.",
            proposal="Add a row for it, or remove it from the folder.",
        )
