"""The public pages of organisations and persons: what each has contributed in a forum."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from conspectus.contributions.models import Party, RegisterEntry
from conspectus.contributions.queries.register import PAGE
from conspectus.core.panels import links_of
from conspectus.core.published import published
from conspectus.forums.queries.pages import forum_here
from conspectus.people.gates import public
from conspectus.people.models import Organisation, Person
from conspectus.people.queries.lookalikes import said_of_name


@public
@published
def organisation(request: HttpRequest, *, slug: str, **_address: str) -> HttpResponseBase:
    """An organisation that has signed something public in this forum."""
    rows = Organisation.objects.select_related("group", "country", "parent", "looks_like")
    found = rows.filter(slug=slug).first()
    if found is None:
        moved = Organisation.objects.filter(former_addresses__slug=slug).first()
        if moved is not None:
            return redirect("organisation", forum=_address["forum"], slug=moved.slug)
    return _page(request, found, Party.objects.filter(organisation__slug=slug))


@public
@published
def person(request: HttpRequest, *, slug: str, **_address: str) -> HttpResponse:
    """A person who has signed something public in this forum."""
    who = Person.objects.select_related("group", "country", "looks_like").filter(slug=slug)
    return _page(request, who.first(), Party.objects.filter(person__slug=slug))


def _page(
    request: HttpRequest, who: Organisation | Person | None, parties: QuerySet[Party]
) -> HttpResponse:
    forum = forum_here(request)
    signed = parties.filter(version=OuterRef("contribution__current")).exclude(
        part=Party.Part.SUBMITS
    )
    entries = list(
        RegisterEntry.objects.filter(Exists(signed), cycle__forum=forum, unnamed="")
        .select_related("cycle__forum")
        .order_by("-received", "-number")
    )
    if who is None or not entries:
        raise Http404
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "contributions/holder.html",
        {
            "forum": forum,
            "who": who,
            "said": said_of_name(who),
            "is_organisation": isinstance(who, Organisation),
            "entries": page.object_list,
            "page": page,
            "query": "",
            "links": links_of("holder"),
        },
    )
