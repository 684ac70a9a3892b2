"""What the public register lists and counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import BigIntegerField, Q, QuerySet, TextField

from conspectus.contributions.models import RegisterEntry
from conspectus.core.prepared import Given, Prepared
from conspectus.formats.intake.folding import fold
from conspectus.forums.models import Cycle
from conspectus.people.models import Area, StakeholderGroup

PAGE = 50
SORTS: Mapping[str, tuple[str, ...]] = {
    "number": ("number",),
    "newest": ("-received", "-number"),
    "contributor": ("holder_sort", "number"),
}
"""Orders of the list; the first is the usual one."""

NAMED = ("theme", "group", "region", "country", "language")
"""What is asked for by a name, each name once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What a reader asks of the register; empty where nothing is asked."""

    theme: str = ""
    group: str = ""
    region: str = ""
    country: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    holder: str = ""
    sort: str = "number"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> RegisterFilter:
        """From a query string; what has no meaning is left out."""
        asked = {one.name: given.get(one.name, "").strip()[:100] for one in fields(cls)}
        asked["sort"] = asked["sort"] if asked["sort"] in SORTS else "number"
        for name in ("since", "until"):
            asked[name] = asked[name] if _is_day(asked[name]) else ""
        return cls(**asked)

    @property
    def is_empty(self) -> bool:
        """Whether everything is listed."""
        return self == RegisterFilter(sort=self.sort)

    def query(self, **other: object) -> str:
        """The query string of this filter, with some values changed."""
        said = {one.name: getattr(self, one.name) for one in fields(self)} | other
        kept = [(name, str(value)) for name, value in said.items() if value]
        return urlencode([one for one in kept if one != ("sort", "number")])

    @property
    def shape(self) -> tuple[str, ...] | None:
        """What is asked for by name, and the order; ``None`` where the query is one of its own."""
        if self.since or self.until or self.holder:
            return None
        return (*(name for name in NAMED if getattr(self, name)), self.sort)

    def condition(self) -> Q:
        """Of entries of a cycle."""
        asked = named_condition({name: getattr(self, name) for name in NAMED})
        if self.since:
            asked &= Q(received__gte=_start_of(self.since))
        if self.until:
            asked &= Q(received__lt=_start_of(self.until) + dt.timedelta(days=1))
        if self.holder:
            asked &= Q(holder_sort__contains=fold(self.holder) or "\x01")
        return asked


def named_condition(asked: Mapping[str, Any]) -> Q:
    """``asked``: by the names of `NAMED`; empty values ask for nothing."""
    found = Q()
    # By subqueries on keys: an index of the entries is used, and a join of the themes would
    # be shared by what counts them.
    if theme := asked.get("theme"):
        themed = RegisterEntry.themes.through.objects.filter(theme__slug=theme)
        found &= Q(pk__in=themed.values("registerentry"))
    if group := asked.get("group"):
        found &= Q(group__in=StakeholderGroup.objects.filter(slug=group).values("pk"))
    if region := asked.get("region"):
        found &= Q(region__in=Area.objects.filter(code=region).values("pk"))
    if country := asked.get("country"):
        found &= Q(country__in=Area.objects.filter(code=country).values("pk"))
    if language := asked.get("language"):
        found &= Q(language=language)
    return found


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the list. ``group``, ``country``, ``region``: keys of the tally's facets."""

    number: int
    title: str
    language: str
    holder: str
    path: str
    unnamed: str
    personal: bool
    group: str | None
    country: str | None
    region: str | None
    received: dt.datetime
    late: bool
    imported: bool
    k: int = 1
    translated: Mapping[str, dict[str, Any]] = field(default_factory=dict)


_COLUMNS = (
    "number", "title", "language", "holder", "holder_path", "unnamed", "personal",
    "group__slug", "country__code", "region__code", "received", "late", "imported",
    "k", "translated",
)  # fmt: skip


class RegisterPage:
    """One page of a cycle's register; what is looked at is read, each in one query."""

    def __init__(self, cycle: Cycle, asked: RegisterFilter, number: int) -> None:
        self._cycle = cycle
        self._asked = asked
        self.number = max(1, number)

    @cached_property
    def rows(self) -> list[RegisterRow]:
        """The fifty of this page."""
        window = PAGE, (self.number - 1) * PAGE
        shape = self._asked.shape
        if shape is None:
            entries = RegisterEntry.objects.filter(self._asked.condition(), cycle=self._cycle)
            found = list(_listed(entries, self._asked.sort)[window[1] : window[1] + PAGE])
        else:
            values = [getattr(self._asked, name) for name in shape[:-1]]
            found = _prepared(shape).rows(self._cycle.pk, *values, window=window)
        return [RegisterRow(*row) for row in found]


def _listed(entries: QuerySet[RegisterEntry], sort: str) -> QuerySet[RegisterEntry, Any]:
    return entries.order_by(*SORTS[sort]).values_list(*_COLUMNS)


@lru_cache(maxsize=128)
def _prepared(shape: tuple[str, ...]) -> Prepared[RegisterEntry]:
    """The list for one choice of filters: their values differ, its SQL does not."""
    *names, sort = shape
    asked = {name: Given(place, TextField()) for place, name in enumerate(names, 1)}

    def build() -> QuerySet[RegisterEntry, Any]:
        cycle = Given(0, BigIntegerField())
        return _listed(RegisterEntry.objects.filter(named_condition(asked), cycle=cycle), sort)

    return Prepared(build)


def _is_day(text: str) -> bool:
    try:
        # Of the very last day there is no next one.
        return bool(text) and dt.date.fromisoformat(text) < dt.date.max
    except ValueError:
        return False


def _start_of(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
