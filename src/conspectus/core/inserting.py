"""Inserting one new row at the cost of the statement, for the one place where that counts.

Django builds the text of each INSERT anew, which takes longer than SQLite takes to run it. Here
it is built once a model; values are prepared by the model's own fields. No signals are sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault

PLAIN = (BinaryField, BooleanField, CharField, ForeignKey, IntegerField, TextField)
SIMPLE: frozenset[type] = frozenset({bool, bytes, int, str, type(None)})
"""Values of plain fields that SQLite and PostgreSQL take as they are."""

NOTHING: frozenset[type] = frozenset()

Made = TypeVar("Made", bound=Model)


@dataclass(frozen=True, slots=True)
class _Statement:
    """``columns``: each field with the types of its values that need no preparation."""

    sql: str
    read: Callable[[Model], tuple[Any, ...]]
    columns: tuple[tuple[Field[Any, Any], frozenset[type]], ...]


def new(model: type[Made], **given: Any) -> Made:  # noqa: ANN401 - any column
    """A row that is not written yet, as ``model(**given)`` makes it. No signals are sent."""
    row = model.__new__(model)
    row._state = ModelState()  # noqa: SLF001 - as Django's own beginning of a row
    values, made = _defaults(model)
    row.__dict__.update(values)
    for name, make in made:
        row.__dict__[name] = make()
    for name, value in given.items():
        setattr(row, name, value)
    return row


@lru_cache(maxsize=64)
def _defaults(
    model: type[Model],
) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Values by attribute, and what makes those that each row has its own of (a list)."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's documented description of a model
    made = tuple(
        (field.attname, field.default)
        for field in fields
        if field.has_default() and callable(field.default)
    )
    names = {name for name, _make in made}
    return {one.attname: one.get_default() for one in fields if one.attname not in names}, made


def insert(row: Model) -> None:
    """Writes a new row and gives it its key; columns with a default of the database get that.

    Raises:
        IntegrityError: a constraint is violated, as by ``save(force_insert=True)``.
    """
    alias = router.db_for_write(type(row)) or ""
    database = connections[alias]
    statement = _statement(type(row), alias, database.vendor)
    values = [
        value
        if type(value) in simple
        else field.get_db_prep_save(field.pre_save(row, add=True), database)
        for value, (field, simple) in zip(statement.read(row), statement.columns, strict=True)
    ]
    row.pk = _run(database, statement.sql, values)
    row._state.adding = False  # noqa: SLF001 - what `save` does
    row._state.db = alias  # noqa: SLF001 - as above


def _run(database: BaseDatabaseWrapper, sql: str, values: list[Any]) -> Any:  # noqa: ANN401 - a key
    """The key of the new row. SQLite is asked without Django's cursor, unless that is watched."""
    if database.vendor != "sqlite" or database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(sql.replace("?", "%s"), values)
            return cursor.fetchone()[0]
    database.ensure_connection()
    database.validate_no_broken_transaction()
    opened: Any = database.connection
    with database.wrap_database_errors:
        return opened.execute(sql, values).fetchone()[0]


def _simple(field: Field[Any, Any]) -> frozenset[type]:
    is_plain = isinstance(field, PLAIN) and type(field).pre_save is Field.pre_save
    return SIMPLE if is_plain else NOTHING


@lru_cache(maxsize=64)
def _statement(model: type[Model], alias: str, _vendor: str) -> _Statement:
    meta = model._meta  # noqa: SLF001 - Django's documented description of a model
    fields = [
        field
        for field in meta.concrete_fields
        if not field.primary_key and not isinstance(field.get_default(), DatabaseDefault)
    ]
    quoted = connections[alias].ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    marks = ", ".join(["?"] * len(fields))
    returned = quoted(str(meta.pk.column))
    return _Statement(
        f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({marks}) RETURNING {returned}",  # noqa: S608 - names of our own models
        attrgetter(*(field.attname for field in fields)),
        tuple((field, _simple(field)) for field in fields),
    )
