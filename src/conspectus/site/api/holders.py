"""Organisations and persons that have signed something public in a forum."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from conspectus.contributions.models import Contribution, Party, RegisterEntry
from conspectus.forums.models import Forum
from conspectus.forums.queries.pages import forum_here
from conspectus.people.models import Organisation, Person
from conspectus.site.api import shapes
from conspectus.site.api.cursors import Page, page_of, part_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.paper_shapes import ReflectedIn
from conspectus.site.api.register import listed_entries, named_area, named_group
from conspectus.site.api.shapes import Listed, address_of
from conspectus.synthesis.models import PaperHolder
from conspectus.synthesis.queries.reader import reflected

in_forum = Router(tags=["contributors"])


@in_forum.get(
    "/organisations",
    response=Listed[shapes.HolderLine],
    url_name="api-organisations",
    summary=gettext_noop("The organisations that have signed something public"),
)
def organisations(request: HttpRequest, page: Query[Page]) -> Items:
    here = forum_here(request)
    rows = Organisation.objects.filter(Exists(signed_in_forum(here, organisation=OuterRef("pk"))))
    return listed(
        page_of(request, rows.select_related("group", "country"), page, by=["slug"]),
        lambda one: _line(one, here),
    )


@in_forum.get(
    "/persons",
    response=Listed[shapes.HolderLine],
    url_name="api-persons",
    summary=gettext_noop("The persons who have signed something public"),
)
def persons(request: HttpRequest, page: Query[Page]) -> Items:
    here = forum_here(request)
    rows = Person.objects.filter(Exists(signed_in_forum(here, person=OuterRef("pk"))))
    return listed(
        page_of(request, rows.select_related("group", "country"), page, by=["slug"]),
        lambda one: _line(one, here),
    )


@in_forum.get(
    "/organisations/{slug:slug}",
    response=shapes.HolderLine,
    url_name="api-organisation",
    summary=gettext_noop("One organisation; also by an address that it had before"),
)
def organisation(request: HttpRequest, slug: str) -> Items:
    here = forum_here(request)
    return _line(_organisation(here, slug), here)


@in_forum.get(
    "/persons/{slug:slug}",
    response=shapes.HolderLine,
    url_name="api-person",
    summary=gettext_noop("One person"),
)
def person(request: HttpRequest, slug: str) -> Items:
    here = forum_here(request)
    return _line(_person(here, slug), here)


@in_forum.get(
    "/organisations/{slug:slug}/contributions",
    response=Listed[shapes.EntryShape],
    url_name="api-organisation-contributions",
    summary=gettext_noop("What an organisation has contributed"),
)
def organisation_contributions(request: HttpRequest, slug: str, page: Query[Page]) -> Items:
    signed = signed_in_forum(forum_here(request), organisation__slug=slug)
    return _entries(request, signed, page)


@in_forum.get(
    "/persons/{slug:slug}/contributions",
    response=Listed[shapes.EntryShape],
    url_name="api-person-contributions",
    summary=gettext_noop("What a person has contributed"),
)
def person_contributions(request: HttpRequest, slug: str, page: Query[Page]) -> Items:
    return _entries(request, signed_in_forum(forum_here(request), person__slug=slug), page)


@in_forum.get(
    "/organisations/{slug:slug}/papers",
    response=Listed[ReflectedIn],
    url_name="api-organisation-papers",
    summary=gettext_noop("The papers that reflect an organisation"),
)
def organisation_papers(request: HttpRequest, slug: str, page: Query[Page]) -> Items:
    signed = signed_in_forum(forum_here(request), organisation__slug=slug)
    return _papers(request, signed, page)


@in_forum.get(
    "/persons/{slug:slug}/papers",
    response=Listed[ReflectedIn],
    url_name="api-person-papers",
    summary=gettext_noop("The papers that reflect a person"),
)
def person_papers(request: HttpRequest, slug: str, page: Query[Page]) -> Items:
    return _papers(request, signed_in_forum(forum_here(request), person__slug=slug), page)


def signed_in_forum(forum: Forum, **by: object) -> QuerySet[Party]:
    """Signatures under what the register of the forum shows with its names."""
    shown = RegisterEntry.objects.filter(
        contribution__current=OuterRef("version"), unnamed="", cycle__forum=forum
    )
    return Party.objects.filter(Exists(shown), **by).exclude(part=Party.Part.SUBMITS)


def _organisation(forum: Forum, slug: str) -> Organisation:
    rows = Organisation.objects.filter(Q(slug=slug) | Q(former_addresses__slug=slug))
    rows = rows.filter(Exists(signed_in_forum(forum, organisation=OuterRef("pk"))))
    found = rows.select_related("group", "country").first()
    if found is None:
        raise Http404
    return found


def _person(forum: Forum, slug: str) -> Person:
    rows = Person.objects.filter(Exists(signed_in_forum(forum, person=OuterRef("pk"))), slug=slug)
    found = rows.select_related("group", "country").first()
    if found is None:
        raise Http404
    return found


def _entries(request: HttpRequest, signed: QuerySet[Party], page: Page) -> Items:
    rows = RegisterEntry.objects.filter(contribution__current__in=signed.values("version"))
    rows = rows.select_related("cycle__scope")
    return listed_entries(
        request, rows, page, by=["pk"], path=lambda one: str(one.cycle.scope.path)
    )


def _papers(request: HttpRequest, signed: QuerySet[Party], page: Page) -> Items:
    known = Contribution.objects.filter(current__in=signed.values("version"))
    return listed(part_of(request, reflected(known), page), _reflected)


def _reflected(one: PaperHolder) -> Items:
    paper = one.version.paper
    base = f"{paper.cycle.scope.path}/papers/{paper.number}/v{one.version.k}/"
    return {
        "paper": paper.number,
        "cycle": paper.cycle.scope.path,
        "version": one.version.k,
        "title": one.version.front["title"],
        "holder": one.holder,
        "name": one.name,
        "cited": one.cited,
        "unprinted": one.unprinted_count,
        "address": address_of(f"{base}holders/{one.holder}/"),
    }


def _line(one: Organisation | Person, forum: Forum) -> Items:
    is_organisation = isinstance(one, Organisation)
    kind = "organisations" if is_organisation else "people"
    return {
        "slug": one.slug,
        "name": one.name,
        "kind": one.kind if isinstance(one, Organisation) else "person",
        "group": named_group(one.group),
        "country": named_area(one.country),
        "website": one.website if isinstance(one, Organisation) else "",
        "address": address_of(f"{forum.slug}/{kind}/{one.slug}/"),
    }
