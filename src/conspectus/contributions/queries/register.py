"""What the public register lists and counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from conspectus.contributions.models import RegisterEntry
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

    def condition(self) -> Q:
        """Of entries of a cycle."""
        asked = Q()
        # By subqueries on keys: an index of the entries is used, and a join of the themes would
        # be shared by what counts them.
        if self.theme:
            themed = RegisterEntry.themes.through.objects.filter(theme__slug=self.theme)
            asked &= Q(pk__in=themed.values("registerentry"))
        if self.group:
            asked &= Q(group__in=StakeholderGroup.objects.filter(slug=self.group).values("pk"))
        if self.region:
            asked &= Q(region__in=Area.objects.filter(code=self.region).values("pk"))
        if self.country:
            asked &= Q(country__in=Area.objects.filter(code=self.country).values("pk"))
        if self.language:
            asked &= Q(language=self.language)
        if self.since:
            asked &= Q(received__gte=_start_of(self.since))
        if self.until:
            asked &= Q(received__lt=_start_of(self.until) + dt.timedelta(days=1))
        if self.holder:
            asked &= Q(holder_sort__contains=fold(self.holder) or "\x00")
        return asked


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


_COLUMNS = (
    "number", "title", "language", "holder", "holder_path", "unnamed", "personal",
    "group__slug", "country__code", "region__code", "received", "late", "imported",
)  # fmt: skip


class RegisterPage:
    """One page of a cycle's register; what is looked at is read, each in one query."""

    def __init__(self, cycle: Cycle, asked: RegisterFilter, number: int) -> None:
        self._entries = RegisterEntry.objects.filter(asked.condition(), cycle=cycle)
        self._asked = asked
        self.number = max(1, number)

    @cached_property
    def rows(self) -> list[RegisterRow]:
        """The fifty of this page."""
        start = (self.number - 1) * PAGE
        found = self._entries.order_by(*SORTS[self._asked.sort]).values_list(*_COLUMNS)
        return [RegisterRow(*row) for row in found[start : start + PAGE]]


def entries_of(forum: str, **who: object) -> QuerySet[RegisterEntry]:
    """Public contributions in a forum, newest first."""
    return RegisterEntry.objects.filter(cycle__forum__slug=forum, **who).order_by(
        "-received", "-number"
    )


def _is_day(text: str) -> bool:
    try:
        # Of the very last day there is no next one.
        return bool(text) and dt.date.fromisoformat(text) < dt.date.max
    except ValueError:
        return False


def _start_of(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
