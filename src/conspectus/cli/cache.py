"""Results of earlier runs on disk: what was read, and the vectors of sentences.

Nothing that a paper says depends on it: a run with and without cache gives the same bytes. An
entry that is damaged, half written or gone is simply computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

DIGEST_BYTES: Final = 32
KIND: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
MAX_BYTES: Final = 1_000_000_000
"""Above this size the entries that were used least recently are dropped."""

TRIM_TO: Final = 0.8
"""Trimming frees more than it must, so that it is rare."""


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/conspectus``, else ``~/.cache/conspectus`` (XDG base directories)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return home / "conspectus"


class DiskCache:
    """A folder of results; ``kind`` names what they are, ``key`` what they were computed from.

    A key must hold everything that its value depends on (the hash of the model and of the text,
    the version of the reader). Each file is the SHA-256 of its value, then the value.
    """

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def get(self, kind: str, key: str) -> bytes | None:
        """The value stored under ``key``; ``None`` if there is none, or a damaged one."""
        path = self._path(kind, key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, value = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
        if hashlib.sha256(value).digest() != digest:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return value

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store ``data`` under ``key``; a disk that is full or read-only changes nothing."""
        path = self._path(kind, key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and moved in place: another process sees the whole entry or none.
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as new:
                new.write(hashlib.sha256(data).digest() + data)
            Path(new.name).replace(path)

    def trim(self) -> None:
        """Drop the entries used least recently until the folder is small enough again."""
        entries = []
        for path in self._folder.glob("*/*/*"):
            with contextlib.suppress(OSError):
                state = path.stat()
                entries.append((state.st_mtime_ns, state.st_size, path))
        size = sum(entry[1] for entry in entries)
        if size <= self._max_bytes:
            return
        for _, freed, path in sorted(entries):
            with contextlib.suppress(OSError):
                path.unlink()
            size -= freed
            if size <= self._max_bytes * TRIM_TO:
                break

    def _path(self, kind: str, key: str) -> Path:
        if not KIND.fullmatch(kind):
            message = f"{kind!r} is no kind of cache entry: use lower-case letters and hyphens."
            raise ValueError(message)
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / kind / name[:2] / name
