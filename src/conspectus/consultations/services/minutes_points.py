"""Decisions and action points: written down with owner and date, done on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conspectus.consultations.models import Meeting, MinutesPoint
from conspectus.consultations.paths import minutes_path
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.people.models import Organisation, Person
from conspectus.people.services.organisations import find_organisation

AS_PRINTED, KNOWN = "printed", "known"
"""Whether an owner is the one whom the site knows by this very name: said by an editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an editor says of a point."""

    kind: str
    text: str
    item: int = 0
    owner: str = ""
    owner_is: str = AS_PRINTED
    due: dt.date | None = None
    done: dt.date | None = None


@transaction.atomic
def add_point(meeting: Meeting, *, written: Written) -> MinutesPoint:
    """A new one; public with the next version of the minutes.

    Raises:
        SiteError: nobody or more than one is known by the owner's name, or an action has no owner.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    last = meeting.points.aggregate(last=Max("number"))["last"] or 0
    point = MinutesPoint(meeting=meeting, number=last + 1)
    _write(point, written)
    return point


@transaction.atomic
def edit_point(point: MinutesPoint, *, written: Written) -> MinutesPoint:
    """Date due and done are public at once where the point is; text and owner with the minutes.

    Raises:
        SiteError: as `add_point`.
    """
    was = (point.due, point.done)
    _write(point, written)
    if point.published is not None and was != (point.due, point.done):
        scope = point.meeting.cycle.scope
        record(
            "action point",
            f"{minutes_path(scope, point.meeting)}points/{point.number}/",
            {"due": _day(point.due), "done": _day(point.done)},
        )
        mark_changed(scope)
    return point


@transaction.atomic
def drop_point(point: MinutesPoint) -> None:
    """Takes it away; versions that are public keep it."""
    if point.published is None:
        point.delete()
        return
    point.dropped = stamp()
    point.save(update_fields=["dropped"])


def _write(point: MinutesPoint, written: Written) -> None:
    if written.kind == MinutesPoint.Kind.ACTION and not written.owner.strip():
        raise SiteError(_("Write who is to do it."), field="owner")
    point.kind, point.text, point.item = written.kind, written.text, written.item
    point.owner, point.due, point.done = written.owner.strip(), written.due, written.done
    point.person, point.organisation = None, None
    if written.owner_is == KNOWN and point.owner:
        found = _known(point.owner)
        if isinstance(found, Person):
            point.person = found
        else:
            point.organisation = found
    point.save()


def _known(name: str) -> Person | Organisation:
    """The one organisation or person with this very name; nobody is guessed."""
    organisation = find_organisation(name)
    persons = list(Person.objects.filter(name=name)[:2])
    found: list[Person | Organisation] = [*persons, *([organisation] if organisation else [])]
    if not found:
        raise SiteError(_("The site knows nobody by this name: print it as it is."), field="owner")
    if len(found) > 1:
        raise SiteError(
            _("The site knows more than one by this name: print it as it is."), field="owner"
        )
    return found[0]


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
