"""The page of the names of a view's holders: under which others they stand in the contributions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.synthesis.forms.map import AliasForm
from conspectus.synthesis.queries import workbench
from conspectus.synthesis.services.correcting import Given
from conspectus.synthesis.services.deciding import decide
from conspectus.synthesis.views.map_posting import (
    SHAPERS,
    account_of,
    base_of,
    decided,
    seen_with,
)


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, forum: str, cycle: str, number: int, view: str) -> HttpResponse:
    """Another name of a holder, as a correction: what was said under it counts as said by it."""
    del forum, cycle
    found = workbench.view_of(scope_of(request), number, view)
    if found is None:
        raise Http404
    paper = found.version.paper
    form = AliasForm(request.POST if request.method == "POST" else None, view=found)
    if form.is_valid():
        by, base = account_of(request), base_of(request, seen_with(found))
        try:
            return decided(request, paper, lambda: decide(paper, [_alias(form)], by=by, base=base))
        except SiteError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    shown = {"paper": paper, "mapped": found, "form": form, "seen": seen_with(found)}
    return render(request, "synthesis/map/names.html", shown)


def _alias(form: AliasForm) -> Given:
    given = form.cleaned_data
    if not given["holder"] or not given["names"]:
        raise SiteError(_("Write at least one other name."), field="names")
    return Given(
        kind="alias", holder=given["holder"], names=tuple(given["names"]), why=given["why"]
    )
