"""Search over what is published, everywhere, in a forum, in a cycle."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from conspectus.core.published import scope_of
from conspectus.core.search import Found, search
from conspectus.site.api import shapes
from conspectus.site.api.cursors import Page, counted_page, next_number
from conspectus.site.api.forums import Items
from conspectus.site.api.shapes import address_of

router = Router(tags=["search"])
in_forum = Router(tags=["search"])
in_cycle = Router(tags=["search"])


class Sought(Schema):
    """What is looked for."""

    q: str = Field(min_length=1, max_length=200, description="Words.")
    written_in: Literal["", "ar", "en", "es", "fr", "ru", "zh"] = Field(
        "", description="Language of the texts."
    )


@router.get(
    "/search",
    response=shapes.FoundPage,
    url_name="api-search",
    summary=gettext_noop("Search everywhere"),
)
def search_everywhere(request: HttpRequest, sought: Query[Sought], page: Query[Page]) -> Items:
    return _found(request, sought, page)


@in_forum.get(
    "/search",
    response=shapes.FoundPage,
    url_name="api-search-forum",
    summary=gettext_noop("Search in a forum"),
)
def search_in_forum(request: HttpRequest, sought: Query[Sought], page: Query[Page]) -> Items:
    return _found(request, sought, page)


@in_cycle.get(
    "/search",
    response=shapes.FoundPage,
    url_name="api-search-cycle",
    summary=gettext_noop("Search in a cycle"),
)
def search_in_cycle(request: HttpRequest, sought: Query[Sought], page: Query[Page]) -> Items:
    return _found(request, sought, page)


def _found(request: HttpRequest, sought: Sought, page: Page) -> Items:
    scope = scope_of(request)
    number = counted_page(page)
    words = " ".join(sought.q.replace("\0", " ").split())
    results = search(
        scope if scope.path else None,
        words,
        language=sought.written_in,
        page=number,
        size=page.limit,
    )
    more = number * page.limit < results.hits and results.found
    return {
        "items": [_shape(one) for one in results.found],
        "next": next_number(request, number + 1) if more else None,
        "hits": results.hits,
        "every": results.every,
    }


def _shape(one: Found) -> Items:
    return {
        "kind": one.kind,
        "title": one.title,
        "holder": one.holder,
        "language": one.language,
        "excerpt": "".join(words for words, _is_hit in one.excerpt),
        "address": address_of(one.address.lstrip("/")),
    }
