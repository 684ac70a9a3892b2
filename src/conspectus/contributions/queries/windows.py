"""Whether a call takes contributions at a moment, and the dates that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from conspectus.contributions.models import Call
from conspectus.forums import rules
from conspectus.forums.models import Phase
from conspectus.forums.queries.phases import phases_of
from conspectus.forums.rules import Standing, standing, standing_in


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWindow:
    """How a call stands at a moment; dates are ``None`` where it has none."""

    standing: Standing
    is_to_open: bool = False
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    late_until: dt.datetime | None = None

    @property
    def takes(self) -> bool:
        """Whether something sent at that moment is accepted, in time or late."""
        return self.standing is not Standing.CLOSED


def window_of(call: Call, *, at: dt.datetime) -> CallWindow:
    """The window of a call that is public; one query."""
    if call.published is None:
        return CallWindow(standing=Standing.CLOSED)
    return window_among(list(phases_of_call(call)), at=at)


def phases_of_call(call: Call) -> QuerySet[Phase]:
    """The phases that open a call."""
    return phases_of(call.cycle, Phase.Action.SUBMIT, call.subject)


def window_among(phases: Iterable[rules.Window], *, at: dt.datetime) -> CallWindow:
    """The window that counts at a moment: what takes, else what opens next, else what was last."""
    phases = sorted(phases, key=lambda one: one.opens)
    if not phases:
        return CallWindow(standing=Standing.CLOSED)
    said = standing(phases, at)
    taking = [one for one in phases if standing_in(one, at) is said]
    coming = [one for one in taking if at < one.opens]
    best = taking[-1] if said is not Standing.CLOSED or not coming else coming[0]
    return CallWindow(
        standing=said,
        is_to_open=at < best.opens,
        opens=best.opens,
        closes=best.closes,
        late_until=best.late_until,
    )
