"""The dates of a cycle: its phases, its meeting, its documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conspectus.core.text import in_language
from conspectus.forums.models import Cycle, Phase
from conspectus.forums.queries.pages import published_documents
from conspectus.forums.rules import Standing, standing_in

ACTIONS: Mapping[str, Promise] = {
    Phase.Action.SUBMIT: _("Contributions"),
    Phase.Action.COMMENT: _("Comments"),
    Phase.Action.PROPOSE: _("Proposals"),
    Phase.Action.NOMINATE: _("Nominations"),
    Phase.Action.OBJECT: _("Corrections and objections"),
    Phase.Action.DISCUSS: _("Online forum"),
}
"""What a phase is about, where it has no name of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleDate:
    """One moment of a cycle. ``day``: only the day counts. ``path``: below the cycle's address.

    ``label`` by language; ``turn``: what happens then ("opens", "closes", …), translated.
    """

    at: dt.datetime
    day: bool
    label: Mapping[str, str]
    turn: str | Promise
    path: str
    key: str


@dataclass(frozen=True, slots=True)
class StandingPhase:
    """A phase and what it says now."""

    phase: Phase
    standing: Standing
    begun: bool

    @property
    def name(self) -> Mapping[str, str | Promise]:
        """Its name by language, or what it is about."""
        return name_of(self.phase)


def name_of(phase: Phase) -> Mapping[str, str | Promise]:
    """The phase's names by language; where it has none, its action in the page's language."""
    return phase.names or {"": ACTIONS[phase.action]}


def phases_by_standing(phases: Iterable[Phase], at: dt.datetime) -> list[StandingPhase]:
    """Open ones first, then late, then those to come by date, then those that are over."""
    shown = [StandingPhase(one, standing_in(one, at), one.opens <= at) for one in phases]
    order = {Standing.OPEN: 0, Standing.LATE: 1, Standing.CLOSED: 3}

    def rank(one: StandingPhase) -> tuple[int, dt.datetime]:
        coming = one.standing is Standing.CLOSED and not one.begun
        return (2 if coming else order[one.standing], one.phase.closes or one.phase.opens)

    return sorted(shown, key=rank)


def dates_of(cycle: Cycle) -> list[CycleDate]:
    """Everything with a date, in order; two queries."""
    found = [one for phase in Phase.objects.filter(cycle=cycle) for one in _of_phase(phase)]
    for document in published_documents(cycle):
        path = f"documents/{document.slug}/"
        found.append(_of_day(cycle, document.date, document.titles, "", path))
    if cycle.starts:
        found.append(_of_day(cycle, cycle.starts, cycle.names, _("begins"), ""))
    if cycle.ends:
        found.append(_of_day(cycle, cycle.ends, cycle.names, _("ends"), ""))
    return sorted(found, key=lambda one: (one.at, one.key))


def _of_phase(phase: Phase) -> list[CycleDate]:
    names = {code: str(words) for code, words in name_of(phase).items()}
    path = f"{phase.subject}/" if phase.subject else ""
    turns = (
        ("opens", _("opens"), phase.opens),
        ("closes", _("closes"), phase.closes),
        ("late", _("nothing more is accepted"), phase.late_until),
    )
    return [
        CycleDate(
            at=at, day=False, label=names, turn=turn, path=path, key=f"phase-{phase.pk}-{key}"
        )
        for key, turn, at in turns
        if at is not None
    ]


def _of_day(
    cycle: Cycle, day: dt.date, label: Mapping[str, str], turn: str | Promise, path: str
) -> CycleDate:
    zone = ZoneInfo(cycle.forum.time_zone)
    at = dt.datetime.combine(day, dt.time(), zone)
    key = f"day-{day.isoformat()}-{path or in_language(label)[0]}"
    return CycleDate(at=at, day=True, label=label, turn=turn, path=path, key=key)
