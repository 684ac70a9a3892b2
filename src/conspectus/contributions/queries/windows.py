"""Whether a call takes contributions at a moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from conspectus.contributions.models import Call
from conspectus.forums.models import Phase


class Openness(StrEnum):
    """How a call stands at a moment."""

    NOT_YET = "not yet"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The dates of a call and how it stands; dates are ``None`` where it has none."""

    openness: Openness
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    late_until: dt.datetime | None = None

    @property
    def takes(self) -> bool:
        """Whether something sent now is accepted, in time or late."""
        return self.openness in {Openness.OPEN, Openness.LATE}


def window_of(call: Call, *, at: dt.datetime) -> Window:
    """The window of a call by its phase; a phase of its own before one of the whole cycle."""
    phases = Phase.objects.filter(
        cycle_id=call.cycle_id, action=Phase.Action.SUBMIT, subject__in=("", call.subject)
    )
    best = max(
        phases,
        key=lambda phase: (
            phase.subject != "",
            openness_of(phase, at) != Openness.CLOSED,
            phase.pk,
        ),
        default=None,
    )
    if best is None or call.published is None:
        return Window(openness=Openness.CLOSED)
    return Window(
        openness=openness_of(best, at),
        opens=best.opens,
        closes=best.closes,
        late_until=best.late_until,
    )


def openness_of(phase: Phase, at: dt.datetime) -> Openness:
    """How a phase stands at a moment; the very moment of its end is after it."""
    if at < phase.opens:
        return Openness.NOT_YET
    if phase.closes is None or at < phase.closes:
        return Openness.OPEN
    if phase.late_until is not None and at < phase.late_until:
        return Openness.LATE
    return Openness.CLOSED
