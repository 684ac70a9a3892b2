"""The dated windows of a cycle. Each change is recorded: deadlines decide who is heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.forums.models import Cycle, Phase


@transaction.atomic
def add_phase(
    cycle: Cycle,
    *,
    action: str,
    opens: dt.datetime,
    closes: dt.datetime | None = None,
    late_until: dt.datetime | None = None,
    subject: str = "",
    names: Mapping[str, str] | None = None,
) -> Phase:
    """A new window. ``subject``: what it opens within the cycle ("calls/first"), or "".

    Raises:
        SiteError: it closes before it opens, or the time for late ones is not after its end.
    """
    _check(opens, closes, late_until)
    phase = Phase.objects.create(
        cycle=cycle,
        action=action,
        subject=subject,
        names=dict(names or {}),
        opens=opens,
        closes=closes,
        late_until=late_until,
    )
    _record_phase(phase, "phase set")
    return phase


@transaction.atomic
def edit_phase(
    phase: Phase,
    *,
    opens: dt.datetime,
    closes: dt.datetime | None,
    late_until: dt.datetime | None,
    names: Mapping[str, str] | None = None,
) -> Phase:
    """Moves a window; the dates that it had stay in the record.

    Raises:
        SiteError: as for `add_phase`.
    """
    _check(opens, closes, late_until)
    phase.opens = opens
    phase.closes = closes
    phase.late_until = late_until
    if names is not None:
        phase.names = dict(names)
    phase.save()
    _record_phase(phase, "phase changed")
    return phase


def _check(opens: dt.datetime, closes: dt.datetime | None, late: dt.datetime | None) -> None:
    if closes is not None and closes <= opens:
        raise SiteError(_("It closes before it opens; change one of the times."), field="closes")
    if late is not None and (closes is None or late <= closes):
        raise SiteError(
            _("Late ones are accepted until a time after the end; change it or leave it empty."),
            field="late_until",
        )


def _record_phase(phase: Phase, decision: str) -> None:
    record(
        "decision",
        f"/{phase.cycle.scope.path}/{phase.subject}{'/' if phase.subject else ''}",
        {
            "decision": decision,
            "action": phase.action,
            "opens": phase.opens.isoformat(),
            "closes": phase.closes.isoformat() if phase.closes else "",
            "late until": phase.late_until.isoformat() if phase.late_until else "",
        },
    )
    mark_changed(phase.cycle.scope)
