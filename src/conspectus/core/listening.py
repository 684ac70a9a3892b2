"""Hearing what other processes have committed, where the database tells: PostgreSQL's LISTEN.

Hearing is only the quicker way: whoever listens looks by itself every few seconds too.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PUBLISHED: Final = "conspectus_published"
"""Told with each commit that raised the generation of a scope."""

LIVE: Final = "conspectus_live"
"""Told with each commit that published something for live pages (`core.live`)."""

SLICE: Final = 0.2
"""Seconds after which one who listens looks whether it is to end."""


def tell(channel: str) -> None:
    """Who listens hears it once the caller's transaction is committed, and not if it is undone."""
    if connection.vendor != "postgresql":
        return
    # Once a transaction: what is undone to before it takes this away with it.
    if all(one[1] is not _is_told for one in connection.run_on_commit):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [channel])
        transaction.on_commit(_is_told)


def _is_told() -> None:
    """Stands among what follows the commit."""


class Ear:
    """One thread's connection that listens on a channel."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._connection: BaseDatabaseWrapper | None = None

    def begin(self) -> None:
        """Nothing that is committed from now on is missed; else from the first `wait` on."""
        if connection.vendor == "postgresql":
            with suppress(*self._errors()):
                self._opened()

    def wait(self, seconds: float, ended: threading.Event) -> None:
        """Returns when something was told since the last time, after ``seconds`` or with ``ended``.

        On other databases, and while the database cannot be reached: after ``seconds``.
        """
        if connection.vendor != "postgresql":
            ended.wait(seconds)
            return
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until and not ended.is_set():
                if any(True for _ in self._opened().notifies(timeout=SLICE, stop_after=1)):
                    return
        except self._errors():
            self.close()
            ended.wait(seconds)

    def close(self) -> None:
        """Ends the connection; `wait` makes another."""
        if self._connection is not None:
            with suppress(DatabaseError):
                self._connection.close()
            self._connection = None

    def _opened(self) -> Any:  # noqa: ANN401 - psycopg's connection
        if self._connection is None:
            made = connection.copy()
            made.connect()
            self._connection = made
            made.connection.execute(f"LISTEN {self._channel}".encode())
        return self._connection.connection

    @staticmethod
    def _errors() -> tuple[type[Exception], ...]:
        driver: Any = connection
        return (DatabaseError, driver.Database.Error)
