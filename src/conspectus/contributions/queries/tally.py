"""How much of what the register holds: the counts and the balance of what came in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from conspectus.contributions.models import Contribution, RegisterEntry
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.register import RegisterFilter
from conspectus.core.remembered import Remembered
from conspectus.forums.models import Cycle

Lines = QuerySet[Any, Any]
"""Rows of one shape, so that one statement asks for all: facet, key, names, and three numbers."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the register is filtered, with how many contributions have it."""

    key: str
    names: Mapping[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is. ``hidden``: contributions that are counted and not published."""

    contributions: int = 0
    documents: int = 0
    contributors: int = 0
    hidden: int = 0
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)


_FACETS = {
    "group": ("group__slug", "group__names"),
    "region": ("region__code", "region__names"),
    "country": ("country__code", "country__names"),
    "language": ("language", None),
    "theme": ("themes__slug", "themes__names"),
}
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
    rows = _rows(cycle, asked.condition(), whole=everything is None)
    if everything is None:
        everything = _tallies.put((*key, ""), _read(rows, place=0))
    found = everything if not query else _tallies.put((*key, query), _read(rows, place=1))
    return everything, found


def _rows(cycle: Cycle, condition: Q, *, whole: bool) -> list[Any]:
    """(facet, key, names, entries in the cycle, entries asked for, a sum) in one statement.

    ``whole``: also what the condition leaves out; otherwise the two counts are the same.
    """
    entries = RegisterEntry.objects.filter(cycle=cycle).order_by()
    hit = condition or Q(pk__isnull=False)
    if not whole:
        entries = entries.filter(condition)
        hit = Q(pk__isnull=False)
    many = "themes" in str(condition)
    picked = RegisterEntry.objects.filter(condition, cycle=cycle).values("pk") if many else None
    if picked is not None:
        hit = Q(pk__in=picked)
    parts = [_totals(entries, hit), _contributors(entries, hit), _hidden(cycle)]
    parts += [_facet(entries, name, hit) for name in _FACETS]
    return list(parts[0].union(*parts[1:], all=True))


def _line(name: str, key: str | None = None, names: str | None = None) -> tuple[Any, ...]:
    text = Cast(F(names), TextField()) if names else Value("", TextField())
    code = Cast(F(key), CharField()) if key else Value("", CharField())
    return Value(name, CharField()), code, text


def _facet(entries: QuerySet[RegisterEntry], name: str, hit: Q) -> Lines:
    key, names = _FACETS[name]
    found: Lines = (
        entries.filter(**{f"{key}__isnull": False})
        .values(key, *([names] if names else []))
        .annotate(everything=Count("pk"), hits=Count("pk", filter=hit))
        .values_list(*_line(name, key, names), "everything", "hits", Value(0))
    )
    return found


def _totals(entries: QuerySet[RegisterEntry], hit: Q) -> Lines:
    found: Lines = (
        entries.annotate(one=Value(1))
        .values("one")
        .annotate(
            everything=Count("pk"),
            hits=Count("pk", filter=hit),
            files=Coalesce(Sum(Case(When(hit, then="documents"), default=0)), 0),
            all_files=Coalesce(Sum("documents"), 0),
        )
        .values_list(
            Value("documents", CharField()),
            Cast("everything", CharField()),
            Cast("hits", TextField()),
            "all_files",
            "files",
            Value(0),
        )
    )
    return found


def _contributors(entries: QuerySet[RegisterEntry], hit: Q) -> Lines:
    return (
        entries.annotate(one=Value(1))
        .values("one")
        .annotate(
            everything=Count("holder_key", distinct=True),
            hits=Count("holder_key", distinct=True, filter=hit),
        )
        .values_list(*_line("contributors"), "everything", "hits", Value(0))
    )


def _hidden(cycle: Cycle) -> Lines:
    return (
        Contribution.objects.filter(cycle=cycle, state=State.NOT_PUBLISHED)
        .order_by()
        .values("state")
        .annotate(everything=Count("pk"))
        .values_list(*_line("hidden"), "everything", F("everything"), Value(0))
    )


def _read(rows: Iterable[tuple[str, str, str, int, int, int]], *, place: int) -> Tally:
    """``place``: 0 for what the cycle has, 1 for what is asked for."""
    counts: dict[str, int] = {}
    facets: dict[str, list[Facet]] = {name: [] for name in _FACETS}
    for name, key, names, *numbers in rows:
        count = numbers[place]
        if name == "documents":
            counts["contributions"] = int((key, names)[place])
            counts["documents"] = count
        elif name in facets:
            if count:
                facets[name].append(Facet(key, json.loads(names) if names else {}, count))
        else:
            counts[name] = count
    ordered = {
        name: tuple(sorted(found, key=lambda one: (-one.count, one.key)))
        for name, found in facets.items()
    }
    return Tally(
        contributions=counts.get("contributions", 0),
        documents=counts.get("documents", 0),
        contributors=counts.get("contributors", 0),
        hidden=counts.get("hidden", 0),
        facets=ordered,
    )
