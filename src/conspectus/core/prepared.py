"""Queries that are put into SQL once a process: building it costs Django more than running it.

A list of fifty takes SQLite a tenth of a millisecond, and Django ten times that to say what it
wants. A query whose shape never changes is therefore written once, with `Given` in the places of
what differs from request to request; Django's own compiler makes its SQL and reads its rows.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models import query as made_by_django
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

_WINDOW = " LIMIT %s OFFSET %s"
_PLACE = re.compile(r"(?<!%)%s")
LARGEST = (1 << 63) - 1
"""The largest number that a database takes."""

Row = TypeVar("Row", bound=Model)
Populators = Sequence[Any]
_populators_of: Any = made_by_django.get_related_populators
"""Django's own way of reading a row's related objects; it is documented nowhere."""


class Given(Expression):
    """The place of a value, as the database takes it: text, a number, the key of a row."""

    def __init__(self, place: int, kind: Field[Any, Any]) -> None:
        super().__init__(output_field=kind)
        self.place = place

    def as_sql(self, *_compiler: Any, **_more: Any) -> tuple[str, Any]:  # noqa: ANN401 - Django's own
        """Itself as the parameter: `Prepared` puts the value there."""
        return "%s", [self]


def _made(model: type[Model], alias: str, names: Sequence[str], values: Sequence[Any]) -> Model:
    """As ``Model.from_db``, which asks each field how it is set: a row's values are as they are."""
    made = model.__new__(model)
    made._state = state = ModelState()  # noqa: SLF001 - Django's name for it
    state.db, state.adding = alias, False
    made.__dict__.update(zip(names, values, strict=True))
    return made


def _maker_of(model: type[Model]) -> Callable[[str, Sequence[str], Sequence[Any]], Model]:
    """`_made`, or Django's own way where a model or a signal wants to know of each object."""
    its_own = model.from_db.__func__ is not Model.from_db.__func__  # type: ignore[attr-defined]
    its_own = its_own or model.__init__ is not Model.__init__
    if its_own or pre_init.has_listeners(model) or post_init.has_listeners(model):
        return model.from_db
    return partial(_made, model)


def _quickened(others: Populators) -> Populators:
    """Django's way of reading related objects, which now are made as the others are."""
    for one in others:
        one.model_cls = SimpleNamespace(from_db=_maker_of(one.model_cls))
        _quickened(one.related_populators)
    return others


class _Compiled:
    """What Django's compiler has made of one query."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        compiler = queryset.query.get_compiler(using=queryset.db)
        self.sql, self._params = compiler.as_sql()
        self._select = compiler.select
        self._klass: Any = compiler.klass_info
        columns = [one[0] for one in compiler.select[: compiler.col_count]]
        self._converters: Any = compiler.get_converters(columns)
        self._annotated: dict[str, int] = compiler.annotation_col_map
        self._db = queryset.db
        self._for_sqlite: tuple[str, ...] = ()

    def for_sqlite(self, *, windowed: bool) -> str:
        """The query as SQLite itself takes it, with a window or without."""
        if not self._for_sqlite:
            plain, window = (_PLACE.sub("?", one).replace("%%", "%") for one in (self.sql, _WINDOW))
            self._for_sqlite = (plain, plain + window)
        return self._for_sqlite[windowed]

    def params(self, values: Sequence[Any]) -> list[Any]:
        return [values[one.place] if isinstance(one, Given) else one for one in self._params]

    def converted(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows with their values as the models' fields give them."""
        if not self._converters:
            return rows
        found = [list(row) for row in rows]
        for place, (converters, expression) in self._converters.items():
            for row in found:
                for converter in converters:
                    row[place] = converter(row[place], expression, connection)
        return found

    @cached_property
    def _shape(self) -> tuple[Any, slice, list[str], Populators]:
        fields = self._klass["select_fields"]
        own = slice(fields[0], fields[-1] + 1)
        names = [one[0].target.attname for one in self._select[own]]
        others = _quickened(_populators_of(self._klass, self._select, self._db))
        return _maker_of(self._klass["model"]), own, names, others

    def places(self) -> dict[str, int]:
        """Where a row has a field of the model, or what is annotated."""
        _maker, own, names, _others = self._shape
        return {**dict(zip(names, range(own.start, own.stop), strict=True)), **self._annotated}

    def object(self, row: Sequence[Any]) -> Model:
        maker, own, names, others = self._shape
        made: Model = maker(self._db, names, row[own])
        for other in others:
            other.populate(row, made)
        for name, place in self._annotated.items():
            setattr(made, name, row[place])
        return made


