"""What is published changes: the pages of a scope are to be rendered anew."""

from __future__ import annotations

from django.db.models import F

from conspectus.core.models import Scope


def mark_changed(scope: Scope) -> None:
    """Ends the life of the scope's rendered pages, and of those of the scopes above it.

    Called by every service that changes what an anonymous reader sees, inside its transaction:
    pages are stored under the generation that was current when they were read from the database.
    """
    paths = [""]
    for name in scope.path.split("/") if scope.path else ():
        paths.append(f"{paths[-1]}/{name}".lstrip("/"))
    Scope.objects.filter(path__in=paths).update(generation=F("generation") + 1)
