"""A forum or cycle by the words of its address."""

from __future__ import annotations

from django.http import Http404

from conspectus.forums.models import Cycle, Forum
from conspectus.people.lookalike import looks_like


def forum_at(forum: str) -> Forum:
    """The forum of an address; one query.

    Raises:
        Http404: there is none.
    """
    found = Forum.objects.select_related("scope").filter(slug=forum).first()
    if found is None:
        raise Http404(forum)
    return found


def forums_like(slug: str) -> list[str]:
    """The addresses of other forums that one could take for this one; one query."""
    others = Forum.objects.exclude(slug=slug).order_by("slug").values_list("slug", flat=True)
    return [other for other in others if looks_like(slug, other)]


def cycle_at(forum: str, cycle: str) -> Cycle:
    """The cycle of an address with its forum; one query.

    Raises:
        Http404: there is none.
    """
    found = (
        Cycle.objects.select_related("scope", "forum__scope")
        .filter(forum__slug=forum, slug=cycle)
        .first()
    )
    if found is None:
        raise Http404(f"{forum}/{cycle}")
    return found
