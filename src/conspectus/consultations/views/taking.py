"""What programs take away: feed, calendar entry, open data, original files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, gettext

from conspectus.consultations.models import Intervention, Meeting
from conspectus.consultations.paths import meeting_path, meetings_path
from conspectus.consultations.queries import reading
from conspectus.consultations.rules import PAGE
from conspectus.consultations.words import spoken_by
from conspectus.core.downloads import file_to_keep
from conspectus.core.feeds import SteadyFeed
from conspectus.core.file_store import file_store
from conspectus.core.plain import plain
from conspectus.core.published import published, scope_at, scope_of
from conspectus.core.tables import csv_file, json_file
from conspectus.core.text import in_language
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public


@public
@published
def feed(request: HttpRequest, **_address: str) -> HttpResponse:
    """The meetings of a cycle, as they were announced or changed (RFC 4287)."""
    cycle = cycle_here(request)
    here = f"{settings.PUBLIC_ADDRESS}/{get_language()}{meetings_path(cycle.scope)}"
    made = SteadyFeed(
        title=plain(in_language(cycle.names)[0] + ": " + gettext("Meetings")),
        link=here,
        description="",
        language=get_language() or "en",
        feed_url=f"{here}feed.atom",
        feed_guid=here,
    )
    made.begun = cycle.created
    for one in reading.public_meetings(cycle).order_by("-changed", "-id")[:PAGE]:
        made.add_item(
            title=plain(str(one)),
            link=f"{here}{one.slug}/",
            description=plain(in_language(one.descriptions)[0]),
            unique_id=f"{here}{one.slug}/",
            pubdate=one.published,
            updateddate=one.changed,
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@public
@published
def calendar_entry(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """A meeting for a calendar (RFC 5545)."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - heavy, and seldom asked for

    found = reading.meeting_at(scope_of(request), meeting)
    scope = found.cycle.scope
    event = Event()
    host = settings.PUBLIC_ADDRESS.partition("://")[2].partition("/")[0]
    event.add("uid", f"{scope.path.replace('/', '-')}-meeting-{found.slug}@{host}")
    event.add("dtstamp", found.changed.astimezone(dt.UTC))
    event.add("summary", plain(str(found)))
    event.add("dtstart", found.starts.astimezone(dt.UTC))
    if found.ends:
        event.add("dtend", found.ends.astimezone(dt.UTC))
    if where := ", ".join(filter(None, (found.place, found.open_remote))):
        event.add("location", where)
    event.add("url", f"{settings.PUBLIC_ADDRESS}/{get_language()}{meeting_path(scope, found)}")
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Conspectus//EN")
    made.add_component(event)
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{found.slug}.ics"'
    return answer


@public
@published
def export(request: HttpRequest, meeting: str, kind: str, **_address: str) -> HttpResponse:
    """Everything about a meeting as JSON, or what was said there as CSV."""
    found = reading.meeting_at(scope_of(request), meeting)
    rows = _rows(found)
    if kind == "csv":
        return csv_file(_COLUMNS, rows, name=found.slug)
    return json_file({**_about(found), "interventions": list(rows)}, name=found.slug)


_COLUMNS = (
    "address number state item heading speaker person organisation capacity channel seconds "
    "doubtful language text"
).split()
_ABOUT = (
    "kind",
    "mode",
    "admission",
    "takes_floor",
    "titles",
    "descriptions",
    "agenda",
    "held_by",
    "chair",
    "place",
)


def _about(meeting: Meeting) -> dict[str, Any]:
    base = f"{settings.PUBLIC_ADDRESS}{meeting_path(meeting.cycle.scope, meeting)}"
    return {
        "address": base,
        **{name: getattr(meeting, name) for name in _ABOUT},
        "starts": meeting.starts.isoformat(),
        "ends": meeting.ends.isoformat() if meeting.ends else None,
        "time_zone": meeting.time_zone,
        "recording": meeting.recording,
    }


def _rows(meeting: Meeting) -> Iterator[dict[str, Any]]:
    base = f"{settings.PUBLIC_ADDRESS}{meeting_path(meeting.cycle.scope, meeting)}"
    for one in reading.all_interventions(meeting):
        yield {
            "address": f"{base}i/{one.number}/",
            "number": one.number,
            "state": one.state,
            "item": one.item,
            "heading": one.heading,
            **_said(one),
            "language": one.language,
            "text": one.text,
        }


def _said(one: Intervention) -> dict[str, Any]:
    """Who said it, and how certain that is; nobody in a meeting without attribution."""
    person = one.speaker.person if one.speaker else None
    organisation = one.speaker.organisation if one.speaker else None
    return {
        "speaker": plain(spoken_by(one)),
        "person": person.slug if person else "",
        "organisation": organisation.slug if organisation else "",
        "capacity": one.capacity,
        "channel": one.channel,
        "seconds": one.seconds,
        "doubtful": one.meeting.is_attributed and one.is_uncertain,
    }


@public
@published
def left_out(request: HttpRequest, meeting: str, transcript: int, **_address: str) -> HttpResponse:
    """What is known of a file, and all of it that stands in no intervention, as JSON."""
    found = reading.meeting_at(scope_of(request), meeting)
    one = reading.transcript_at(found, transcript)
    columns = ("k", "language", "form", "characters", "said", "sha256", "disclaimers", "removed")
    said = {name: getattr(one, name) for name in columns}
    return json_file(said, name=f"{found.slug}-{one.k}")


@public
def original(
    request: HttpRequest, forum: str, cycle: str, meeting: str, transcript: int
) -> HttpResponseBase:
    """The file as it came, to be kept and never shown by the browser."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined] # as `published` does
    found = reading.meeting_at(scope_of(request), meeting)
    one = reading.transcript_at(found, transcript)
    content = file_store().open(one.file) if one.file and found.is_attributed else None
    if content is None:
        raise Http404
    return file_to_keep(content, media_type=one.media_type, name=one.file_name)
