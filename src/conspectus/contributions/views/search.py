"""Search over contributions and what else is published."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from conspectus.core.published import published, scope_of
from conspectus.core.remembered import Remembered
from conspectus.core.search import PAGE, Results, search
from conspectus.people.gates import public

_results: Remembered[Results] = Remembered(most=100)


@public
@published
def search_page(request: HttpRequest, forum: str = "", cycle: str = "") -> HttpResponse:
    """Everywhere, in a forum, or in a cycle; ranked, each excerpt leads to its paragraph."""
    del forum, cycle
    scope = scope_of(request)
    asked = " ".join(request.GET.get("q", "").split())[:200]
    language = request.GET.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else ""
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
    results = None
    if asked:
        # At the same generation the same is found: what was worked out a moment ago holds.
        key = (scope.pk, scope.generation, asked, language, page)
        where = scope if scope.path else None
        results = _results.get(key) or _results.put(
            key, search(where, asked, language=language, page=max(page, 1))
        )
    return render(
        request,
        "contributions/search.html",
        {
            "asked": asked,
            "asked_language": language,
            "results": results,
            "page": max(page, 1),
            "pages": max(1, -(-results.hits // PAGE)) if results else 1,
            "query": urlencode({"q": asked, **({"language": language} if language else {})}),
            "action": f"/{get_language()}/{scope.path}{'/' if scope.path else ''}search/",
            "languages": settings.LANGUAGES,
        },
    )
