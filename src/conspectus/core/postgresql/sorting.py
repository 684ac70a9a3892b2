"""Text on PostgreSQL is sorted and compared by code point, as on SQLite.

Whatever the collation of the database is: each column of text says so. Searching in any case
(``icontains``) knows the capitals of all scripts if the database does; SQLite knows those of ASCII.
What is the same but for case (``iexact``) is so by ASCII on both, or an address with "ı" would be
taken for another's with "I".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db.backends.postgresql.schema import DatabaseSchemaEditor

BY_CODE_POINT: Final = "C"

_CAPITALS: Final = {"iexact": BY_CODE_POINT}


def cased(lookups: dict[str, str]) -> dict[str, str]:
    """Django's SQL by the name of the lookup; both sides have their capitals by the same rule."""
    return {
        name: _with_capitals(sql, _CAPITALS.get(name, "default")) for name, sql in lookups.items()
    }


def _with_capitals(sql: str, collation: str) -> str:
    for kind in ("%s", "%s::text", "{}"):
        sql = sql.replace(f"UPPER({kind})", f'UPPER({kind} COLLATE "{collation}")')
    return sql


def _collation(kind: str, said: str | None) -> str | None:
    is_text = kind == "text" or kind.startswith("varchar")
    return said or (BY_CODE_POINT if is_text else None)


class Schema(DatabaseSchemaEditor):
    """As Django's, with the collation of a column of text where none is said."""

    def _iter_column_sql(
        self,
        kind: str,
        given: object,
        model: object,
        field: object,
        about: Mapping[str, Any],
        *more: object,
    ) -> Iterator[str]:
        about = {**about, "collation": _collation(kind, about.get("collation"))}
        django: Any = super()  # the stubs lack both
        yield from django._iter_column_sql(kind, given, model, field, about, *more)  # noqa: SLF001 - its only way in

    def _alter_column_type_sql(
        self, model: object, old: object, new: object, kind: str, was: str | None, said: str | None
    ) -> object:
        """A column whose type changes takes that type's collation where none is said."""
        collation = _collation(kind, said)
        django: Any = super()
        return django._alter_column_type_sql(model, old, new, kind, was, collation)  # noqa: SLF001
