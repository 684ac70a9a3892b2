"""Getting a folder of files onto the disk before anybody is told that it is there."""

from __future__ import annotations

import os
from pathlib import Path


def flush_folder(folder: Path) -> None:
    """Returns when every file and folder in ``folder``, and its own name, would survive a cut."""
    for path in (*sorted(folder.rglob("*")), folder, folder.parent):
        flush_entry(path)


def flush_entry(path: Path) -> None:
    """Returns when a file's bytes, or a folder's names, would survive a cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
