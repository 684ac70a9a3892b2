"""A forum or cycle by the words of its address."""

from __future__ import annotations

from django.http import Http404

from conspectus.forums.models import Cycle, Forum


def forum_at(forum: str) -> Forum:
    """The forum of an address; one query.

    Raises:
        Http404: there is none.
    """
    found = Forum.objects.select_related("scope").filter(slug=forum).first()
    if found is None:
        raise Http404(forum)
    return found


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
