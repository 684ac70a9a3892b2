"""Who is registered for a meeting, as pages and exports need it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.http import Http404

from conspectus.consultations.models import Meeting, Registration, RegistrationTerms
from conspectus.core.models import Scope
from conspectus.core.prepared import LARGEST

SHOWN = ("all", "placed", "waiting", "unconfirmed", "cancelled", "came", "absent")
"""What the secretariat's list is narrowed to."""

_NARROWED = {
    "placed": Q(cancelled__isnull=True, confirmed__isnull=False, placed__isnull=False),
    "waiting": Q(cancelled__isnull=True, confirmed__isnull=False, placed__isnull=True),
    "unconfirmed": Q(cancelled__isnull=True, confirmed__isnull=True),
    "cancelled": Q(cancelled__isnull=False),
    "came": Q(came=True),
    "absent": Q(came=False),
}


def terms_of(meeting: Meeting) -> RegistrationTerms | None:
    """Under what people register; ``None`` where nobody can. One query, or none."""
    return getattr(meeting, "registration_terms", None)


def registration_at(scope: Scope, slug: str, key: int) -> Registration:
    """With its meeting. Raises Http404 where there is none."""
    rows = Registration.objects.select_related(
        "meeting__registration_terms", "group", "country", "account"
    )
    found = rows.filter(
        pk=min(key, LARGEST), meeting__slug=slug, meeting__cycle=scope.cycle
    ).first()
    if found is None:
        raise Http404
    found.meeting.cycle = scope.cycle
    return found


def own_registration(meeting: Meeting, account: int) -> Registration | None:
    """The one of an account that holds."""
    return Registration.objects.filter(
        meeting=meeting, account=account, cancelled__isnull=True
    ).first()


def listed_participants(meeting: Meeting, page: int, size: int) -> tuple[list[Registration], bool]:
    """A page of those who agreed to be named, by name, and whether there are more.

    Once attendance was taken, those who came. Nobody where the meeting is without attribution.
    """
    terms = terms_of(meeting)
    if terms is None or not terms.lists or not meeting.is_attributed:
        return [], False
    rows = Registration.objects.filter(_NARROWED["placed"] | Q(came=True), meeting=meeting)
    rows = rows.filter(listed=True, cancelled__isnull=True)
    if (terms.figures or {}).get("came") is not None:
        rows = rows.filter(came=True)
    start = (page - 1) * size
    found = list(rows.select_related("group", "country").order_by("name", "pk")[start:][: size + 1])
    return found[:size], len(found) > size


def registrations_at_work(meeting: Meeting, show: str) -> QuerySet[Registration]:
    """By the time of asking."""
    rows = Registration.objects.filter(_NARROWED.get(show, Q()), meeting=meeting)
    return rows.select_related("group", "country").order_by("asked", "pk")


def all_registrations(meeting: Meeting) -> Iterator[Registration]:
    """For the secretariat's table."""
    return registrations_at_work(meeting, "all").iterator(chunk_size=500)
