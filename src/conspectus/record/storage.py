"""Where the record's files are kept: a protocol, and a directory that survives power loss."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeAlias

from conspectus.record.errors import HeldError, StorageError

Files: TypeAlias = Sequence[tuple[str, bytes]]
"""(path relative to the record, with slashes; content)."""

UNFINISHED = ".unfinished"
"""The suffix of a file that is being written, and of what a crash leaves of it."""


class RecordStore(Protocol):
    """What a place for the record must promise."""

    def read(self, path: str) -> bytes | None:
        """The content, or None where there is no such file."""

    def write(self, files: Files) -> None:
        """On return all files are durable. After a crash each is there as before or as given."""

    def delete(self, paths: Sequence[str]) -> None:
        """Removes what is there of them; need not be durable."""

    def paths(self) -> Iterator[str]:
        """All files, sorted."""


class DirectoryStore:
    """A directory of static files, as a web server serves it.

    Each file is written beside its place, flushed to the disk, moved there, and then the
    directory is flushed too: without the last step the name may be lost with the power.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str) -> bytes | None:
        """See RecordStore."""
        try:
            return self._at(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, files: Files) -> None:
        """See RecordStore; files given together cost one flush of each directory."""
        changed: dict[Path, None] = {}
        for path, content in files:
            place = self._at(path)
            changed.update(dict.fromkeys(_make_directories(place.parent)))
            _write_flushed(place.with_name(place.name + UNFINISHED), content)
            changed[place.parent] = None
        for path, _ in files:
            place = self._at(path)
            place.with_name(place.name + UNFINISHED).replace(place)
        for directory in changed:
            _flush_directory(directory)

    def delete(self, paths: Sequence[str]) -> None:
        """See RecordStore; directories that fall empty go too."""
        for path in paths:
            place = self._at(path)
            with suppress(FileNotFoundError):
                place.unlink()
            with suppress(OSError):  # other files are still in it
                place.parent.rmdir()

    def paths(self) -> Iterator[str]:
        """See RecordStore."""
        found = (
            (Path(folder) / name).relative_to(self._root).as_posix()
            for folder, _, names in os.walk(self._root)
            for name in names
            if not name.endswith(UNFINISHED)
        )
        yield from sorted(found)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Held by the one process that appends: two writers would make two histories.

        Removes what an earlier process left unfinished. Raises HeldError where one still runs.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self._lock(handle)
            for left in self._root.rglob(f"*{UNFINISHED}"):
                left.unlink()
            yield
        finally:
            os.close(handle)

    def _lock(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HeldError(
                f"Another process appends to the record in {self._root}: stop it first."
            ) from error

    def _at(self, path: str) -> Path:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise StorageError(f"{path!r} is no path inside the record.")
        return self._root / parts


def _make_directories(directory: Path) -> list[Path]:
    """Creates what is missing; gives the directories whose list of names has changed."""
    missing = []
    while not directory.is_dir():
        missing.append(directory)
        directory = directory.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
    return [one.parent for one in missing]


def _write_flushed(place: Path, content: bytes) -> None:
    with place.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
