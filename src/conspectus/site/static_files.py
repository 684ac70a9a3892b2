"""Static files, each at an address that holds the hash of its bytes: cached for ever."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static"
PREFIX = "/static/"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the site's own. ``address`` holds the first 12 hex digits of its SHA-256."""

    address: str
    media_type: str
    content: bytes


@cache
def static_files() -> dict[str, StaticFile]:
    """All static files by name ("site.css"); read once a process."""
    return {path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.is_file()}


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return StaticFile(f"{PREFIX}{path.stem}.{digest}{path.suffix}", media_type, content)


def static_address(name: str) -> str:
    """The address of a static file.

    Raises:
        KeyError: there is no such file.
    """
    return static_files()[name].address
