"""What the secretariat sees: meetings and transcripts that are not public yet, too."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from conspectus.consultations.models import Intervention, Meeting, Transcript
from conspectus.core.models import Scope


def meetings_at_work(scope: Scope) -> QuerySet[Meeting]:
    """All of a cycle, with ``waiting``: how many transcripts are not public."""
    waiting = Count("transcripts", filter=Q(transcripts__published__isnull=True))
    found = Meeting.objects.filter(cycle=scope.cycle).select_related("queue")
    return found.annotate(waiting=waiting)


def meeting_at_work(scope: Scope, slug: str) -> Meeting:
    """Raises Http404 where there is none."""
    found = Meeting.objects.filter(cycle=scope.cycle, slug=slug).first()
    if found is None:
        raise Http404
    found.cycle = scope.cycle
    return found


def transcript_at_work(meeting: Meeting, k: int) -> Transcript:
    """Raises Http404 where there is none."""
    found = Transcript.objects.filter(meeting=meeting, k=min(k, 32_767)).first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def beginnings(transcript: Transcript, most: int) -> list[Intervention]:
    """The first interventions, to see how a file was read."""
    rows = transcript.interventions.select_related("speaker").order_by("order")
    return list(rows[:most])
