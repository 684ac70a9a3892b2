"""Inserting one new row at the cost of the statement, for the one place where that counts.

Django builds the text of each INSERT anew, which takes longer than SQLite takes to run it. Here
it is built once a model; values are prepared by the model's own fields. No signals are sent.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)
from django.db.models.expressions import DatabaseDefault

PLAIN = (BooleanField, CharField, ForeignKey, IntegerField, TextField)
SIMPLE = frozenset({bool, int, str})
"""Values of plain fields that no database writes in another way."""


def insert(row: Model) -> None:
    """Writes a new row and gives it its key; columns with a default of the database get that.

    Raises:
        IntegrityError: a constraint is violated, as by ``save(force_insert=True)``.
    """
    fields, statement = _statement(type(row), connection.vendor)
    values = [_value(row, field, name) for field, name in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding = False  # noqa: SLF001 - what `save` does
    row._state.db = connection.alias  # noqa: SLF001 - as above


def _value(row: Model, field: Field[Any, Any], name: str) -> Any:  # noqa: ANN401 - any column
    """``name``: of the attribute that is written as it stands where it is simple; else ""."""
    value = getattr(row, name) if name else None
    if type(value) in SIMPLE:
        return value
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _plain_name(field: Field[Any, Any]) -> str:
    """The attribute of a field that takes text and numbers to the database unchanged."""
    is_plain = isinstance(field, PLAIN) and type(field).pre_save is Field.pre_save
    return field.attname if is_plain else ""


Fields = tuple[tuple[Field[Any, Any], str], ...]


@lru_cache(maxsize=64)
def _statement(model: type[Model], _vendor: str) -> tuple[Fields, str]:
    meta = model._meta  # noqa: SLF001 - Django's documented description of a model
    fields = tuple(
        field
        for field in meta.concrete_fields
        if not field.primary_key and not isinstance(field.get_default(), DatabaseDefault)
    )
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    returned = quoted(str(meta.pk.column))
    table = quoted(meta.db_table)
    named = tuple((field, _plain_name(field)) for field in fields)
    return named, f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {returned}"  # noqa: S608 - names of our own models
