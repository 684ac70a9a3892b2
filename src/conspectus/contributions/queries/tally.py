"""How much of what the register holds: the counts and the balance of what came in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from conspectus.contributions.models import Contribution, RegisterEntry
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.register import NAMED, RegisterFilter, named_condition
from conspectus.core.prepared import Given, Prepared
from conspectus.core.remembered import Remembered
from conspectus.forums.models import Cycle, Theme
from conspectus.people.models import Area, StakeholderGroup

Lines = QuerySet[Any, Any]
"""Rows of one shape, so that one statement asks for all: facet, key, names, and three numbers."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the register is filtered, with how many contributions have it."""

    key: str
    names: Mapping[str, str]
    count: int


Names = Mapping[tuple[str, str], tuple[str, Mapping[str, str]]]
"""(facet, key in the database) → slug or code, names by language."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is. ``hidden``: contributions that are counted and not published."""

    contributions: int = 0
    documents: int = 0
    contributors: int = 0
    hidden: int = 0
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    names: Names = field(default_factory=dict, repr=False)


_FACETS = {
    "group": "group_id",
    "region": "region_id",
    "country": "country_id",
    "language": "language",
    "theme": "themes",
}
BALANCE = ("group", "region")
"""The facets that are shown for what is asked for; the others are only chosen from."""

_tallies: Remembered[Tally] = Remembered(most=400)


def tally(cycle: Cycle, asked: RegisterFilter) -> tuple[Tally, Tally]:
    """What the cycle has, and what of it is asked for; one query, none where it is known.

    The counts hold as long as the scope's generation: they are kept between requests.
    """
    key = (cycle.pk, cycle.scope.generation)
    everything = _tallies.get((*key, ""))
    query = "" if asked.is_empty else asked.query(sort="number")
    found = _tallies.get((*key, query))
    if everything is not None and found is not None:
        return everything, found
    if everything is not None and asked.shape is not None:
        return everything, _tallies.put((*key, query), _of_named(cycle, asked, everything))
    rows = _rows(cycle, asked.condition(), whole=everything is None)
    if everything is None:
        everything = _tallies.put((*key, ""), _read(rows, _names_in(rows), place=0))
    if not query:
        return everything, everything
    found = _tallies.put((*key, query), _read(rows, everything.names, place=1))
    return everything, found


CONTRIBUTORS = "contributors"


def _of_named(cycle: Cycle, asked: RegisterFilter, everything: Tally) -> Tally:
    """What is asked for by names: one look at its entries, where all else is known."""
    names = tuple(name for name in NAMED if getattr(asked, name))
    counts = {"contributions": 0, "documents": 0, CONTRIBUTORS: 0}
    balance: dict[str, Counter[str]] = {name: Counter() for name in BALANCE}
    for group, region, count, documents in _prepared(names).rows(
        cycle.pk, *(getattr(asked, name) for name in names)
    ):
        if group == CONTRIBUTORS:
            counts[CONTRIBUTORS] = count
            continue
        counts["contributions"] += count
        counts["documents"] += documents
        for name, one in (("group", group), ("region", region)):
            if one is not None:
                balance[name][one] += count
    facets = {name: _facets(name, found, everything.names) for name, found in balance.items()}
    return Tally(hidden=everything.hidden, names=everything.names, facets=facets, **counts)


@lru_cache(maxsize=64)
def _prepared(names: tuple[str, ...]) -> Prepared[RegisterEntry]:
    """(group, region, entries, documents) of each pair, and how many contributors in all."""
    asked = {name: Given(place, TextField()) for place, name in enumerate(names, 1)}

    def build() -> QuerySet[RegisterEntry, Any]:
        cycle = Given(0, BigIntegerField())
        entries = RegisterEntry.objects.filter(named_condition(asked), cycle=cycle).order_by()
        pairs = (
            entries.values("group_id", "region_id")
            .annotate(count=Count("pk"), sum=Coalesce(Sum("documents"), 0))
            .values_list(
                Cast("group_id", TextField()), Cast("region_id", TextField()), "count", "sum"
            )
        )
        holders = (
            entries.annotate(one=Value(1))
            .values("one")
            .annotate(count=Count("holder_key", distinct=True))
            .values_list(
                Value(CONTRIBUTORS, TextField()), Value("", TextField()), "count", Value(0)
            )
        )
        return pairs.union(holders, all=True)

    return Prepared(build)


def _facets(name: str, counts: Mapping[str, int], names: Names) -> tuple[Facet, ...]:
    table = "area" if name in {"country", "region"} else name
    found = [Facet(*names.get((table, key), (key, {})), count) for key, count in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.key)))


