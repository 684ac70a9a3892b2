"""The pages that anybody reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.consultations.models import Intervention, Meeting, Transcript
from conspectus.consultations.queries import reading
from conspectus.consultations.queries.live import live_meeting
from conspectus.consultations.rules import PAGE, clock, parts_of, shown_part
from conspectus.consultations.words import (
    ADMISSIONS,
    CHANNELS,
    FLOORS,
    KINDS,
    MODES,
    REMOVED,
    spoken_by,
)
from conspectus.core.published import published, scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public

LONGEST_WORDS = 120
"""Code points of what was left out that a page shows of each stretch."""

MOST_STRETCHES = 12
"""Stretches of one kind that the page shows; its JSON has all."""


@public
@published
def meetings(request: HttpRequest, page: int = 1, **_address: str) -> HttpResponse:
    """The meetings of a cycle, the latest first."""
    found, is_more = reading.meetings_on(cycle_here(request), page, PAGE)
    context = {"meetings": found, "place": page, "is_more": is_more, "kinds": KINDS, "modes": MODES}
    return render(request, "consultations/meetings.html", context)


@public
@published
def meeting(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """Everything about a meeting, before and after it."""
    found = live_meeting(scope_of(request), meeting)
    documents = list(reading.documents_of(found))
    context = {"meeting": found, "documents": documents, "kinds": KINDS, "modes": MODES}
    context |= {"admissions": ADMISSIONS, "floors": FLOORS}
    return render(request, "consultations/meeting.html", context)


@public
@published
def transcript(request: HttpRequest, meeting: str, page: int = 1, **_address: str) -> HttpResponse:
    """A page of what was said, in order."""
    found = reading.meeting_at(scope_of(request), meeting)
    rows = reading.interventions_on(found, page)
    context = {"meeting": found, "interventions": rows, "place": page, **of_interventions(found)}
    return render(request, "consultations/transcript.html", context)


@public
@published
def intervention(
    request: HttpRequest, meeting: str, intervention: int, part: int = 1, **_address: str
) -> HttpResponse:
    """What somebody said in one go, at its permanent address; a long one in parts."""
    found = reading.meeting_at(scope_of(request), meeting)
    one = reading.intervention_at(found, intervention)
    parts = parts_of(one.text)
    if not 1 <= part <= len(parts):
        raise Http404
    is_erased = one.state == Intervention.State.ERASED
    context = {
        "meeting": found,
        "intervention": one,
        "words": parts[part - 1],
        "place": part,
        "parts": len(parts),
        **of_interventions(found),
    }
    status = 410 if is_erased else 200
    return render(request, "consultations/intervention.html", context, status=status)


@public
@published
def transcripts(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """Where what was said comes from: the files."""
    found = reading.meeting_at(scope_of(request), meeting)
    context = {"meeting": found, "transcripts": reading.transcripts_of(found)}
    return render(request, "consultations/transcripts.html", context)


@public
@published
def removed(request: HttpRequest, meeting: str, transcript: int, **_address: str) -> HttpResponse:
    """What of a file stands in no intervention, and why."""
    found = reading.meeting_at(scope_of(request), meeting)
    one = reading.transcript_at(found, transcript)
    context = {"meeting": found, "transcript": one, "removed": list(by_reason(one))}
    return render(request, "consultations/removed.html", context)


def by_reason(transcript: Transcript) -> Iterator[tuple[str, int, list[str]]]:
    """(why in words, how many stretches, the first of them, shortened)."""
    for why, label in REMOVED.items():
        words = [said for reason, said in transcript.removed if reason == why]
        if words:
            shown = [" ".join(one.split())[:LONGEST_WORDS] for one in words[:MOST_STRETCHES]]
            yield str(label), len(words), shown


def of_interventions(meeting: Meeting) -> dict[str, Any]:
    """What templates call for an intervention."""
    return {
        "spoken_by": spoken_by,
        "shown_part": shown_part,
        "clock": clock,
        "channels": CHANNELS,
        "recording_at": lambda one: recording_at(meeting, one),
        "agenda": dict(enumerate(meeting.agenda, start=1)),
        "is_erased": lambda one: one.state == Intervention.State.ERASED,
    }


def recording_at(meeting: Meeting, one: Intervention) -> str:
    """The recording at this moment (W3C media fragments); "" where the time is of a clock."""
    if not meeting.recording or one.seconds is None or one.clock:
        return ""
    return f"{meeting.recording.partition('#')[0]}#t={int(one.seconds)}"
