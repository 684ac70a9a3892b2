"""Where the bytes of contributors' files lie: below the home, or in an object store (extra ``s3``).

A file's path is its SHA-256 with two letters of it before (``ab/abcd…``), so no two different files
have one, and keeping the same bytes twice is keeping them once.
"""

from __future__ import annotations

import importlib
import shutil
from functools import lru_cache
from pathlib import Path
from typing import IO, Final, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files import File
from django.utils.module_loading import import_string

from conspectus.core.errors import SiteError
from conspectus.core.flushing import flush_entry
from conspectus.core.home import files_folder

PATIENCE: Final = 20
"""Seconds for the object store to answer."""


class FileStore(Protocol):
    """What the rest of the site needs of it."""

    def keep(self, written: Path, path: str) -> None:
        """Takes a written file over under ``path``; its bytes are safe when this returns."""

    def open(self, path: str) -> IO[bytes] | None:
        """The bytes; ``None`` where there are none."""

    def lay(self, path: str, place: Path) -> None:
        """Makes the bytes readable at ``place``, a new name, for a program that wants a file."""

    def has(self, path: str) -> bool:
        """Whether the bytes are there."""

    def drop(self, path: str) -> None:
        """Removes them; nothing where there are none."""


class FolderStore:
    """``files/`` below the home."""

    def keep(self, written: Path, path: str) -> None:
        """Into its place, with every folder on the way on the disk before it counts as kept."""
        place = files_folder() / path
        if not place.parent.is_dir():
            place.parent.mkdir(exist_ok=True)
            flush_entry(place.parent.parent)
        written.replace(place)
        flush_entry(place.parent)

    def open(self, path: str) -> IO[bytes] | None:
        """An open file."""
        place = files_folder() / path
        return place.open("rb") if place.is_file() else None

    def lay(self, path: str, place: Path) -> None:
        """A link: nothing is copied."""
        place.symlink_to(files_folder() / path)

    def has(self, path: str) -> bool:
        """Whether the file is there."""
        return (files_folder() / path).is_file()

    def drop(self, path: str) -> None:
        """Removes the file."""
        (files_folder() / path).unlink(missing_ok=True)


class ObjectStore:
    """A bucket of a server that speaks S3, through django-storages and boto3."""

    def __init__(self, address: str) -> None:
        """``address``: ``s3://bucket`` or ``s3://bucket/prefix``.

        Raises:
            SiteError: the extra is not installed.
        """
        parts = urlsplit(address)
        try:
            backend = importlib.import_module("storages.backends.s3").S3Storage
            config = importlib.import_module("botocore.config").Config
        except ImportError as error:
            raise SiteError(
                "CONSPECTUS_FILES names an object store: pip install 'conspectus[s3]' first."
            ) from error
        self._bucket = backend(
            bucket_name=parts.netloc,
            location=parts.path.strip("/"),
            endpoint_url=settings.FILES_ENDPOINT or None,
            region_name=settings.FILES_REGION or None,
            access_key=settings.FILES_KEY or None,
            secret_key=settings.FILES_SECRET or None,
            file_overwrite=True,
            default_acl=None,
            client_config=config(
                connect_timeout=PATIENCE,
                read_timeout=PATIENCE,
                retries={"max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
            ),
        )

    def keep(self, written: Path, path: str) -> None:
        """Sent whole before the local copy goes; the store has it when it has answered."""
        with written.open("rb") as content:
            self._bucket.save(path, File(content))
        written.unlink()

    def open(self, path: str) -> IO[bytes] | None:
        """The bytes, in a temporary file where there are many."""
        if not self.has(path):
            return None
        opened: IO[bytes] = self._bucket.open(path, "rb")
        return opened

    def lay(self, path: str, place: Path) -> None:
        """A copy."""
        with self._bucket.open(path, "rb") as content, place.open("wb") as copy:
            shutil.copyfileobj(content, copy)

    def has(self, path: str) -> bool:
        """Asks for its head."""
        return bool(self._bucket.exists(path))

    def drop(self, path: str) -> None:
        """Also an older version, where the bucket keeps versions, is the bucket's to forget."""
        self._bucket.delete(path)


def file_store() -> FileStore:
    """The one of this installation, by the setting CONSPECTUS_FILES."""
    return _store(settings.FILES)


@lru_cache(maxsize=2)
def _store(address: str) -> FileStore:
    if not address:
        return FolderStore()
    if not address.startswith("s3://"):
        raise SiteError(f"CONSPECTUS_FILES is {address}: it must be empty or s3://BUCKET/PREFIX.")
    return ObjectStore(address)


_naming: dict[str, str] = {}


def names_files(app: str, function: str) -> None:
    """An app says by dotted name which function of it tells whether it still names a kept file.

    The same bytes are kept once, whoever sent them, so none may remove them for itself.
    """
    _naming[app] = function


def drop_file(path: str) -> None:
    """Removes a kept file that nothing on the site names any more; "" is none."""
    if path and not any(import_string(function)(path) for function in _naming.values()):
        file_store().drop(path)
