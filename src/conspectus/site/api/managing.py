"""What a secretariat's program does: sees what was received, publishes it, refuses it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from conspectus.contributions.models import Contribution
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.withdrawing import refuse_contribution
from conspectus.core.published import scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.accounts import shown_as
from conspectus.site.api.cursors import Page, page_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.shapes import Listed
from conspectus.site.api.tokens import by_token, managing

in_cycle = Router(tags=["managing"], auth=by_token)

Reason = Literal[
    "outside-call",
    "not-identified",
    "unreadable",
    "unlawful",
    "abusive",
    "advertising",
    "automated",
]


class AskedReceived(Schema):
    """Which of what was received."""

    state: Literal["", "received", "needs attention", "published", "not published"] = ""


class ReceivedVersion(Schema):
    """A version that was received."""

    version: int
    title: str
    language: str
    signed: str
    publish: str
    received: dt.datetime
    published: dt.datetime | None


class ReceivedShape(Schema):
    """A contribution as the secretariat sees it."""

    number: int
    call: str
    state: str
    late: bool
    received: dt.datetime
    email_verified: bool
    versions: list[ReceivedVersion]


class Publication(Schema):
    """Which version is published."""

    version: int = Field(ge=1, le=1_000)


class Refusal(Schema):
    """Why a contribution is refused: one of the public list."""

    reason: Reason


@in_cycle.get(
    "/received",
    response=Listed[ReceivedShape],
    url_name="api-received",
    summary=gettext_noop("What was received, also what is not public"),
)
def received(request: HttpRequest, asked: Query[AskedReceived], page: Query[Page]) -> Items:
    managing(request, scope_of(request))
    rows = _received(request)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return listed(page_of(request, rows, page, by=["number"]), _shape)


@in_cycle.get(
    "/received/{int:number}",
    response=ReceivedShape,
    url_name="api-received-one",
    summary=gettext_noop("One contribution that was received"),
)
def received_one(request: HttpRequest, number: int) -> Items:
    managing(request, scope_of(request))
    return _shape(_at(request, number))


@in_cycle.post(
    "/received/{int:number}/publication",
    response=ReceivedShape,
    url_name="api-publication",
    summary=gettext_noop("Publish a version as its contributor allowed"),
)
def publication(request: HttpRequest, number: int, given: Publication) -> Items:
    token = managing(request, scope_of(request))
    found = _at(request, number)
    version = found.versions.filter(k=given.version, received__isnull=False).first()
    if version is None:
        raise Http404
    made = publish_version(version, by=shown_as(token.account))
    request.recorded_with = made.leaf  # type: ignore[attr-defined]
    return _shape(_at(request, number))


@in_cycle.post(
    "/received/{int:number}/refusal",
    response=ReceivedShape,
    url_name="api-refusal",
    summary=gettext_noop("Refuse a contribution for a reason of the public list"),
)
def refusal(request: HttpRequest, number: int, given: Refusal) -> Items:
    token = managing(request, scope_of(request))
    leaf = refuse_contribution(
        _at(request, number),
        reason=given.reason,
        by=shown_as(token.account),
    )
    request.recorded_with = leaf  # type: ignore[attr-defined]
    return _shape(_at(request, number))


def _received(request: HttpRequest) -> QuerySet[Contribution]:
    return (
        Contribution.objects.filter(cycle=cycle_here(request), number__isnull=False)
        .exclude(state=State.ERASED)
        .select_related("call", "cycle__scope", "cycle__forum")
        .prefetch_related("versions")
    )


def _at(request: HttpRequest, number: int) -> Contribution:
    found = _received(request).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _shape(one: Contribution) -> Items:
    return {
        "number": one.number,
        "call": one.call.slug,
        "state": one.state,
        "late": one.late,
        "received": one.received,
        "email_verified": one.email_verified is not None,
        "versions": [
            {
                "version": version.k,
                "title": version.title,
                "language": version.language,
                "signed": version.signed,
                "publish": version.publish,
                "received": version.received,
                "published": version.published,
            }
            for version in one.versions.all()
            if version.received is not None
        ],
    }
