"""What apps above add to the pages of a forum or a cycle, without that page knowing them.

A *panel* is a heading and the lines of one table (calls, papers, counts). Each app hands in its
lines as a queryset of one shape, so that a page with any number of panels asks the database
once. A *link* is an entry of the forum's or the cycle's navigation. An app registers both in
its module ``panels``, which `conspectus.site.apps` reads when all apps are ready.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.functional import Promise

from conspectus.core.models import Scope

_FIELDS = ("kind", "key", "label", "number", "first", "last")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: ``label`` by language (or under "" where it has none)."""

    kind: str
    key: str
    label: Mapping[str, str]
    number: int
    first: dt.datetime | None
    last: dt.datetime | None


def _by_number(line: Line) -> tuple[int, str]:
    return line.number, line.key


Lines = QuerySet[Any, Any]
"""A queryset as `lines` makes it: rows of (kind, key, label, number, first, last)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of a page. ``place``: "forum" or "cycle".

    ``rows``: the lines for a scope. ``address``: (scope path, line) → path after the language,
    as "/igf/2026/calls/first/", or "" where a line leads nowhere. ``heading`` may be lazy.
    ``more``: (scope path) → where all of them are. ``note``: what stands after a line; on
    the page of an account, the path of a scope, which is shown by its names.
    """

    kind: str
    place: str
    order: int
    heading: str | Promise
    rows: Callable[[Scope], Lines]
    address: Callable[[str, Line], str]
    more: Callable[[str], str] | None = None
    more_label: str | Promise = ""
    note: Callable[[Line], str] | None = None
    sort: Callable[[Line], Any] = _by_number
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry of the navigation of a forum or cycle. ``path`` after the scope's ("themes/").

    ``place`` may also be "holder": the page of an organisation or a person.
    """

    place: str
    order: int
    label: str | Promise
    path: str


_panels: dict[tuple[str, str], Panel] = {}
_links: dict[tuple[str, str], Link] = {}


def add_panel(panel: Panel) -> None:
    """Called once for each panel, when the app is ready."""
    _panels[panel.place, panel.kind] = panel


def add_link(link: Link) -> None:
    """Called once for each entry of the navigation, when the app is ready."""
    _links[link.place, link.path] = link


def links_of(place: str) -> list[Link]:
    """The navigation of a forum's or a cycle's pages, in order."""
    return sorted(
        (one for one in _links.values() if one.place == place),
        key=lambda one: (one.order, one.path),
    )


def lines(
    queryset: QuerySet[Any],
    kind: str,
    *,
    key: str | Combinable,
    label: str | Combinable,
    number: str | Combinable | None = None,
    first: str | None = None,
    last: str | None = None,
) -> Lines:
    """The rows of a panel from any queryset; fields or expressions for each column.

    ``label``: a TextInLanguages field, or an expression of text. Order and limits belong to the
    panel: a union of several tables has none of its own.
    """

    def text(column: str | Combinable | None) -> Combinable:
        if column is None:
            return Value("", TextField())
        return Cast(F(column) if isinstance(column, str) else column, TextField())

    return queryset.order_by().values_list(
        Value(kind, CharField()),
        text(key),
        text(label),
        text(number),
        text(first),
        text(last),
    )


def panels_of(place: str, scope: Scope) -> list[tuple[Panel, list[Line]]]:
    """The panels of a page with their lines, in order; one query. Empty panels are left out."""
    shown = sorted(
        (one for one in _panels.values() if one.place == place),
        key=lambda one: (one.order, one.kind),
    )
    if not shown:
        return []
    first, *others = (one.rows(scope) for one in shown)
    found = _by_kind(first.union(*others, all=True) if others else first)
    return [
        (one, sorted(found[one.kind], key=one.sort)[: one.limit])
        for one in shown
        if one.kind in found
    ]


def _by_kind(rows: Iterable[tuple[str, ...]]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for row in rows:
        one = dict(zip(_FIELDS, row, strict=True))
        found.setdefault(one["kind"], []).append(
            Line(
                kind=one["kind"],
                key=one["key"],
                label=_label(one["label"]),
                number=int(one["number"] or 0),
                first=_moment(one["first"]),
                last=_moment(one["last"]),
            )
        )
    return found


def _label(text: str) -> dict[str, str]:
    """A JSON object by language, or a plain text."""
    with suppress(ValueError):
        read = json.loads(text) if text.startswith("{") else None
        if isinstance(read, dict):
            return {str(code): str(words) for code, words in read.items()}
    return {"": text}


def _moment(text: str | None) -> dt.datetime | None:
    """A date or time as the database writes it, in UTC."""
    if not text:
        return None
    read = dt.datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)
