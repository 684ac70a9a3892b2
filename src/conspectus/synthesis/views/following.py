"""What became of the views of an earlier paper: for readers, as open data, on the workbench."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.published import published, scope_at, scope_of
from conspectus.core.tables import csv_pieces
from conspectus.people.gates import only_for, public
from conspectus.people.rules import Role
from conspectus.synthesis.forms.following import FollowingForm
from conspectus.synthesis.models import Paper, PaperVersion, ViewChange
from conspectus.synthesis.queries.following import (
    KINDS,
    ROWS,
    changed_views,
    choices_of,
    may_be_followed,
    newest_compared,
)
from conspectus.synthesis.queries.papers import versions_in
from conspectus.synthesis.services.following import follow

COLUMNS: Final = (
    *("kind", "theme", "wording", "language", "sentence", "paragraph", "n"),
    *("was_wording", "was_language", "was_sentence", "was_paragraph", "was_n"),
    *("joined", "left", "absent"),
)
"""Of the files: fields of `ViewChange`."""


@public
@published
def since(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """The views that are new, stated by nobody here, stronger, weaker; both sentences of each."""
    del forum, cycle
    found = _public(request, number, version)
    context = {"version": found, **_shown(request, found)}
    return render(request, "synthesis/following/since.html", context)


@public
def since_file(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int, kind: str
) -> StreamingHttpResponse:
    """The same, all of it, as CSV or JSON."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    found = _public(request, number, version)
    made = {"csv": _csv, "json": _json}.get(kind)
    if made is None:
        raise Http404
    types = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
    answer = StreamingHttpResponse(made(found), content_type=types[kind])
    name = f"{forum}-{cycle}-{number}-v{version}-since.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@only_for(Role.SECRETARIAT, Role.RAPPORTEUR)
@require_http_methods(["GET", "POST"])
def at_work(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """Which earlier paper is followed, and what the newest draft says of its views."""
    paper = get_object_or_404(
        Paper.objects.select_related("cycle__scope"),
        cycle__scope__path=f"{forum}/{cycle}",
        number=number,
    )
    form = FollowingForm(
        request.POST or None, earlier=choices_of(may_be_followed(paper)), now=paper.follows_id
    )
    if request.method == "POST" and saved(form, lambda: _follow(paper, form)):
        messages.success(request, _("Saved. The choice counts from the next draft on."))
        return redirect("work-following", forum=forum, cycle=cycle, number=number)
    found = newest_compared(paper)
    shown = _shown(request, found) if found else {}
    context = {"paper": paper, "form": form, "version": found, **shown}
    return render(request, "synthesis/following/at_work.html", context)


def _follow(paper: Paper, form: FollowingForm) -> Paper:
    key = form.chosen()
    earlier = may_be_followed(paper).filter(pk=key).first() if key else None
    if key and earlier is None:
        raise SiteError(str(form.fields["follows"].label), field="follows")
    return follow(paper, earlier=earlier)


def _public(request: HttpRequest, number: int, version: int) -> PaperVersion:
    rows = versions_in(scope_of(request)).filter(
        paper__number=number, k=version, published__isnull=False
    )
    found = rows.first()
    if found is None or "follows" not in found.front:
        raise Http404
    return found


def _shown(request: HttpRequest, version: PaperVersion) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    given = request.GET.get("page", "1")
    place = max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    changed = changed_views(version, kind, place)
    return {
        "follows": version.front["follows"],
        "rows": changed.rows,
        "total": changed.total,
        "kind": kind,
        "kinds": KINDS,
        "place": place,
        "pages": max(1, -(-changed.total // ROWS)),
    }


def _values(row: ViewChange) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


def _csv(version: PaperVersion) -> Iterator[str]:
    rows = version.view_changes.order_by("order").iterator(2_000)
    return csv_pieces(COLUMNS, map(_cells, rows))


def _cells(row: ViewChange) -> dict[str, Any]:
    values = _values(row)
    return {**values, **{name: "; ".join(values[name]) for name in ("joined", "left", "absent")}}


def _json(version: PaperVersion) -> Iterator[str]:
    """The earlier paper, the counts, and the lines."""
    head = json.dumps({"follows": version.front["follows"]}, ensure_ascii=False)
    yield f'{head[:-1]}, "views": ['
    for place, row in enumerate(version.view_changes.order_by("order").iterator(2_000)):
        degrees = {"degree": row.degree, "was_degree": row.was_degree}
        line = json.dumps({**_values(row), **degrees}, ensure_ascii=False)
        yield f"{', ' if place else ''}{line}"
    yield "]}\n"
