"""Inserting one new row at the cost of the statement, for the one place where that counts.

Django builds the text of each INSERT anew, which takes longer than SQLite takes to run it. Here
it is built once a model; values are prepared by the model's own fields. No signals are sent.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault


def insert(row: Model) -> None:
    """Writes a new row and gives it its key; columns with a default of the database get that.

    Raises:
        IntegrityError: a constraint is violated, as by ``save(force_insert=True)``.
    """
    fields, statement = _statement(type(row), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding = False  # noqa: SLF001 - what `save` does
    row._state.db = connection.alias  # noqa: SLF001 - as above


@lru_cache(maxsize=64)
def _statement(model: type[Model], _vendor: str) -> tuple[tuple[Field[Any, Any], ...], str]:
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
    return fields, f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {returned}"  # noqa: S608 - names of our own models
