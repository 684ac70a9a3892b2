"""Live captions: what a captioner's program sends while a meeting goes on."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from conspectus.consultations.queries.live import live_meeting
from conspectus.consultations.services.captions import Heard, take_caption
from conspectus.core.published import scope_of
from conspectus.site.api.forums import Items
from conspectus.site.api.tokens import by_token, captioning

in_cycle = Router(tags=["managing"], auth=by_token)


class CaptionGiven(Schema):
    """A caption. ``speaker``: as printed, "" where the one before goes on.

    ``seconds``: from the start of the recording. ``item``: of the agenda, from 1; without it the
    one that is discussed. ``key``: whatever is sent again with the same key is kept once.
    ``replaces``: the number of the caption that this one corrects.
    """

    text: str = Field(min_length=1, max_length=4_000)
    speaker: str = Field("", max_length=300)
    seconds: float | None = Field(None, ge=0, le=10_000_000)
    item: int | None = Field(None, ge=1, le=1_000)
    channel: Literal["", "room", "remote", "text"] = ""
    key: str = Field("", max_length=80, pattern=r"^[\x20-\x7e]*$")
    replaces: int | None = Field(None, ge=1, le=1_000_000_000)


class CaptionTaken(Schema):
    """What became of it. ``place``: the number of the caption where the words stand."""

    number: int
    place: int


@in_cycle.post(
    "/meetings/{slug:meeting}/captions",
    response={200: CaptionTaken, 201: CaptionTaken},
    url_name="api-caption",
    summary=gettext_noop("Send a live caption of a meeting that goes on"),
)
def caption(request: HttpRequest, meeting: str, given: CaptionGiven) -> Status[Items]:
    scope = scope_of(request)
    captioning(request, scope)
    made, is_new = take_caption(live_meeting(scope, meeting), Heard(**given.dict()))
    return Status(201 if is_new else 200, {"number": made.number, "place": made.place})
