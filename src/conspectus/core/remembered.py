"""What a process remembers between requests: a few results that are dear to work out.

`Remembered`: what is the same for every reader, under a key that holds the generation of its
scope: then nothing remembered is ever older than what is published. `WhileUnchanged`: what many
services change, for exactly as long as nobody has written anything.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, Generic, TypeVar

from django.db import connection

Value = TypeVar("Value")


_all: list[Remembered[Any]] = []


def forget_everything() -> None:
    """Empties every memory of this process: where the database is put in another's place."""
    for one in _all:
        one.forget()


class Remembered(Generic[Value]):
    """At most so many values; the one that was not asked for longest goes first."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()
        _all.append(self)

    def forget(self) -> None:
        """Nothing is remembered any more."""
        with self._lock:
            self._values.clear()

    def get(self, key: Hashable) -> Value | None:
        """What was put under the key, if it is still there."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: Value) -> Value:
        """Remembers the value, and gives it back."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


class WhileUnchanged(Generic[Value]):
    """At most so many values, all of them forgotten with the next write to the database.

    Whoever writes what moves no counter, so none can be missed: SQLite tells a connection that
    another one has committed (``PRAGMA data_version``), and counts its own changes; PostgreSQL
    tells which transactions are to be seen (``pg_current_snapshot``), and the same ones give the
    same rows. Each thread has its connection and therefore its own values. Within a transaction,
    which may be undone, and in other databases nothing is remembered.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._here = threading.local()

    def get(self, key: Hashable, work_out: Callable[[], Value]) -> Value:
        """What ``work_out`` gave under this key since the last write, else what it gives now."""
        state = state_of_database()
        if state is None:
            return work_out()
        # Told before it is read: what is committed in between is only read twice.
        if getattr(self._here, "state", None) != state:
            self._here.state, self._here.values = state, OrderedDict()
        values: OrderedDict[Hashable, Value] = self._here.values
        if key not in values:
            values[key] = work_out()
            while len(values) > self._most:
                values.popitem(last=False)
        return values[key]


def state_of_database() -> tuple[object, ...] | None:
    """What differs after any write, for this thread; ``None`` where that cannot be told."""
    if connection.vendor not in _STATES or connection.in_atomic_block:
        return None
    connection.ensure_connection()
    opened: Any = connection.connection  # a new one counts anew: kept, so that it stays itself
    return opened, *_STATES[connection.vendor](opened)


def _state_of_sqlite(opened: Any) -> tuple[object, ...]:  # noqa: ANN401 - sqlite3's
    (version,) = opened.execute("PRAGMA data_version").fetchone()
    return version, opened.total_changes


def _state_of_postgresql(opened: Any) -> tuple[object, ...]:  # noqa: ANN401 - psycopg's
    """``xmin:xmax:those between that still run``: seen are all below xmax but these."""
    with connection.wrap_database_errors:
        return tuple(opened.execute("SELECT pg_current_snapshot()::text").fetchone())


_STATES: Final[dict[str, Callable[[Any], tuple[object, ...]]]] = {
    "sqlite": _state_of_sqlite,
    "postgresql": _state_of_postgresql,
}
