"""The page of a contribution: its published text with an address for every paragraph."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conspectus.contributions.models import Version
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.pages import (
    GONE,
    contribution_at,
    documents_of,
    files_called,
    part_of_paragraph,
    versions_at,
)
from conspectus.contributions.reflections import reflections_of
from conspectus.contributions.services.withdrawing import REFUSALS
from conspectus.core.downloads import file_to_keep
from conspectus.core.file_store import file_store
from conspectus.core.published import published, scope_at, scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public


@public
@published
def newest(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponseBase:
    """Leads to the newest published version; a withdrawn one answers 410."""
    found = contribution_at(scope_of(request), number)
    if found is None:
        raise Http404
    if found.state in GONE or found.state == State.REFUSED:
        return _tombstone(request, number, found.state, refusal=found.refusal)
    if found.current is None or found.current.published is None:
        raise Http404
    return redirect(
        "contribution-version", forum=forum, cycle=cycle, number=number, version=found.current.k
    )


@public
@published
def version(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, part: int = 1
) -> HttpResponse:
    """One page of a version's text, with everything that is known about it."""
    del forum, cycle
    versions = versions_at(scope_of(request), number)
    if versions and versions[0].contribution.state in GONE:
        return _tombstone(request, number, versions[0].contribution.state)
    shown = [one for one in versions if one.published is not None]
    found = next((one for one in shown if one.k == version), None)
    if found is None or not 1 <= part <= (getattr(found, "parts", None) or 1):
        raise Http404
    here = cycle_here(request)
    base = f"/{get_language()}/{here.scope.path}/contributions/{number}/"
    return render(
        request,
        "contributions/contribution.html",
        {
            "cycle": here,
            "base": base,
            "people": f"/{get_language()}/{here.forum.slug}/",
            "address": f"{settings.PUBLIC_ADDRESS}{base}v{found.k}/",
            "contribution": found.contribution,
            "entry": getattr(found.contribution, "entry", None),
            "version": found,
            "versions": shown,
            "is_named": found.publish == Publish.NAMED,
            "kind": _unnamed_kind(found),
            "part": part,
            "parts": getattr(found, "parts", None) or 1,
            "documents": documents_of(found, part),
        },
    )


def _unnamed_kind(found: Version) -> str:
    entry = getattr(found.contribution, "entry", None)
    return entry.unnamed if entry else ""


def _tombstone(request: HttpRequest, number: int, state: str, *, refusal: str = "") -> HttpResponse:
    reason = _(REFUSALS[refusal]) if refusal else ""
    return render(
        request,
        "contributions/gone.html",
        {"cycle": cycle_here(request), "number": number, "state": state, "reason": reason},
        status=410,
    )


@public
@published
def paragraph(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, paragraph: int
) -> HttpResponseBase:
    """Leads to the page that holds the paragraph."""
    part = part_of_paragraph(scope_of(request), number, version, paragraph)
    found = contribution_at(scope_of(request), number)
    if found is not None and found.state in GONE:
        return _tombstone(request, number, found.state)
    if part is None:
        raise Http404
    base = f"/{get_language()}/{forum}/{cycle}/contributions/{number}/v{version}/"
    return redirect(f"{base}{f'part/{part}/' if part > 1 else ''}#p{paragraph}")


@public
def file(request: HttpRequest, forum: str, cycle: str, number: int, name: str) -> HttpResponseBase:
    """The file that was sent, to be kept and never shown by the browser."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined] # as `published` does
    document = files_called(scope_of(request), number, name).first()
    if document is None:
        raise Http404
    if document.version.contribution.state in GONE:
        return _tombstone(request, number, document.version.contribution.state)
    is_open = document.version.publish == Publish.NAMED and not document.file_closed
    content = file_store().open(document.file) if is_open and document.file else None
    if content is None:
        raise Http404
    return file_to_keep(content, media_type=document.media_type, name=document.file_name)


@public
@published
def reflected(request: HttpRequest, *, number: int, **_address: str) -> HttpResponse:
    """The sentences of public papers that cite this contribution."""
    found = contribution_at(scope_of(request), number)
    if found is None or found.current is None or found.state in GONE:
        raise Http404
    if found.current.published is None:  # counted only: not even its title is public
        raise Http404
    return render(
        request,
        "contributions/reflected.html",
        {
            "cycle": cycle_here(request),
            "number": number,
            "title": found.current.title,
            "title_language": found.current.language,
            "reflections": reflections_of(found.pk),
        },
    )
