"""Forums, cycles, phases and documents as pages ask for them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from conspectus.core.published import scope_of
from conspectus.forums.models import Cycle, CycleDocument, Forum, Phase
from conspectus.forums.rules import Standing, standing


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


def phases_of(cycle: Cycle, action: str, subject: str) -> QuerySet[Phase]:
    """The phases that open an action on a subject, or on the whole cycle."""
    return Phase.objects.filter(Q(subject=subject) | Q(subject=""), cycle=cycle, action=action)


def phase_for(cycle: Cycle, action: str, subject: str, at: dt.datetime) -> Standing:
    """The one gate: whether an action on a subject ("calls/first") is open, late or closed.

    ``at``: the stamp of the request (`core.clock.request_stamp`), never the time of the check.
    """
    return standing(phases_of(cycle, action, subject), at)


def published_documents(cycle: Cycle) -> QuerySet[CycleDocument]:
    """Agenda, announcements and notes that readers see, newest first."""
    return CycleDocument.objects.filter(cycle=cycle, published__isnull=False)
