"""What anybody reads: meetings, transcripts, interventions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, QuerySet
from django.http import Http404

from conspectus.consultations.models import Intervention, Meeting, Transcript
from conspectus.core.models import Scope
from conspectus.core.prepared import LARGEST
from conspectus.forums.models import Cycle, CycleDocument

State = Intervention.State

IN_PLACE = (State.PUBLISHED, State.ERASED)
"""Interventions that have a number, whatever may be read of them."""


def public_meetings(cycle: Cycle) -> QuerySet[Meeting]:
    """Those that were announced, the latest first."""
    return Meeting.objects.filter(cycle=cycle, published__isnull=False)


def meetings_on(cycle: Cycle, page: int, size: int) -> tuple[list[Meeting], bool]:
    """A page of them, and whether there are more. Raises Http404 where there is no such page."""
    if not 1 <= page < 10**6:
        raise Http404
    start = (page - 1) * size
    found = list(public_meetings(cycle)[start : start + size + 1])
    if not found and page > 1:
        raise Http404
    return found[:size], len(found) > size


def meeting_at(scope: Scope, slug: str) -> Meeting:
    """One that was announced; its cycle needs no query. Raises Http404 where there is none."""
    rows = public_meetings(scope.cycle).select_related("live", "queue", "registration_terms")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    found.cycle = scope.cycle
    return found


def documents_of(meeting: Meeting) -> QuerySet[CycleDocument]:
    """Those that readers see."""
    return meeting.documents.filter(published__isnull=False)


def transcripts_of(meeting: Meeting) -> list[Transcript]:
    """Those that are public, in order, with ``original_k`` where one is a translation."""
    rows = Transcript.objects.filter(published__isnull=False)
    rows = rows.annotate(original_k=F("translation_of__k"))
    return _of_meeting(meeting, rows.defer("removed", "disclaimers"))


def transcript_at(meeting: Meeting, k: int) -> Transcript:
    """One that is public. Raises Http404 where there is none."""
    rows = Transcript.objects.filter(published__isnull=False, k=min(k, 32_767))
    found = _of_meeting(meeting, rows)
    if not found:
        raise Http404
    return found[0]


def _of_meeting(meeting: Meeting, rows: QuerySet[Transcript]) -> list[Transcript]:
    found = list(rows.filter(meeting=meeting))
    for one in found:
        one.meeting = meeting
    return found


def interventions_on(meeting: Meeting, page: int) -> list[Intervention]:
    """What stands on a page. Raises Http404 where there is no such page."""
    if not 1 <= page <= meeting.pages:
        raise Http404
    return _with_meeting(_in_place(meeting).filter(page=page), meeting)


def intervention_at(meeting: Meeting, number: int) -> Intervention:
    """Raises Http404 where there is none."""
    found = _with_meeting(_in_place(meeting).filter(number=min(number, LARGEST)), meeting)
    if not found:
        raise Http404
    return found[0]


def all_interventions(meeting: Meeting) -> Iterator[Intervention]:
    """For exports, in order."""
    for one in _in_place(meeting).iterator(chunk_size=500):
        one.meeting = meeting
        yield one


def _in_place(meeting: Meeting) -> QuerySet[Intervention]:
    rows = Intervention.objects.filter(meeting=meeting, state__in=IN_PLACE)
    related = rows.select_related("speaker__person", "speaker__organisation")
    return related.order_by("number")


def _with_meeting(rows: QuerySet[Intervention], meeting: Meeting) -> list[Intervention]:
    found = list(rows)
    for one in found:
        one.meeting = meeting
    return found
