"""Pages that are the same for every anonymous reader: rendered once a generation, then a file.

A view that wears ``@published`` reads the scope of its address (``forum``, ``cycle``) before
anything else. What it renders is at least as new as that row, so the page may be served for as
long as the scope's generation is not higher (docs/decisions/0020). The server's front
(`conspectus.site.front`) stores it; without that front the view is a view like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.db.models import TextField
from django.http import Http404, HttpRequest, HttpResponseBase

from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared

PUBLISHED = "conspectus.published"
"""Key of the WSGI environment under which a view says what its page was rendered from."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class RenderedFrom:
    """The scope of a page (its primary key) and the generation read before the page was.

    ``until``: microseconds since 1970 after which the page is not true any more, 0: for ever.
    """

    scope: int
    generation: int
    until: int = 0


_read_with: list[str] = []


def read_with(*relations: str) -> None:
    """Apps above name what a scope is read with ("cycle__forum"): one query instead of two."""
    _read_with.extend(one for one in relations if one not in _read_with)


_scopes = Prepared(
    lambda: Scope.objects.select_related(*_read_with).filter(path=Given(0, TextField()))
)


def scope_at(forum: str = "", cycle: str = "") -> Scope:
    """The scope that an address names, with its forum and cycle; one query.

    Raises:
        Http404: there is none.
    """
    path = "/".join(name for name in (forum, cycle) if name)
    found = _scopes.first(path)
    if found is None and path:
        raise Http404(path)
    # The installation itself is there also before `init` has written its row.
    return found or Scope(path="")


def published(view: View) -> View:
    """The page is public, the same for everybody, and changes only with its scope's generation.

    The view finds the scope as ``request.scope``; ``request.scope.cycle`` and ``.forum`` are
    read with it. Such a view looks at no cookie and no account, and builds
    absolute addresses from the setting PUBLIC_ADDRESS, never from the request's host.
    """

    @wraps(view)
    def storable(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - the address's parts
        scope = scope_at(kwargs.get("forum", ""), kwargs.get("cycle", ""))
        request.scope = scope  # type: ignore[attr-defined]
        request.is_published = True  # type: ignore[attr-defined]
        if scope.pk is not None:
            request.META[PUBLISHED] = RenderedFrom(scope.pk, scope.generation)
        return view(request, *args, **kwargs)

    storable.published = True  # type: ignore[attr-defined]
    return storable


def holds_until(request: HttpRequest, moment: dt.datetime | None) -> None:
    """A published page says something that time changes ("open until …"): it is not served after.

    The earliest of several moments counts; ``None`` changes nothing.
    """
    source = request.META.get(PUBLISHED)
    if moment is None or not isinstance(source, RenderedFrom):
        return
    end = round(moment.timestamp() * 1_000_000)
    if not source.until or end < source.until:
        request.META[PUBLISHED] = replace(source, until=end)


def scope_of(request: HttpRequest) -> Scope:
    """The scope that `published` or a gate has read for this request."""
    return request.scope  # type: ignore[attr-defined,no-any-return]
