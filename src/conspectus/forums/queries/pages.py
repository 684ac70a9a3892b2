"""The forum or cycle of an address, and what its public pages show."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from conspectus.core.published import scope_of
from conspectus.forums.models import Cycle, CycleDocument, Forum


def forum_here(request: HttpRequest) -> Forum:
    """The forum of the address, as the gate or `published` has read it; no query of its own.

    Raises:
        Http404: the address names none.
    """
    scope = scope_of(request)
    found = getattr(scope, "forum", None)
    if not isinstance(found, Forum):
        raise Http404(scope.path)
    return found


def cycle_here(request: HttpRequest) -> Cycle:
    """The cycle of the address, with its forum; no query of its own.

    Raises:
        Http404: the address names none.
    """
    scope = scope_of(request)
    found = getattr(scope, "cycle", None)
    if not isinstance(found, Cycle):
        raise Http404(scope.path)
    return found


def published_documents(cycle: Cycle) -> QuerySet[CycleDocument]:
    """Agenda, announcements and notes that readers see, newest first."""
    return CycleDocument.objects.filter(cycle=cycle, published__isnull=False)