def _rows(cycle: Cycle, condition: Q, *, whole: bool) -> list[Any]:
    """(what, key, text, entries in the cycle, entries asked for, a sum) in one statement.

    ``whole``: also what the condition leaves out, and the names of all keys; otherwise the two
    counts are the same.
    """
    entries = RegisterEntry.objects.filter(cycle=cycle).order_by()
    hit = condition or Q(pk__isnull=False)
    if not whole:
        entries = entries.filter(condition)
        hit = Q(pk__isnull=False)
    parts = [
        _counted(entries, hit, "contributions", "pk"),
        _counted(entries, hit, "contributors", "holder_key"),
        _documents(entries, hit),
        _hidden(cycle),
    ]
    parts += [_facet(entries, name, hit) for name in (_FACETS if whole else BALANCE)]
    parts += _names(cycle) if whole else []
    return list(parts[0].union(*parts[1:], all=True))


def _line(name: str, key: str | None = None) -> tuple[Any, ...]:
    code = Cast(F(key), TextField()) if key else Value("", TextField())
    return Value(name, TextField()), code, Value("", TextField())


def _facet(entries: QuerySet[RegisterEntry], name: str, hit: Q) -> Lines:
    """Grouped by the bare key: names are long, and are read once for all."""
    key = _FACETS[name]
    found: Lines = (
        entries.filter(**{f"{key}__isnull": False})
        .values(key)
        .annotate(everything=Count("pk"), hits=Count("pk", filter=hit))
        .values_list(*_line(name, key), "everything", "hits", Value(0))
    )
    return found


def _names(cycle: Cycle) -> list[Lines]:
    """Slug and names of everything that a key may stand for, under "group names" and so on."""
    tables: tuple[tuple[str, QuerySet[Any], str], ...] = (
        ("group names", StakeholderGroup.objects.filter(tree=cycle.forum.group_tree_id), "slug"),
        ("area names", Area.objects.all(), "code"),
        ("theme names", Theme.objects.filter(cycle=cycle), "slug"),
    )
    return [
        rows.order_by().values_list(
            Value(name, TextField()),
            Cast("pk", TextField()),
            Concat(F(slug), Value("\n"), Cast("names", TextField()), output_field=TextField()),
            Value(0),
            Value(0),
            Value(0),
        )
        for name, rows, slug in tables
    ]


def _counted(entries: QuerySet[RegisterEntry], hit: Q, name: str, column: str) -> Lines:
    found: Lines = (
        entries.annotate(one=Value(1))
        .values("one")
        .annotate(
            everything=Count(column, distinct=column != "pk"),
            hits=Count(column, distinct=column != "pk", filter=hit),
        )
        .values_list(*_line(name), "everything", "hits", Value(0))
    )
    return found


def _documents(entries: QuerySet[RegisterEntry], hit: Q) -> Lines:
    found: Lines = (
        entries.annotate(one=Value(1))
        .values("one")
        .annotate(
            everything=Coalesce(Sum("documents"), 0),
            hits=Coalesce(Sum(Case(When(hit, then="documents"), default=0)), 0),
        )
        .values_list(*_line("documents"), "everything", "hits", Value(0))
    )
    return found


def _hidden(cycle: Cycle) -> Lines:
    return (
        Contribution.objects.filter(cycle=cycle, state=State.NOT_PUBLISHED)
        .order_by()
        .values("state")
        .annotate(everything=Count("pk"))
        .values_list(*_line("hidden"), "everything", F("everything"), Value(0))
    )


def _names_in(rows: Iterable[Any]) -> Names:
    found: dict[tuple[str, str], tuple[str, Mapping[str, str]]] = {}
    for name, key, text, *_ in rows:
        if name.endswith(" names"):
            slug, _line_feed, names = text.partition("\n")
            found[name.removesuffix(" names"), key] = slug, json.loads(names)
    return found


def _read(rows: Iterable[Any], names: Names, *, place: int) -> Tally:
    """``place``: 0 for what the cycle has, 1 for what is asked for."""
    counts: dict[str, int] = {}
    facets: dict[str, dict[str, int]] = {name: {} for name in _FACETS}
    for name, key, _text, *numbers in rows:
        if name in facets and numbers[place]:
            facets[name][key] = numbers[place]
        elif name not in facets:
            counts[name] = numbers[place]
    return Tally(
        contributions=counts.get("contributions", 0),
        documents=counts.get("documents", 0),
        contributors=counts.get("contributors", 0),
        hidden=counts.get("hidden", 0),
        facets={name: _facets(name, found, names) for name, found in facets.items()},
        names=names,
    )
