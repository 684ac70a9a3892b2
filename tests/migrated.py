"""The migrated database of a run: one worker migrates, the others copy what it has made.

Migrating from nothing takes ten seconds of a processor, a copy less than one. PostgreSQL's test
database is of each worker's own making, as is that of a run without workers.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from pathlib import Path
from typing import IO

from django.db import connection

NAME = "file:conspectus-tests?mode=memory&cache=shared"
"""Of the database in a worker's memory."""


class Migrated:
    """What a worker does before and after Django makes its test database."""

    def __init__(self, folder: Path) -> None:
        self._image = folder / "migrated.sqlite3"
        self._lock: IO[str] | None = None
        self._copy: sqlite3.Connection | None = None
        self._is_shared = connection.vendor == "sqlite" and "PYTEST_XDIST_WORKER" in os.environ

    def before(self) -> None:
        """Waits for who migrates now; the memory holds what was made, if anything was."""
        if not self._is_shared:
            return
        connection.settings_dict["TEST"]["NAME"] = NAME
        self._lock = self._image.with_suffix(".lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        if self._image.exists():
            self._lock.close()
            self._copy = sqlite3.connect(NAME, uri=True)
            with sqlite3.connect(self._image) as image:
                image.backup(self._copy)
            image.close()

    def after(self) -> None:
        """Django has its test database: the others may have it too."""
        if self._copy is not None:
            self._copy.close()
        elif self._is_shared and self._lock is not None:
            connection.ensure_connection()
            with sqlite3.connect(self._image) as image:
                connection.connection.backup(image)
            image.close()
            self._lock.close()
