"""Forums and their cycles: what their pages say."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from conspectus.contributions.models import Call
from conspectus.contributions.queries.calls import public_call
from conspectus.forums.models import Cycle, CycleDocument, Forum, Phase, Theme
from conspectus.forums.queries.calendar import CycleDate, dates_of, name_of
from conspectus.forums.queries.pages import cycle_here, forum_here, published_documents
from conspectus.people.models import StakeholderGroup
from conspectus.site.api import shapes
from conspectus.site.api.cursors import Page, page_of, part_of
from conspectus.site.api.shapes import Listed, address_of, text_of

router = Router(tags=["forums"])
in_forum = Router(tags=["forums"])
in_cycle = Router(tags=["forums"])

Items = dict[str, Any]


def listed(found: tuple[list[Any], str | None], shape: Any) -> Items:  # noqa: ANN401 - a function
    """A page as its shape wants it."""
    rows, following = found
    return {"items": [shape(row) for row in rows], "next": following}


@router.get(
    "/forums",
    response=Listed[shapes.ForumShape],
    url_name="api-forums",
    summary=gettext_noop("Forums"),
)
def forums(request: HttpRequest, page: Query[Page]) -> Items:
    return listed(page_of(request, Forum.objects.all(), page, by=["slug"]), forum_shape)


@in_forum.get(
    "",
    response=shapes.ForumShape,
    url_name="api-forum",
    summary=gettext_noop("One forum"),
)
def forum(request: HttpRequest) -> Items:
    return forum_shape(forum_here(request))


@in_forum.get(
    "/mandate",
    response=Listed[shapes.MandateShape],
    url_name="api-mandate",
    summary=gettext_noop("The tasks that a forum was given"),
)
def mandate(request: HttpRequest, page: Query[Page]) -> Items:
    rows = forum_here(request).mandate.all()
    return listed(
        page_of(request, rows, page, by=["order", "pk"]),
        lambda one: {
            "slug": one.slug,
            "instrument": one.instrument,
            "number": one.number,
            "text": text_of(one.texts),
        },
    )


@in_forum.get(
    "/glossary",
    response=Listed[shapes.TermShape],
    url_name="api-glossary",
    summary=gettext_noop("The words of a forum"),
)
def glossary(request: HttpRequest, page: Query[Page]) -> Items:
    rows = forum_here(request).glossary.all()
    return listed(page_of(request, rows, page, by=["term", "pk"]), lambda one: one)


@in_forum.get(
    "/groups",
    response=Listed[shapes.Named],
    url_name="api-groups",
    summary=gettext_noop("The stakeholder groups of a forum"),
)
def groups(request: HttpRequest, page: Query[Page]) -> Items:
    rows = StakeholderGroup.objects.filter(tree=forum_here(request).group_tree_id)
    return listed(
        page_of(request, rows, page, by=["order", "slug"]),
        lambda one: {"id": one.slug, "name": text_of(one.names)},
    )


@in_forum.get(
    "/cycles",
    response=Listed[shapes.CycleShape],
    url_name="api-cycles",
    summary=gettext_noop("The cycles of a forum"),
)
def cycles(request: HttpRequest, page: Query[Page]) -> Items:
    here = forum_here(request)
    rows = here.cycles.all()
    return listed(
        page_of(request, rows, page, by=["slug"]), lambda one: cycle_shape(one, here.slug)
    )


@in_cycle.get(
    "",
    response=shapes.CycleShape,
    url_name="api-cycle",
    summary=gettext_noop("One cycle"),
)
def cycle(request: HttpRequest) -> Items:
    here = cycle_here(request)
    return cycle_shape(here, here.forum.slug)


@in_cycle.get(
    "/themes",
    response=Listed[shapes.ThemeShape],
    url_name="api-themes",
    summary=gettext_noop("The themes of a cycle"),
)
def themes(request: HttpRequest, page: Query[Page]) -> Items:
    rows = (
        Theme.objects.filter(cycle=cycle_here(request))
        .select_related("carried_from__cycle__scope")
        .prefetch_related("mandate")
    )
    return listed(page_of(request, rows, page, by=["order", "pk"]), _theme)


@in_cycle.get(
    "/phases",
    response=Listed[shapes.PhaseShape],
    url_name="api-phases",
    summary=gettext_noop("What is open when in a cycle"),
)
def phases(request: HttpRequest, page: Query[Page]) -> Items:
    rows = Phase.objects.filter(cycle=cycle_here(request))
    return listed(page_of(request, rows, page, by=["pk"]), _phase)


@in_cycle.get(
    "/dates",
    response=Listed[shapes.DateShape],
    url_name="api-dates",
    summary=gettext_noop("The calendar of a cycle"),
)
def dates(request: HttpRequest, page: Query[Page]) -> Items:
    here = cycle_here(request)
    base = f"{here.scope.path}/"

    def shape(one: CycleDate) -> Items:
        return {
            "at": one.at,
            "whole_day": one.day,
            "name": text_of(one.label),
            "turn": str(one.turn),
            "address": address_of(base + one.path),
        }

    return listed(part_of(request, dates_of(here), page), shape)


@in_cycle.get(
    "/documents",
    response=Listed[shapes.DocumentShape],
    url_name="api-documents",
    summary=gettext_noop("Agenda, announcements and notes of a cycle"),
)
def documents(request: HttpRequest, page: Query[Page]) -> Items:
    here = cycle_here(request)
    rows = published_documents(here)
    return listed(
        page_of(request, rows, page, by=["pk"]), lambda one: _document(one, here.scope.path)
    )


@in_cycle.get(
    "/documents/{slug:document}",
    response=shapes.DocumentShape,
    url_name="api-document",
    summary=gettext_noop("One document of a cycle"),
)
def document(request: HttpRequest, document: str) -> Items:
    here = cycle_here(request)
    found = published_documents(here).filter(slug=document).first()
    if found is None:
        raise Http404
    return _document(found, here.scope.path)


@in_cycle.get(
    "/calls",
    response=Listed[shapes.CallShape],
    url_name="api-calls",
    summary=gettext_noop("The calls for contributions of a cycle"),
)
def calls(request: HttpRequest, page: Query[Page]) -> Items:
    here = cycle_here(request)
    rows = Call.objects.filter(cycle=here, published__isnull=False)
    return listed(
        page_of(request, rows, page, by=["slug"]), lambda one: call_shape(one, here.scope.path)
    )


@in_cycle.get(
    "/calls/{slug:call}",
    response=shapes.CallInFull,
    url_name="api-call",
    summary=gettext_noop("One call with its themes, questions and dates"),
)
def call(request: HttpRequest, call: str) -> Items:
    here = cycle_here(request)
    found = public_call(here, call)
    return {
        **call_shape(found.call, here.scope.path),
        "themes": [text_of(one) for one in found.themes],
        "questions": [text_of(one) for one in found.questions],
        "windows": found.phases,
    }


def forum_shape(one: Forum) -> Items:
    """A `ForumShape`."""
    return {
        "slug": one.slug,
        "name": text_of(one.names),
        "description": text_of(one.descriptions),
        "languages": one.languages,
        "time_zone": one.time_zone,
        "contact": one.contact,
        "address": address_of(f"{one.slug}/"),
    }


def cycle_shape(one: Cycle, forum: str) -> Items:
    """A `CycleShape`."""
    return {
        "slug": one.slug,
        "name": text_of(one.names),
        "host": one.host,
        "co_chairs": one.co_chairs,
        "place": one.place,
        "starts": one.starts,
        "ends": one.ends,
        "address": address_of(f"{forum}/{one.slug}/"),
    }


def call_shape(one: Call, path: str) -> Items:
    """A `CallShape`."""
    return {
        "slug": one.slug,
        "title": text_of(one.titles),
        "text": text_of(one.texts),
        "consent": text_of(one.consents),
        "languages": one.languages,
        "licence": one.licence,
        "publish_default": one.publish_default,
        "asks_stance": one.asks_stance,
        "published": one.published,
        "address": address_of(f"{path}/calls/{one.slug}/"),
    }


def _theme(one: Theme) -> Items:
    before = one.carried_from
    return {
        "slug": one.slug,
        "name": text_of(one.names),
        "description": text_of(one.descriptions),
        "kind": one.kind,
        "authority": one.authority,
        "carried_from": f"{before.cycle.scope.path}#{before.slug}" if before else "",
        "mandate": [paragraph.slug for paragraph in one.mandate.all()],
    }


def _phase(one: Phase) -> Items:
    return {
        "action": one.action,
        "subject": one.subject,
        "name": text_of({code: str(words) for code, words in name_of(one).items()}),
        "opens": one.opens,
        "closes": one.closes,
        "late_until": one.late_until,
    }


def _document(one: CycleDocument, path: str) -> Items:
    return {
        "slug": one.slug,
        "kind": one.kind,
        "title": text_of(one.titles),
        "text": text_of(one.texts),
        "date": one.date,
        "published": one.published,
        "address": address_of(f"{path}/documents/{one.slug}/"),
    }
