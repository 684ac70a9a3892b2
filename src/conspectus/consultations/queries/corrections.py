"""Corrections: public, one's own, waiting."""

from __future__ import annotations

from django.http import Http404

from conspectus.consultations.models import Correction, Intervention, Meeting, Transcript
from conspectus.people.models import Account

MOST = 20
"""Corrections of a page."""


def published_corrections(meeting: Meeting, page: int) -> tuple[list[Correction], bool]:
    """A page of them by intervention, not of those erased since, and whether there are more."""
    if not 1 <= page < 10**6:
        raise Http404
    rows = Correction.objects.filter(
        intervention__meeting=meeting,
        intervention__state=Intervention.State.PUBLISHED,
        published__isnull=False,
    )
    start = (page - 1) * MOST
    found = list(rows.select_related("intervention")[start : start + MOST + 1])
    if not found and page > 1:
        raise Http404
    return found[:MOST], len(found) > MOST


def corrections_by(account: Account, one: Intervention) -> list[Correction]:
    """What an account has asked for, the newest first."""
    found = list(Correction.objects.filter(intervention=one, by=account).order_by("-id")[:MOST])
    for correction in found:
        correction.intervention = one
    return found


def corrections_at_work(transcript: Transcript) -> list[Correction]:
    """What waits, then what is accepted and not public yet; so many at a time."""
    rows = Correction.objects.filter(
        intervention__transcript=transcript, published__isnull=True
    ).exclude(state=Correction.State.REFUSED)
    ordered = rows.select_related("intervention").order_by("-state", "intervention__number", "id")
    return list(ordered[:MOST])
