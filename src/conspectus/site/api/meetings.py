"""Around meetings: who takes part, versions of the minutes, what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from conspectus.consultations.models import MinutesPoint, MinutesVersion, Registration
from conspectus.consultations.paths import minutes_path
from conspectus.consultations.queries.minutes import action_points_on, versions_of
from conspectus.consultations.queries.reading import meeting_at
from conspectus.consultations.queries.registration import listed_participants, terms_of
from conspectus.core.published import scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.site.api.cursors import Page, counted_page, next_number, part_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.shapes import Listed, Text, address_of, text_of

in_cycle = Router(tags=["forums"])
"""The summaries are headings of the pages, and so in the catalogues."""


class ActionShape(Schema):
    """What somebody is to do. ``person``, ``organisation``: slugs of who the owner is, or ""."""

    meeting: str
    number: int
    item: int
    text: str
    owner: str
    person: str
    organisation: str
    due: dt.date | None
    done: dt.date | None
    address: str


class MinutesShape(Schema):
    """A version of minutes, without what it says (``address`` with "export.json")."""

    number: int
    language: str
    prepared_by: str
    note: str
    published: dt.datetime
    erased: dt.datetime | None
    sha256: str
    address: str


class CountedGroup(Schema):
    """How many of a group or region; ``name``: null where it was not said."""

    name: Text | None
    count: int


class CountedChannel(Schema):
    """How many in the room ("room") or from afar ("remote")."""

    channel: str
    count: int


class ParticipantShape(Schema):
    """Who agreed to be named. ``organisation``: "" in a personal capacity."""

    name: str
    organisation: str
    group: Text | None
    country: Text | None
    channel: str


class ParticipantsPage(Listed[ParticipantShape]):
    """Who takes part in numbers, and those who agreed to be named.

    ``came``: null before attendance was taken; after it groups, regions and channels count those
    who came, before it those who have a place (``registered``).
    """

    registered: int
    waiting: int
    came: int | None
    groups: list[CountedGroup]
    regions: list[CountedGroup]
    channels: list[CountedChannel]


@in_cycle.get(
    "/meetings/actions",
    response=Listed[ActionShape],
    url_name="api-actions",
    summary="Action points",
)
def actions(request: HttpRequest, page: Query[Page]) -> Items:
    number = counted_page(page)
    rows, is_more = action_points_on(cycle_here(request), number, page.limit)
    following = next_number(request, number + 1) if is_more else None
    return listed((rows, following), lambda one: _action(request, one))


@in_cycle.get(
    "/meetings/{slug:meeting}/minutes",
    response=Listed[MinutesShape],
    url_name="api-minutes",
    summary="Versions of the minutes",
)
def minutes(request: HttpRequest, meeting: str, page: Query[Page]) -> Items:
    scope = scope_of(request)
    found = meeting_at(scope, meeting)
    rows = versions_of(found)
    if not rows:
        raise Http404
    base = minutes_path(scope, found).lstrip("/")
    return listed(part_of(request, rows, page), lambda one: _version(one, base))


@in_cycle.get(
    "/meetings/{slug:meeting}/participants",
    response=ParticipantsPage,
    url_name="api-participants",
    summary="Participants",
)
def participants(request: HttpRequest, meeting: str, page: Query[Page]) -> Items:
    found = meeting_at(scope_of(request), meeting)
    terms = terms_of(found)
    if terms is None:
        raise Http404
    number = counted_page(page)
    people, is_more = listed_participants(found, number, page.limit)
    if not people and number > 1:
        raise Http404
    following = next_number(request, number + 1) if is_more else None
    figures: Mapping[str, Any] = terms.figures
    by = figures.get("by", {})
    return {
        **listed((people, following), _participant),
        "registered": figures.get("registered", 0),
        "waiting": figures.get("waiting", 0),
        "came": figures.get("came"),
        "groups": _counted(by.get("group", ())),
        "regions": _counted(by.get("region", ())),
        "channels": [{"channel": word, "count": many} for word, many in by.get("channel", ())],
    }


def _action(request: HttpRequest, one: MinutesPoint) -> Items:
    return {
        "meeting": one.meeting.slug,
        "number": one.number,
        "item": one.item,
        **{name: one.shown[name] for name in ("text", "owner", "person", "organisation")},
        "due": one.due,
        "done": one.done,
        "address": address_of(minutes_path(scope_of(request), one.meeting).lstrip("/")),
    }


def _version(one: MinutesVersion, base: str) -> Items:
    names = ("number", "language", "prepared_by", "note", "published", "erased", "sha256")
    said = {name: getattr(one, name) for name in names}
    return {**said, "address": address_of(f"{base}v{one.number}/")}


def _participant(one: Registration) -> Items:
    is_sent = one.capacity == Registration.Capacity.ORGANISATION
    return {
        "name": one.name,
        "organisation": one.organisation if is_sent else "",
        "group": text_of(one.group.names) if one.group else None,
        "country": text_of(one.country.names) if one.country else None,
        "channel": one.channel,
    }


def _counted(rows: Iterable[tuple[Mapping[str, str], int]]) -> list[Items]:
    return [{"name": text_of(names) if names else None, "count": many} for names, many in rows]
