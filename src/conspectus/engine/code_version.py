"""Which engine this is: what the engine works out may be kept between runs under this name only."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from importlib.metadata import PackageNotFoundError, version
from typing import Final

LIBRARIES: Final = ("lemminflect", "py3langid", "sentencex", "snowballstemmer")
"""What the reading of a sentence stands on besides our own code."""


@cache
def code_version() -> str:
    """SHA-256 of the engine's code and lexicons and of its linguistic libraries' versions."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}\n".encode())
    for library in LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    for name, content in sorted(_files(resources.files("conspectus.engine"), "")):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "unknown"


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
