"""Minutes as anybody reads them, and what is to be done after meetings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.consultations.minutes_pages import pages
from conspectus.consultations.models import Meeting, MinutesVersion
from conspectus.consultations.queries import minutes as queries
from conspectus.consultations.queries.reading import meeting_at
from conspectus.consultations.rules import PAGE
from conspectus.consultations.words import POINTS
from conspectus.core.published import published, scope_of
from conspectus.core.tables import csv_file
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public
from conspectus.record.canonical import canonical_json


@public
@published
def minutes(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """The newest version, at the permanent address of a meeting's minutes."""
    found = meeting_at(scope_of(request), meeting)
    return _page(request, found, found.minutes_version, 1)


@public
@published
def version(
    request: HttpRequest, meeting: str, version: int, page: int = 1, **_address: str
) -> HttpResponse:
    """A version, newest or not; a long one in pages that stay as they are."""
    return _page(request, meeting_at(scope_of(request), meeting), version, page)


def _page(request: HttpRequest, meeting: Meeting, number: int, page: int) -> HttpResponse:
    one = queries.minutes_of(meeting, number)
    parts = pages(one.content.get("items", []))
    if not 1 <= page <= len(parts):
        raise Http404
    context = {
        "meeting": meeting,
        "version": one,
        "parts": parts[page - 1],
        "place": page,
        "is_more": page < len(parts),
        "points": POINTS,
    }
    status = 410 if one.erased else 200
    return render(request, "consultations/minutes.html", context, status=status)


@public
@published
def versions(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """All versions of the minutes, and what changed in each."""
    found = meeting_at(scope_of(request), meeting)
    rows = queries.versions_of(found)
    if not rows:
        raise Http404
    context = {"meeting": found, "versions": rows}
    return render(request, "consultations/minutes_versions.html", context)


@public
@published
def export(
    request: HttpRequest, meeting: str, version: str, kind: str, **_address: str
) -> HttpResponse:
    """JSON: the very bytes whose fingerprint the record holds; CSV: decisions and action points."""
    found = meeting_at(scope_of(request), meeting)
    one = queries.minutes_of(found, int(version))
    if one.erased:
        raise Http404
    name = f"{found.slug}-minutes-v{one.number}"
    if kind == "csv":
        return csv_file(_COLUMNS, _rows(one), name=name)
    answer = HttpResponse(canonical_json(one.content), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


_COLUMNS = ("item", "number", "kind", "text", "owner", "person", "organisation", "due", "done")


def _rows(version: MinutesVersion) -> Iterator[dict[str, Any]]:
    for item in version.content["items"]:
        for point in item["points"]:
            yield {**point, "item": item["item"]}


@public
@published
def actions(request: HttpRequest, page: int = 1, **_address: str) -> HttpResponse:
    """Action points of the meetings of a cycle: what is open, then what was done."""
    rows, is_more = queries.action_points_on(cycle_here(request), page, PAGE)
    context = {"actions": rows, "place": page, "is_more": is_more}
    return render(request, "consultations/minutes_actions.html", context)
