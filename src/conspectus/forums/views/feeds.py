"""The calendar as iCalendar and what is announced as Atom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from conspectus.core.feeds import SteadyFeed
from conspectus.core.moments import moment_in_words
from conspectus.core.plain import plain
from conspectus.core.published import published
from conspectus.core.text import in_language
from conspectus.forums.models import Cycle, Phase
from conspectus.forums.queries.calendar import name_of
from conspectus.forums.queries.pages import cycle_here, published_documents
from conspectus.people.gates import public

if TYPE_CHECKING:
    from icalendar import Event

NEWEST = 50


@public
@published
def calendar_file(request: HttpRequest, **_address: str) -> HttpResponse:
    """Each phase and the meeting itself as an event (RFC 5545)."""
    from icalendar import Calendar  # noqa: PLC0415 - heavy, and seldom asked for

    cycle = cycle_here(request)
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Conspectus//EN")
    made.add("x-wr-calname", _title(cycle))
    for phase in Phase.objects.filter(cycle=cycle):
        made.add_component(_phase_event(cycle, phase))
    if cycle.starts:
        made.add_component(_meeting(cycle, cycle.starts))
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{cycle.forum.slug}-{cycle.slug}.ics"'
    return answer


@public
@published
def documents_feed(request: HttpRequest, **_address: str) -> HttpResponse:
    """Announcements, agendas and notes, newest first (RFC 4287)."""
    cycle = cycle_here(request)
    base = _page_of(cycle)
    feed = SteadyFeed(
        title=_title(cycle),
        link=base,
        description="",
        language=get_language() or "en",
        feed_url=f"{base}feed.atom",
        feed_guid=base,
    )
    feed.begun = cycle.created
    for document in published_documents(cycle)[:NEWEST]:
        text, language = in_language(document.titles)
        address = f"{base}documents/{document.slug}/"
        feed.add_item(
            title=plain(text),
            link=address,
            description=plain(in_language(document.texts, language)[0]),
            unique_id=address,
            pubdate=document.published,
            updateddate=document.published,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _title(cycle: Cycle) -> str:
    return f"{in_language(cycle.forum.names)[0]}: {in_language(cycle.names)[0]}"


def _page_of(cycle: Cycle) -> str:
    path = f"/{get_language() or 'en'}/{cycle.forum.slug}/{cycle.slug}/"
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _event(cycle: Cycle, key: str, name: str, path: str = "") -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    host = settings.PUBLIC_ADDRESS.partition("://")[2].partition("/")[0]
    event.add("uid", f"{cycle.forum.slug}-{cycle.slug}-{key}@{host}")
    # When the entry was made: a file that is the same for the same dates.
    event.add("dtstamp", cycle.created.astimezone(dt.UTC))
    event.add("summary", f"{in_language(cycle.names)[0]}: {name}")
    event.add("url", f"{_page_of(cycle)}{path}")
    return event


def _phase_event(cycle: Cycle, phase: Phase) -> Event:
    path = f"{phase.subject}/" if phase.subject else ""
    name = str(in_language({code: str(words) for code, words in name_of(phase).items()})[0])
    event = _event(cycle, f"phase-{phase.pk}", name, path)
    event.add("dtstart", phase.opens.astimezone(dt.UTC))
    if phase.closes:
        event.add("dtend", phase.closes.astimezone(dt.UTC))
    if phase.late_until:
        until = moment_in_words(phase.late_until)
        event.add(
            "description", gettext("Accepted and marked late until %(time)s") % {"time": until}
        )
    return event


def _meeting(cycle: Cycle, starts: dt.date) -> Event:
    event = _event(cycle, "meeting", in_language(cycle.names)[0])
    event.add("dtstart", starts)
    # The end of a day-long event is the first day after it (RFC 5545, 3.6.1).
    event.add("dtend", (cycle.ends or starts) + dt.timedelta(days=1))
    if cycle.place:
        event.add("location", cycle.place)
    return event
