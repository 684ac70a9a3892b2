"""States of the site that many tests begin from, made once a session and then put there again.

The first test that asks makes the state as the site does, by services and the engine; what that
changed in the database and added to the home is kept. For the next test the same rows and files
are put into its own database and home, which takes a fiftieth of the time. A test whose rows differ
from those that the state was made from (it has made an account before) gets one of its own making.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

TOKENS = "core_searchtokens"
"""On SQLite a virtual table: its rows have no key but `rowid`; its tables beside are its own."""

MOST = 4
"""States of a name that are kept: made from different rows, as before and after a flush."""

Rows = dict[str, Counter]
"""Table → its rows, each with how often it is there."""


@dataclass(frozen=True)
class _State:
    """``before``: the rows of all tables that it was made from.

    ``gone``: table → rows that are there no more, by which primary keys are found; ``more``: new.
    ``told``: what was returned by who made it.
    """

    before: Rows
    gone: dict[str, list[tuple]]
    more: dict[str, list[tuple]]
    files: Path
    told: object


class Kept:
    """The states of a session, by name; their files are kept in ``place``."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._states: dict[str, list[_State]] = {}

    def bring(self, name: str, home: Path, make: Callable[[], object]) -> object:
        """The state is there afterwards, put back or made by ``make``: what that returned, once.

        Whoever is told it shares it with all tests of this state, and so changes nothing in it.
        """
        before, files = _rows(), _files(home)
        states = self._states.setdefault(name, [])
        for state in states:
            if state.before == before and files <= _files(state.files):
                _put(state, home)
                return state.told
        told = make()
        if len(states) < MOST:
            self._keep(name, before, home, told)
        return told

    def _keep(self, name: str, before: Rows, home: Path, told: object) -> None:
        after = _rows()
        gone, more = _beyond(before, after), _beyond(after, before)
        states = self._states[name]
        files = shutil.copytree(home, self._place / f"{name} {len(states)}")
        states.append(_State(before, gone, more, files, told))


def _beyond(some: Rows, others: Rows) -> dict[str, list[tuple]]:
    """Table → the rows of ``some`` that ``others`` has not."""
    found = {table: list(rows - others[table]) for table, rows in some.items()}
    return {table: rows for table, rows in found.items() if rows}


def _columns(cursor, table: str) -> list[str]:
    """By a question: Django reads them out of the text of the table, which takes milliseconds."""
    cursor.execute(f'SELECT {_every(table)} FROM "{table}" LIMIT 0')  # noqa: S608 - names of our tables
    return [one[0] for one in cursor.description]


def _every(table: str) -> str:
    return "rowid, *" if _is_virtual(table) else "*"


def _files(folder: Path) -> set[Path]:
    return {one.relative_to(folder) for one in folder.rglob("*") if one.is_file()}


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if not name.startswith(f"{TOKENS}_")]


def _is_virtual(table: str) -> bool:
    return table == TOKENS and connection.vendor == "sqlite"


def _hashable(value):
    """PostgreSQL has columns of several values."""
    return tuple(value) if isinstance(value, list) else value


def _rows() -> Rows:
    with connection.cursor() as cursor:
        found = {}
        for table in _tables():
            cursor.execute(f'SELECT {_every(table)} FROM "{table}"')  # noqa: S608 - names of our tables
            found[table] = Counter(tuple(map(_hashable, row)) for row in cursor.fetchall())
    return found


def _count_on(cursor) -> None:
    """PostgreSQL gives numbers by itself, and does not see those that were put there."""
    models = [one for one in apps.get_models() if one._meta.managed]  # noqa: SLF001 - documented
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)


@contextmanager
def _unchecked():
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield


def _put(state: _State, home: Path) -> None:
    # In one transaction: in whatever order the tables come, PostgreSQL looks at its end.
    with _unchecked(), connection.cursor() as cursor:
        for table, rows in state.gone.items():
            columns = _columns(cursor, table)
            key = connection.introspection.get_primary_key_column(cursor, table) or columns[0]
            at = columns.index(key)
            cursor.executemany(
                f'DELETE FROM "{table}" WHERE "{key}" = %s',  # noqa: S608 - names of our tables
                [(row[at],) for row in rows],
            )
        for table, rows in state.more.items():
            columns = _columns(cursor, table)
            named = ", ".join(f'"{one}"' for one in columns)
            places = ", ".join(["%s"] * len(columns))
            given = [[list(one) if isinstance(one, tuple) else one for one in row] for row in rows]
            cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({places})', given)  # noqa: S608
        _count_on(cursor)
    shutil.copytree(state.files, home, dirs_exist_ok=True)
