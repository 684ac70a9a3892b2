"""Pages that anybody reads: forum, cycle, themes, documents, mandate, glossary, calendar."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from conspectus.core.clock import request_stamp
from conspectus.core.panels import panels_of
from conspectus.core.published import holds_until, published, scope_of
from conspectus.forums.models import Phase, Theme
from conspectus.forums.queries.calendar import dates_of, phases_by_standing
from conspectus.forums.queries.pages import cycle_here, forum_here, published_documents
from conspectus.forums.queries.phases import next_turn
from conspectus.people.gates import public


@public
@published
def forum_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """The forum: what it is, its cycles, and what apps above add."""
    forum = forum_here(request)
    cycles = list(forum.cycles.all())
    return _page(request, "forum", cycles=cycles, panels=panels_of("forum", scope_of(request)))


@public
@published
def cycle_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """The cycle: what is open now and next, and what apps above add."""
    cycle, now = cycle_here(request), request_stamp(request)
    phases = list(Phase.objects.filter(cycle=cycle))
    holds_until(request, next_turn(phases, now))
    return _page(
        request,
        "cycle",
        phases=phases_by_standing(phases, now),
        panels=panels_of("cycle", scope_of(request)),
    )


@public
@published
def themes_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """The themes by kind, with the authority for each and its paragraphs of the mandate."""
    themes = (
        Theme.objects.filter(cycle=cycle_here(request))
        .select_related("carried_from__cycle")
        .prefetch_related("mandate")
    )
    return _page(request, "themes", themes=list(themes))


@public
@published
def documents_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """Agenda, announcements and notes, newest first."""
    return _page(request, "documents", documents=published_documents(cycle_here(request)))


@public
@published
def document_page(request: HttpRequest, *, document: str, **_address: str) -> HttpResponse:
    """One dated document."""
    found = get_object_or_404(published_documents(cycle_here(request)), slug=document)
    return _page(request, "document", document=found)


@public
@published
def mandate_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """The numbered tasks that the forum was given."""
    return _page(request, "mandate", paragraphs=forum_here(request).mandate.all())


@public
@published
def glossary_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """The forum's words, the page's language first."""
    entries = list(forum_here(request).glossary.all())
    by_language: dict[str, list[Any]] = {}
    own = str(getattr(request, "LANGUAGE_CODE", "en"))
    for entry in sorted(entries, key=lambda one: (one.language != own, one.language)):
        by_language.setdefault(entry.language, []).append(entry)
    return _page(request, "glossary", by_language=by_language)


@public
@published
def calendar_page(request: HttpRequest, **_address: str) -> HttpResponse:
    """All dates of the cycle in order."""
    cycle, now = cycle_here(request), request_stamp(request)
    dates = dates_of(cycle)
    holds_until(request, min((one.at for one in dates if one.at > now), default=None))
    return _page(request, "calendar", dates=dates, now=now)


def _page(request: HttpRequest, name: str, **context: object) -> HttpResponse:
    """A page of the cycle of the address, or of its forum where it names no cycle."""
    scope = scope_of(request)
    cycle = cycle_here(request) if "/" in scope.path else None
    forum = cycle.forum if cycle else forum_here(request)
    return render(request, f"forums/{name}.html", {"forum": forum, "cycle": cycle, **context})
