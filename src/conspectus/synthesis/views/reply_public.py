"""What holders answered on a public version, and what became of it: for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.core.published import published, scope_of
from conspectus.people.gates import public
from conspectus.synthesis.forms.reply import LABELS, OUTCOMES
from conspectus.synthesis.models import Reply
from conspectus.synthesis.queries.papers import versions_in
from conspectus.synthesis.queries.reply import ROWS, public_replies
from conspectus.synthesis.services.printed_replies import why_not_printed


@public
@published
def replies(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, page: int
) -> HttpResponse:
    """A page of the answers that bind, with the rapporteur's."""
    del forum, cycle
    found = (
        versions_in(scope_of(request))
        .filter(paper__number=number, k=version, published__isnull=False)
        .first()
    )
    if found is None or page < 1 or page > 100_000:
        raise Http404
    rows = public_replies(found, page)
    if not rows and page > 1:
        raise Http404
    context = {
        "version": found,
        "replies": rows[:ROWS],
        "place": page,
        "more": len(rows) > ROWS,
        "labels": LABELS,
        "outcomes": OUTCOMES,
        "why_not": why_not_printed(rows[:ROWS]),
        "nameless": Reply.Kind.WITHOUT_NAME,
    }
    return render(request, "synthesis/reply/public.html", context)
