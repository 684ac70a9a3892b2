"""The one gate: which phases open an action, and what they say at a stamp."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from conspectus.forums.models import Cycle, Phase
from conspectus.forums.rules import Standing, standing


def phases_of(cycle: Cycle, action: str, subject: str) -> QuerySet[Phase]:
    """The phases that open an action on a subject, or on the whole cycle."""
    return Phase.objects.filter(Q(subject=subject) | Q(subject=""), cycle=cycle, action=action)


def phase_for(cycle: Cycle, action: str, subject: str, at: dt.datetime) -> Standing:
    """The one gate: whether an action on a subject ("calls/first") is open, late or closed.

    ``at``: the stamp of the request (`core.clock.request_stamp`), never the time of the check.
    """
    return standing(phases_of(cycle, action, subject), at)


def next_turn(phases: Iterable[Phase], at: dt.datetime) -> dt.datetime | None:
    """The next moment at which any of the phases opens, closes or ends its late days."""
    moments = [
        moment
        for phase in phases
        for moment in (phase.opens, phase.closes, phase.late_until)
        if moment is not None and moment > at
    ]
    return min(moments, default=None)
