"""A translation for its readers: whose it is, its text, where the original is, its file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.core.clock import request_stamp
from conspectus.core.published import holds_until, published, scope_at, scope_of
from conspectus.core.tables import csv_pieces
from conspectus.people.gates import public
from conspectus.synthesis.contents import PaperPage, pages_of
from conspectus.synthesis.models import Translation
from conspectus.synthesis.queries.translating import (
    document_of,
    public_translation,
    texts_of,
    translated_page,
)
from conspectus.synthesis.services.translating import translation_json
from conspectus.synthesis.views.citing import RECORDED_WITHIN


@public
@published
def translation(
    request: HttpRequest,
    *,
    forum: str,
    cycle: str,
    number: int,
    version: int,
    tongue: str,
    edition: int,
) -> HttpResponse:
    """Who translated what, how much of it, and the contents."""
    del forum, cycle
    found = _public(request, number, version, tongue, edition)
    pages = pages_of(found.version.contents)
    context = {
        **_known(found),
        "shown": translated_page(found, None),
        "pages": list(enumerate(pages, start=1)),
        "counts": {"left": found.left, "stale": found.stale, "total": found.total},  # type: ignore[attr-defined]
        "leaf": found.leaf.index if found.leaf else None,
    }
    if context["leaf"] is None:
        holds_until(request, request_stamp(request) + RECORDED_WITHIN)
    return render(request, "synthesis/translating/translation.html", context)


@public
@published
def part(
    request: HttpRequest,
    *,
    forum: str,
    cycle: str,
    number: int,
    version: int,
    tongue: str,
    edition: int,
    page: int,
) -> HttpResponse:
    """One page of the text; the same paragraphs as in the original."""
    del forum, cycle
    found = _public(request, number, version, tongue, edition)
    pages = pages_of(found.version.contents)
    if not 1 <= page <= len(pages):
        raise Http404
    own: PaperPage = pages[page - 1]
    context = {
        **_known(found),
        "shown": translated_page(found, own),
        "page": own,
        "place": page,
        "count": len(pages),
    }
    return render(request, "synthesis/translating/part.html", context)


@public
def file(
    request: HttpRequest,
    *,
    forum: str,
    cycle: str,
    number: int,
    version: int,
    tongue: str,
    edition: int,
    kind: str,
) -> HttpResponse:
    """The translation as open data: the JSON whose SHA-256 is recorded, or a table."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    found = _public(request, number, version, tongue, edition)
    if kind == "json":
        answer = HttpResponse(translation_json(found), content_type="application/json")
    elif kind == "csv":
        answer = HttpResponse(_table(found), content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    name = f"{forum}-{cycle}-{number}-v{version}-{tongue}-{edition}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _table(found: Translation) -> str:
    columns = ("paragraph", "sentence", "original", "text", "stale")
    return "".join(csv_pieces(columns, document_of(found, texts_of(found))["texts"]))


def _public(
    request: HttpRequest, number: int, version: int, tongue: str, edition: int
) -> Translation:
    found = public_translation(scope_of(request), number, version, tongue, edition)
    if found is None:
        raise Http404
    return found


def _known(found: Translation) -> dict[str, object]:
    return {"translation": found, "version": found.version, "code": found.language}
