"""What changed between two published versions of a contribution."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.contributions.differences import changes
from conspectus.contributions.models import Version
from conspectus.contributions.queries.pages import GONE
from conspectus.contributions.queries.versions import paragraphs_by_version, version_pair
from conspectus.core.published import published
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public


@public
@published
def version_changes(
    request: HttpRequest, number: int, version: int, **_address: str
) -> HttpResponse:
    """From the version before it to this one, paragraph by paragraph, word by word."""
    before, after = version_pair(cycle_here(request), number=number, k=version)
    if after.contribution.state in GONE:
        raise Http404("gone")
    texts = paragraphs_by_version([before, after])
    context = {
        "before": before,
        "after": after,
        "number": number,
        "changes": changes(texts[before.pk], texts[after.pk]),
        "about": _about(before, after),
    }
    return render(request, "contributions/changes.html", context)


def _about(before: Version, after: Version) -> list[tuple[str, str, str]]:
    """Of title, signature and summary those that changed: (name, before, after)."""
    named = (
        ("title", before.title, after.title),
        ("signed", before.signed, after.signed),
        ("summary", before.summary, after.summary),
    )
    hidden = {"signed"} if "without name" in {before.publish, after.publish} else set()
    return [row for row in named if row[1] != row[2] and row[0] not in hidden]
