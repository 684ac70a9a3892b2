"""PostgreSQL as the services know SQLite: a transaction that may write waits for the one before it.

Services read, decide and write in one transaction, and rely on nobody else writing between. SQLite
gives that by "IMMEDIATE". Here each outermost ``transaction.atomic`` begins by taking one lock of
the database, which PostgreSQL releases after the commit is visible, or with the connection. What
only reads stands outside of transactions and waits for nobody.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any, Final

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg.abc import Buffer
from psycopg.types.json import Jsonb
from psycopg.types.string import StrDumper

from conspectus.core.postgresql.sorting import Schema, cased

ONE_WRITER: Final = 0x636F6E73
"""PostgreSQL's name of the lock ("cons"), in the numbers of this database."""

_TAKE_TURN: Final = b"SELECT pg_advisory_xact_lock(%d)" % ONE_WRITER

_ESCAPED_NUL: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""In JSON; a backslash that is a backslash stands twice."""


class _WithoutNul(StrDumper):
    """PostgreSQL's text has no NUL, and an address may hold one: it is looked for as U+FFFD."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(_without_nul(obj))

    def quote(self, obj: str) -> Buffer:
        return super().quote(_without_nul(obj))


def _without_nul(text: str) -> str:
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _json_without_nul(value: object, *, encoder: type[json.JSONEncoder] | None) -> str:
    return _ESCAPED_NUL.sub(r"\1\\ufffd", json.dumps(value, cls=encoder))


class _Operations(DatabaseOperations):
    def lookup_cast(self, lookup_type: str, internal_type: str | None = None) -> str:
        """The side of a lookup where the column is."""
        return cased({lookup_type: super().lookup_cast(lookup_type, internal_type)})[lookup_type]

    def adapt_json_value(  # type: ignore[override] # the stubs' is too narrow
        self, value: object, encoder: type[json.JSONEncoder] | None
    ) -> Jsonb:
        """What was typed is kept as JSON, before anything has looked at it."""
        return Jsonb(value, dumps=partial(_json_without_nul, encoder=encoder))


class DatabaseWrapper(PostgreSQL):
    """As Django's, except for how a transaction begins, how text is sorted, and text with NUL."""

    ops_class = _Operations
    SchemaEditorClass = Schema
    operators = cased(PostgreSQL.operators)
    pattern_ops = cased(PostgreSQL.pattern_ops)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - psycopg's
        """With text as `_WithoutNul` gives it."""
        made: Any = super().get_new_connection(conn_params)
        made.adapters.register_dumper(str, _WithoutNul)
        return made

    def close_if_unusable_or_obsolete(self) -> None:
        """Between two jobs; never amid a transaction, where it would be lost."""
        if not self.in_atomic_block:
            super().close_if_unusable_or_obsolete()

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's own
        super()._set_autocommit(autocommit)  # type: ignore[misc] # the stubs lack it
        if autocommit:
            return
        opened: Any = self.connection
        with self.wrap_database_errors:
            try:
                opened.execute(_TAKE_TURN)
            except Exception:
                opened.rollback()
                opened.autocommit = True
                raise
