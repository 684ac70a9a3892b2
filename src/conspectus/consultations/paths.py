"""Permanent addresses of meetings, without language (DESIGN §8)."""

from __future__ import annotations

from conspectus.consultations.models import Intervention, Meeting, SpeakingQueue, Transcript
from conspectus.core.models import Scope


def meetings_path(scope: Scope) -> str:
    """Where all meetings stand."""
    return f"/{scope.path}/meetings/"


def meeting_path(scope: Scope, meeting: Meeting) -> str:
    """Everything about a meeting."""
    return f"{meetings_path(scope)}{meeting.slug}/"


def group_words_path(scope: Scope, meeting: Meeting) -> str:
    """What was said without attribution, as one source: it leads to no single intervention."""
    return f"{meeting_path(scope, meeting)}#said"


def transcript_path(scope: Scope, transcript: Transcript) -> str:
    """Where a transcript comes from, and what was left out of it."""
    return f"{meeting_path(scope, transcript.meeting)}transcripts/{transcript.k}/"


def intervention_path(scope: Scope, intervention: Intervention) -> str:
    """What somebody said in one go, whatever becomes of the pages."""
    return f"{meeting_path(scope, intervention.meeting)}i/{intervention.number}/"


def queue_path(queue: SpeakingQueue) -> str:
    """The speaking queue of a meeting."""
    return f"{meeting_path(queue.meeting.cycle.scope, queue.meeting)}queue/"


def minutes_path(scope: Scope, meeting: Meeting) -> str:
    """The newest minutes of a meeting; version 2 stands below, at "v2/"."""
    return f"{meeting_path(scope, meeting)}minutes/"