class Unread(Generic[Row]):
    """The rows of a query as the database gave them.

    What takes time is to make objects of rows and to read their JSON: a page that looks through a
    hundred rows for the three that it shows does so for three.
    """

    def __init__(self, compiled: _Compiled, rows: Sequence[Sequence[Any]]) -> None:
        self._compiled, self._rows = compiled, rows

    def __len__(self) -> int:
        return len(self._rows)

    def columns(self, *names: str) -> list[tuple[Any, ...]]:
        """These fields of each row: texts and numbers, which need no reading."""
        places = self._compiled.places()
        wanted = [places[name] for name in names]
        return [tuple(row[place] for place in wanted) for row in self._rows]

    def read(self, place: int) -> Row:
        """The object of the row at this place."""
        (row,) = self._compiled.converted(self._rows[place : place + 1])
        return self._compiled.object(row)  # type: ignore[return-value]


class Prepared(Generic[Row]):
    """A query that ``build`` makes, with `Given` where a value of the request stands."""

    def __init__(self, build: Callable[[], QuerySet[Row, Any]]) -> None:
        self._build = build
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, *values: object, window: tuple[int, int] | None = None) -> list[Any]:
        """Tuples of a query of ``values_list``. ``window``: how many, and how many before them."""
        compiled = self._for_this_database()
        return list(compiled.converted(self._run(compiled, values, window)))

    def first(self, *values: object) -> Row | None:
        """The first object, with those that the query reads with it."""
        return next(iter(self.objects(*values, window=(1, 0))), None)

    def objects(self, *values: object, window: tuple[int, int] | None = None) -> list[Row]:
        """Objects with those that the query reads with them, and with what it annotates."""
        compiled = self._for_this_database()
        found = compiled.converted(self._run(compiled, values, window))
        return [compiled.object(row) for row in found]  # type: ignore[misc]

    def unread(self, *values: object) -> Unread[Row]:
        """All rows, of which only those that are asked for become objects."""
        compiled = self._for_this_database()
        return Unread(compiled, self._run(compiled, values, None))

    def _for_this_database(self) -> _Compiled:
        # Two threads may both compile it; either will do.
        vendor = connection.vendor
        if vendor not in self._compiled:
            self._compiled[vendor] = _Compiled(self._build())
        return self._compiled[vendor]

    @staticmethod
    def _run(
        compiled: _Compiled, values: Sequence[object], window: tuple[int, int] | None
    ) -> list[Any]:
        params = [*compiled.params(values), *(window or ())]
        # As Django's own queries: an address may hold a number that no column can.
        if any(isinstance(one, int) and abs(one) > LARGEST for one in params):
            return []
        here: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS]
        opened = _directly(here)
        if opened is not None:
            with here.wrap_database_errors:
                return list(opened.execute(compiled.for_sqlite(windowed=bool(window)), params))
        with here.cursor() as cursor:
            cursor.execute(compiled.sql + (_WINDOW if window else ""), params)
            return list(cursor.fetchall())


def _directly(here: BaseDatabaseWrapper) -> sqlite3.Connection | None:
    """SQLite's own connection where nobody looks on: Django's way to it is a third of the cost.

    Whoever counts statements or wraps them, and whatever runs in a transaction, goes Django's way.
    """
    if here.vendor != "sqlite" or here.in_atomic_block:
        return None
    if here.queries_logged or here.execute_wrappers:
        return None
    here.ensure_connection()
    opened: sqlite3.Connection = here.connection
    return opened


class PreparedList(Generic[Row]):
    """What a paginator takes: a prepared query, and ``counted``, whose one row says how many."""

    def __init__(self, query: Prepared[Row], counted: Prepared[Any], *values: object) -> None:
        self._query, self._counted, self._values = query, counted, values

    def __len__(self) -> int:
        rows = self._counted.rows(*self._values)
        return int(rows[0][0]) if rows else 0

    def __getitem__(self, part: slice) -> list[Row]:
        window = ((part.stop or LARGEST) - (part.start or 0), part.start or 0)
        return self._query.objects(*self._values, window=window)
