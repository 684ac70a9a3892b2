"""A version as its readers take it apart: only some of its sentences, and its positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import OuterRef
from django.db.models.expressions import Combinable
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conspectus.core.published import published, scope_at, scope_of
from conspectus.core.tables import csv_pieces
from conspectus.people.gates import public
from conspectus.synthesis.contents import page_with, pages_of
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.queries.reader import (
    PAGE,
    SENTENCES,
    SORTS,
    ReaderFilter,
    counted,
    public_version,
)

STANCES: Mapping[str, str | Promise] = {
    "for": _("for"),
    "against": _("against"),
    "conditional": _("on conditions"),
    "mentions": _("mentions it"),
}
"""What pages call the stances of docs/evidence-format.md."""

COLUMNS = (
    *("theme", "view", "wording", "language", "holder", "name", "group", "region", "stance"),
    *("across_languages", "opposed", "paragraph", "sentence", "reason"),
)
"""Of the table that is taken away: fields of `PositionRow`."""


@public
@published
def some_sentences(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """The sentences that give views of some holders or on some theme; says what is left out."""
    del forum, cycle
    asked = replace(ReaderFilter.read(request.GET), stance="", q="", holder="", sort="")
    # The places of a theme's sections stand with the version, so it is read first, uncounted.
    found = version_with_tables(request, number, version)
    place = page_number(request)
    shown = asked.shown_sentences(found, _places(found, asked.theme), place)
    pages = pages_of(found.contents)
    total = shown[0].total if shown else 0
    context = {
        **_known(found),
        "asked": asked,
        "rows": [(row, page_with(pages, row.section, row.paragraph)) for row in shown],
        "total": total,
        "place": place,
        "pages": max(1, -(-total // SENTENCES)),
    }
    return render(request, "synthesis/reader/sentences.html", context)


def _places(version: PaperVersion, theme: str) -> list[int] | None:
    themes = version.front["reader"]["themes"]
    return next((places for key, _name, places in themes if key == theme), []) if theme else None


@public
@published
def positions(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """View × holder × stance, fifty a page, filtered and sorted."""
    del forum, cycle
    asked = ReaderFilter.read(request.GET)
    # How many there are in all stands with the version.
    also = {} if asked.is_empty else {"total": counted(asked.positions(OuterRef("pk")))}
    found = version_with_tables(request, number, version, **also)
    place = page_number(request)
    rows = asked.sorted_positions(found.pk)
    total: int = getattr(found, "total", found.front["reader"]["positions"])
    context = {
        **_known(found),
        "asked": asked,
        "rows": list(rows[(place - 1) * PAGE : place * PAGE]),
        "total": total,
        "place": place,
        "pages": max(1, -(-total // PAGE)),
        "columns": [(name, *_order(asked, name)) for name in SORTS],
        "stances": STANCES,
    }
    return render(request, "synthesis/reader/positions.html", context)


def _order(asked: ReaderFilter, column: str) -> tuple[str, str]:
    """(value of aria-sort or "", what a press on the heading asks for)."""
    now = asked.sort or "theme"
    if now == column:
        return "ascending", f"-{column}"
    return ("descending" if now == f"-{column}" else ""), column


@public
def positions_table(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> StreamingHttpResponse:
    """The positions that a filter shows, on all its pages, as CSV."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    found = version_with_tables(request, number, version)
    asked = ReaderFilter.read(request.GET)
    answer = StreamingHttpResponse(_lines(found, asked), content_type="text/csv; charset=utf-8")
    kind = "positions" if asked.is_empty else "some-positions"
    name = f"{forum}-{cycle}-{number}-v{version}-{kind}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(version: PaperVersion, asked: ReaderFilter) -> Iterator[str]:
    rows = asked.sorted_positions(version.pk).values(*COLUMNS)
    return csv_pieces(COLUMNS, rows.iterator(chunk_size=500))


def _known(version: PaperVersion) -> dict[str, Any]:
    facts = version.front["reader"]
    return {
        "version": version,
        "facts": facts,
        "themes": {key: name for key, name, _places in facts["themes"]},
        "groups": [(one, one) for one in facts["groups"]],
        "regions": [(one, one) for one in facts["regions"]],
    }


def version_with_tables(
    request: HttpRequest, number: int, k: int, **also: Combinable
) -> PaperVersion:
    """A public version that has its readers' tables, with what ``also`` counts; one query.

    Raises:
        Http404: there is none.
    """
    found = public_version(scope_of(request), number, k, **also)
    if found is None or "reader" not in found.front:
        raise Http404
    return found


def page_number(request: HttpRequest) -> int:
    """The page of a list that the query string names; 1 where it names none."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
