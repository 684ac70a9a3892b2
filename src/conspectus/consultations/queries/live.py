"""What live pages show: where a meeting stands, and its captions."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from conspectus.consultations.models import Caption, Live, Meeting
from conspectus.consultations.queries.reading import meeting_at
from conspectus.consultations.rules import SHOWN_CAPTIONS, fitting
from conspectus.core.models import Scope
from conspectus.core.prepared import LARGEST


def live_meeting(scope: Scope, slug: str) -> Meeting:
    """One that was announced, with its ``live`` row, one that is not saved where there is none.

    One query. Raises Http404.
    """
    found = meeting_at(scope, slug)
    if not hasattr(found, "live"):
        found.live = Live(meeting=found)
    return found


def live_meeting_at(forum: str, cycle: str, slug: str) -> Meeting:
    """As `live_meeting`, by its address; with its scope, its forum and its ``queue``, if any.

    One query. Raises Http404.
    """
    rows = Meeting.objects.filter(cycle__scope__path=f"{forum}/{cycle}", published__isnull=False)
    related = rows.select_related("cycle__scope", "cycle__forum", "live", "queue")
    found = related.filter(slug=slug).first()
    if found is None:
        raise Http404
    if not hasattr(found, "live"):
        found.live = Live(meeting=found)
    return found


def current_captions(meeting: Meeting) -> QuerySet[Caption]:
    """Those that were not corrected since."""
    return Caption.objects.filter(meeting=meeting, current=True)


def newest_captions(meeting: Meeting) -> list[Caption]:
    """The last ones, as many as a page shows, the oldest first."""
    return _fitting(current_captions(meeting))


def captions_before(meeting: Meeting, place: int) -> list[Caption]:
    """Those that stand before a place, as many as a page shows. Raises Http404 for none."""
    found = _fitting(current_captions(meeting).filter(place__lt=min(place, LARGEST)))
    if not found:
        raise Http404
    return found


def captions_after(meeting: Meeting, number: int, most: int) -> list[Caption]:
    """What came after a caption, in the order in which it came; also what was corrected since."""
    rows = Caption.objects.filter(meeting=meeting, number__gt=min(number, LARGEST))
    return list(rows.order_by("number")[:most])


def all_captions(meeting: Meeting) -> list[Caption]:
    """For a transcript: those that count, in their places."""
    return list(current_captions(meeting).order_by("place"))


def _fitting(rows: QuerySet[Caption]) -> list[Caption]:
    found = list(rows.order_by("-place")[:SHOWN_CAPTIONS])
    return found[: fitting(len(one.text) for one in found)][::-1]
