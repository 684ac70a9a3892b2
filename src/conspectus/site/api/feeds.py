"""Atom feeds (RFC 4287) of the lists whose pages have none; the newest fifty of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import Router

from conspectus.contributions.models import Call
from conspectus.core.feeds import BEGINNING, SteadyFeed
from conspectus.core.plain import plain
from conspectus.core.published import scope_of
from conspectus.core.recorded import newest_leaves
from conspectus.core.text import in_language
from conspectus.forums.models import Forum
from conspectus.forums.queries.pages import cycle_here, forum_here
from conspectus.people.models import Organisation, Person
from conspectus.site.api.holders import signed_in_forum
from conspectus.site.api.paper_life import binding_replies
from conspectus.site.api.papers import public_version
from conspectus.site.api.shapes import address_of
from conspectus.synthesis.models import Change, Reply
from conspectus.synthesis.queries.life import public_comments
from conspectus.synthesis.queries.papers import HEAVY, versions_in

router = Router(tags=["feeds"])
in_forum = Router(tags=["feeds"])
in_cycle = Router(tags=["feeds"])

NEWEST: Final = 50
MEDIA_TYPE: Final = "application/atom+xml"
_VERSION: Final = "/papers/{int:number}/versions/{int:version}"
_SAYS: Final[dict[str, Any]] = {
    "responses": {200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}}
}


@dataclass(frozen=True, slots=True)
class Entry:
    """``path``: of its page, without language."""

    title: str
    path: str
    at: dt.datetime
    words: str = ""


def _feed(request: HttpRequest, title: str, path: str, entries: Iterable[Entry]) -> HttpResponse:
    language = get_language() or "en"
    base = f"{settings.PUBLIC_ADDRESS}/{language}/{path}"
    made = SteadyFeed(
        title=plain(title),
        link=base,
        description="",
        language=language,
        feed_url=address_of(request.path.lstrip("/")),
        feed_guid=address_of(request.path.lstrip("/")),
    )
    for entry in entries:
        made.add_item(
            title=plain(entry.title),
            link=f"{settings.PUBLIC_ADDRESS}/{language}/{entry.path}",
            description=plain(entry.words),
            unique_id=address_of(entry.path),
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=f"{MEDIA_TYPE}; charset=utf-8")


@router.get(
    "/forums.atom",
    url_name="api-forums-feed",
    summary=gettext_noop("New forums"),
    openapi_extra=_SAYS,
)
def forums(request: HttpRequest) -> HttpResponse:
    rows = Forum.objects.order_by("-created", "-pk")[:NEWEST]
    entries = [Entry(in_language(one.names)[0], f"{one.slug}/", one.created) for one in rows]
    return _feed(request, _("Forums"), "", entries)


@in_forum.get(
    "/cycles.atom",
    url_name="api-cycles-feed",
    summary=gettext_noop("New cycles of a forum"),
    openapi_extra=_SAYS,
)
def cycles(request: HttpRequest) -> HttpResponse:
    here = forum_here(request)
    rows = here.cycles.order_by("-created", "-pk")[:NEWEST]
    entries = [
        Entry(in_language(one.names)[0], f"{here.slug}/{one.slug}/", one.created) for one in rows
    ]
    return _feed(request, in_language(here.names)[0], f"{here.slug}/", entries)


@in_forum.get(
    "/organisations.atom",
    url_name="api-organisations-feed",
    summary=gettext_noop("Organisations that are new in a forum"),
    openapi_extra=_SAYS,
)
def organisations(request: HttpRequest) -> HttpResponse:
    here = forum_here(request)
    signed = signed_in_forum(here, organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(signed)).order_by("-created", "-pk")[:NEWEST]
    return _holders(request, here, rows, "organisations")


@in_forum.get(
    "/persons.atom",
    url_name="api-persons-feed",
    summary=gettext_noop("Persons who are new in a forum"),
    openapi_extra=_SAYS,
)
def persons(request: HttpRequest) -> HttpResponse:
    here = forum_here(request)
    signed = signed_in_forum(here, person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(signed)).order_by("-created", "-pk")[:NEWEST]
    return _holders(request, here, rows, "people")


@in_cycle.get(
    "/calls.atom",
    url_name="api-calls-feed",
    summary=gettext_noop("New calls of a cycle"),
    openapi_extra=_SAYS,
)
def calls(request: HttpRequest) -> HttpResponse:
    here = cycle_here(request)
    base = f"{here.scope.path}/"
    rows = Call.objects.filter(cycle=here).order_by("-published", "-pk")
    entries = [
        Entry(in_language(one.titles)[0], f"{base}calls/{one.slug}/", one.published)
        for one in rows.exclude(published=None)[:NEWEST]
        if one.published
    ]
    return _feed(request, in_language(here.names)[0], base, entries)


@in_cycle.get(
    "/papers.atom",
    url_name="api-papers-feed",
    summary=gettext_noop("New versions of the papers of a cycle"),
    openapi_extra=_SAYS,
)
def papers(request: HttpRequest) -> HttpResponse:
    here = cycle_here(request)
    base = f"{here.scope.path}/papers/"
    rows = versions_in(here.scope).exclude(published=None).defer(*HEAVY)
    entries = [
        Entry(
            f"{one.paper.title} (v{one.k}, {one.status})",
            f"{base}{one.paper.number}/v{one.k}/",
            one.published,
            one.why,
        )
        for one in rows.order_by("-published", "-pk")[:NEWEST]
        if one.published
    ]
    return _feed(request, in_language(here.names)[0], base, entries)


@in_cycle.get(
    f"{_VERSION}/changes.atom",
    url_name="api-changes-feed",
    summary=gettext_noop("The sentences that changed in a version"),
    openapi_extra=_SAYS,
)
def changes(request: HttpRequest, number: int, version: int) -> HttpResponse:
    def entry(one: Change, base: str, at: dt.datetime) -> Entry:
        path = f"{base}s/{one.sentence}/" if one.sentence and one.after else f"{base}changes/"
        words = one.after or one.before
        return Entry(words[:200], f"{path}#{one.order}", at, f"{one.kind}: {one.cause}")

    rows = Change.objects.filter(version__paper__number=number).order_by("order")
    return _of_version(request, number, version, lambda found: rows.filter(version=found), entry)


@in_cycle.get(
    f"{_VERSION}/comments.atom",
    url_name="api-comments-feed",
    summary=gettext_noop("New comments on a version"),
    openapi_extra=_SAYS,
)
def comments(request: HttpRequest, number: int, version: int) -> HttpResponse:
    return _of_version(
        request,
        number,
        version,
        lambda found: public_comments(found).order_by("-published", "-pk"),
        lambda one, base, _at: Entry(
            one.name, f"{base}comments/{one.number}/", one.published, one.text
        ),
    )


@in_cycle.get(
    f"{_VERSION}/replies.atom",
    url_name="api-replies-feed",
    summary=gettext_noop("New answers of holders on a version"),
    openapi_extra=_SAYS,
)
def replies(request: HttpRequest, number: int, version: int) -> HttpResponse:
    def entry(one: Reply, base: str, _at: dt.datetime) -> Entry:
        nameless = one.kind == Reply.Kind.WITHOUT_NAME
        who = _("A contributor") if nameless else one.letter.name
        return Entry(who, f"{base}replies/1/#r{one.pk}", one.received, one.text)

    return _of_version(
        request, number, version, lambda found: binding_replies(found).order_by("-pk"), entry
    )


@router.get(
    "/record/leaves.atom",
    url_name="api-record-feed",
    summary=gettext_noop("New leaves of the public record"),
    openapi_extra=_SAYS,
)
def leaves(request: HttpRequest) -> HttpResponse:
    hidden = _("not published")
    entries = [
        Entry(
            f"{one.index}: {one.kind if one.public else hidden}",
            f"record/#{one.index}",
            one.created,
            one.subject if one.public else "",
        )
        for one in newest_leaves()[:NEWEST]
    ]
    return _feed(request, _("Public record"), "record/", entries)


def _holders(
    request: HttpRequest, forum: Forum, rows: Iterable[Organisation | Person], kind: str
) -> HttpResponse:
    entries = [Entry(one.name, f"{forum.slug}/{kind}/{one.slug}/", one.created) for one in rows]
    return _feed(request, in_language(forum.names)[0], f"{forum.slug}/", entries)


def _of_version(
    request: HttpRequest,
    number: int,
    version: int,
    rows: Callable[[Any], Any],
    entry: Callable[[Any, str, dt.datetime], Entry],
) -> HttpResponse:
    """A feed of what belongs to a public version."""
    found = public_version(request, number, version)
    base = f"{scope_of(request).path}/papers/{number}/v{version}/"
    at = found.published or BEGINNING
    entries = [entry(one, base, at) for one in rows(found)[:NEWEST]]
    return _feed(request, f"{found.paper.title} (v{found.k})", base, entries)
