"""Meetings that go on: where one stands, its captions, and what a captioner's program sends."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from conspectus.consultations.models import Caption
from conspectus.consultations.queries.live import current_captions, live_meeting
from conspectus.consultations.services.captions import Heard, take_caption
from conspectus.core.published import scope_of
from conspectus.site.api.cursors import Page, page_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.shapes import Listed
from conspectus.site.api.tokens import by_token, captioning

in_cycle = Router(tags=["meetings"])


class LiveShape(Schema):
    """Where a meeting stands. ``item``: of the agenda, from 1. ``last``: the newest caption."""

    is_on: bool
    begun: dt.datetime | None
    ended: dt.datetime | None
    item: int | None
    speaker: str
    last: int


class CaptionShape(Schema):
    """A caption. ``place``: the number of the one that it corrects, or its own.

    ``language``: of its words; "": the first of the forum's.
    """

    number: int
    place: int
    speaker: str
    text: str
    seconds: float | None
    item: int | None
    channel: str
    language: str


class CaptionGiven(Schema):
    """A caption. ``speaker``: as printed, "" where the one before goes on.

    ``seconds``: from the start of the recording. ``item``: of the agenda, from 1; without it the
    one that is discussed. ``key``: whatever is sent again with the same key is kept once.
    ``replaces``: the number of the caption that this one corrects. ``language``: of the words
    ("fr"), where it is not the first of the forum's.
    """

    text: str = Field(min_length=1, max_length=4_000)
    speaker: str = Field("", max_length=300)
    seconds: float | None = Field(None, ge=0, le=10_000_000)
    item: int | None = Field(None, ge=1, le=1_000)
    channel: Literal["", "room", "remote", "text"] = ""
    key: str = Field("", max_length=80, pattern=r"^[\x20-\x7e]*$")
    replaces: int | None = Field(None, ge=1, le=1_000_000_000)
    language: str = Field("", max_length=12, pattern=r"^[A-Za-z-]*$")


class CaptionTaken(Schema):
    """What became of it. ``place``: the number of the caption where the words stand."""

    number: int
    place: int


@in_cycle.get(
    "/meetings/{slug:meeting}/live",
    response=LiveShape,
    url_name="api-live",
    summary=gettext_noop("Where a meeting stands while it goes on"),
)
def live(request: HttpRequest, meeting: str) -> Items:
    found = live_meeting(scope_of(request), meeting).live
    return {name: getattr(found, name) for name in LiveShape.model_fields}


@in_cycle.get(
    "/meetings/{slug:meeting}/live/captions",
    response=Listed[CaptionShape],
    url_name="api-captions",
    summary=gettext_noop("Live captions of a meeting, without those that were corrected"),
)
def captions(request: HttpRequest, meeting: str, page: Query[Page]) -> Items:
    rows = current_captions(live_meeting(scope_of(request), meeting))
    return listed(page_of(request, rows, page, by=["place"]), _shape)


@in_cycle.post(
    "/meetings/{slug:meeting}/captions",
    response={200: CaptionTaken, 201: CaptionTaken},
    url_name="api-caption",
    auth=by_token,
    summary=gettext_noop("Send a live caption of a meeting that goes on"),
)
def caption(request: HttpRequest, meeting: str, given: CaptionGiven) -> Status[Items]:
    scope = scope_of(request)
    captioning(request, scope)
    made, is_new = take_caption(live_meeting(scope, meeting), Heard(**given.dict()))
    return Status(201 if is_new else 200, {"number": made.number, "place": made.place})


def _shape(one: Caption) -> Items:
    return {name: getattr(one, name) for name in CaptionShape.model_fields}
