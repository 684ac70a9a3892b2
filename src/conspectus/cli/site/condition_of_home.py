"""What can be told of a home before the site's code is asked: permissions, keys, room."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from conspectus.cli.findings import Finding, well, wrong
from conspectus.core.errors import SiteError
from conspectus.core.keys import DJANGO_KEY, RECORD_KEY, record_signer

LEAST_FREE: Final = 1024**3
"""Bytes."""

LEAST_SHARE: Final = 0.05
"""Of the disk; less than this is told, and is no failure yet."""


def condition_of_home(home: Path) -> Iterator[Finding]:
    """Nothing here needs the keys or the database to be readable."""
    yield _writable(home)
    yield _keys(home)
    yield _room(home)
    yield _temporary()


def _may(place: Path, mode: int) -> bool:
    return os.access(place, mode, effective_ids=True)


def _writable(home: Path) -> Finding:
    of = ("home", "everything of the installation")
    folders = [home, *(place for place in sorted(home.iterdir()) if place.is_dir())]
    closed = [place for place in folders if not _may(place, os.W_OK | os.X_OK)]
    if closed:
        return wrong(
            *of,
            f"{closed[0]} is not writable for the user that runs this (number {os.geteuid()}): "
            f"chown it, or run as its owner (number {closed[0].stat().st_uid}).",
        )
    return well(*of, str(home))


def _keys(home: Path) -> Finding:
    of = ("keys", "links, sessions, signatures of the record")
    for name in (DJANGO_KEY, RECORD_KEY):
        place = home / "keys" / name
        if not place.exists():
            return wrong(*of, f"{place} is missing: restore it from a backup.")
        if not _may(place, os.R_OK):
            return wrong(
                *of,
                f"{place} is not readable for the user that runs this (number {os.geteuid()}): "
                "chown it to that user.",
            )
        if place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return wrong(
                *of, f"Others than its owner may read {place}: chmod 600 it, and think of new keys."
            )
    try:
        record_signer(home)
    except SiteError as error:
        return wrong(*of, str(error))
    return well(*of, "readable by their owner only")


def _room(home: Path) -> Finding:
    of = ("space on the disk", "files, backups")
    room = shutil.disk_usage(home)
    free = f"{room.free / 1024**3:.1f} GB"
    if room.free < LEAST_FREE:
        return wrong(*of, f"The disk is nearly full: {free} are free where {home} lies. Make room.")
    if room.free < LEAST_SHARE * room.total:
        return wrong(*of, f"Only {free} of the disk are free: plan for more.", needed=False)
    return well(*of, f"{free} free")


def _temporary() -> Finding:
    of = ("temporary files", "uploads, reading of files")
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"\0" * 4096)
            file.flush()
    except OSError as error:
        return wrong(
            *of,
            f"No temporary file can be written ({error.strerror}): give the process a writable "
            "folder and name it in TMPDIR.",
        )
    return well(*of, tempfile.gettempdir())
