"""What readers see of a paper's life: what changed, the comments and their answers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.core.published import published
from conspectus.people.gates import public
from conspectus.synthesis.contents import pages_of
from conspectus.synthesis.forms.life import OUTCOMES
from conspectus.synthesis.queries.life import (
    BEGINNING,
    KINDS,
    ROWS,
    logged_changes,
    place_of,
    public_comments,
)
from conspectus.synthesis.views.papers import open_now, public_version

LAST = 10**9
"""No list has so many pages; SQLite takes no greater numbers than some billions of times that."""


@public
@published
def changes(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, page: int = 1
) -> HttpResponse:
    """What changed since the public version before, and why; word by word."""
    del forum, cycle
    found, others = public_version(request, number, version)
    previous = next((one for one in others if one.pk == found.previous_id), None)
    shown = 0 < page <= LAST
    rows, is_more = logged_changes(found, previous, page) if shown else ([], False)
    if previous is None or (page != 1 and not rows):
        raise Http404
    counts = found.front.get("changes", {})
    context = {
        "version": found,
        "previous": previous,
        "rows": rows,
        "counts": [(KINDS[kind], counts[kind]) for kind in KINDS if counts.get(kind)],
        "place": page,
        "is_more": is_more,
    }
    return render(request, "synthesis/life/changes.html", context)


@public
@published
def comments(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, page: int = 1
) -> HttpResponse:
    """The comments on a version, each with what became of it."""
    del forum, cycle
    found, _others = public_version(request, number, version)
    first = (page - 1) * ROWS
    shown = 0 < page <= LAST
    rows = list(public_comments(found)[first : first + ROWS + 1]) if shown else []
    if page != 1 and not rows:
        raise Http404
    context = {
        "version": found,
        "comments": rows[:ROWS],
        "beginning": BEGINNING,
        "outcomes": OUTCOMES,
        "is_open": open_now(request, found),
        "place": page,
        "is_more": len(rows) > ROWS,
    }
    return render(request, "synthesis/life/comments.html", context)


@public
@published
def comment(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, comment: int
) -> HttpResponse:
    """One comment at its permanent address, with the answer."""
    del forum, cycle
    found, _others = public_version(request, number, version)
    row = public_comments(found).filter(number=comment).first()
    if row is None:
        raise Http404
    context = {
        "version": found,
        "comment": row,
        "page": place_of(pages_of(found.contents), row.paragraph),
        "outcomes": OUTCOMES,
    }
    return render(request, "synthesis/life/comment.html", context)


@public
@published
def sent(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """What comes next for whoever has sent a comment."""
    del forum, cycle
    found, _others = public_version(request, number, version)
    return render(request, "synthesis/life/sent.html", {"version": found})
