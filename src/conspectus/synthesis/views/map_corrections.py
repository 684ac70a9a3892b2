"""The corrections of a paper: the list, taking one back, the file that goes out and comes in."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of
from conspectus.core.published import scope_of
from conspectus.core.quantities import quantity
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.synthesis import map_words
from conspectus.synthesis.forms.map import FileForm
from conspectus.synthesis.models import Correction, Paper, PaperVersion
from conspectus.synthesis.queries import workbench
from conspectus.synthesis.services.deciding import take_back
from conspectus.synthesis.services.exchanging import looked_into, taken_in, written_out
from conspectus.synthesis.views.map_posting import SHAPERS, account_of, page_number

MOST_SHOWN = 50
"""Entries of a file that are shown before it is taken in."""


def _newest(request: HttpRequest, number: int) -> PaperVersion:
    """The newest draft that is ready, else the newest one.

    Raises:
        Http404: there is no such paper.
    """
    drafts = workbench.drafts_of(scope_of(request), number)
    if not drafts:
        raise Http404
    return next((one for one in drafts if one.state == PaperVersion.State.READY), drafts[0])


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def corrections(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """All that was decided: who, when, why and what became of it; each can be taken back."""
    del forum, cycle
    newest = _newest(request, number)
    if request.method == "POST":
        chosen = keys_of([request.POST.get("undo", "")])
        row = get_object_or_404(Correction, paper=newest.paper_id, number=next(iter(chosen), 0))
        take_back(row, by=account_of(request))
        messages.success(request, _("Taken back; it stays in the list."))
        return redirect(request.get_full_path())
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    state = state if state in map_words.STATES else ""
    kind = kind if kind in map_words.CORRECTIONS else ""
    place = page_number(request)
    found = workbench.listed_corrections(newest, state=state, kind=kind, place=place)
    rows = found[: workbench.CORRECTIONS]
    about = {row.number: _about(row) for row in rows}
    context = {
        "paper": newest.paper,
        "rows": rows,
        "about": about,
        "passages": workbench.passages_by_key(newest, about.values()),
        "state": state,
        "kind": kind,
        "place": place,
        "more": len(found) > workbench.CORRECTIONS,
        "kinds": {key: str(words) for key, words in map_words.CORRECTIONS.items()},
        "states": {key: str(words) for key, words in map_words.STATES.items()},
        "zone": ZoneInfo(cycle_here(request).forum.time_zone),
        "form": FileForm(),
    }
    return render(request, "synthesis/map/corrections.html", context)


def _about(row: Correction) -> str:
    """The key of the passage that a correction is shown by."""
    return next(iter([*row.passages, *filter(None, (row.view_of, row.of))]), "")


@only_for(*SHAPERS)
@require_safe
def corrections_file(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """corrections.toml with all that holds."""
    paper = get_object_or_404(Paper, cycle__scope=scope_of(request), number=number)
    answer = HttpResponse(written_out(paper), content_type="application/toml; charset=utf-8")
    name = f"{forum}-{cycle}-{number}-corrections.toml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """Shows what a file holds; with "take", records it."""
    paper = get_object_or_404(Paper, cycle__scope=scope_of(request), number=number)
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"paper": paper, "form": form, "kinds": map_words.CORRECTIONS}
    if request.method == "POST" and form.is_valid():
        try:
            content = _content(form)
            if request.POST.get("do") == "take":
                made = taken_in(paper, content, by=account_of(request))
                said = ngettext(
                    "%(count)s correction taken in.", "%(count)s corrections taken in.", len(made)
                )
                messages.success(request, said % {"count": quantity(len(made))})
                return redirect("work-corrections", forum=forum, cycle=cycle, number=number)
            held = looked_into(paper, content)
        except SiteError as refused:
            form.add_error("file", str(refused))
        else:
            context |= {"held": held, "shown": held.given[:MOST_SHOWN]}
            context["text"] = content.decode()
    return render(request, "synthesis/map/upload.html", context)


def _content(form: FileForm) -> bytes:
    """The bytes that were sent, or the text that the page carried along."""
    file = form.cleaned_data["file"]
    content: bytes = file.read() if file is not None else str(form.data.get("text", "")).encode()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise SiteError(_("This is no text; choose a file corrections.toml.")) from error
    if not content.strip():
        raise SiteError(_("Choose a file corrections.toml that holds something."))
    return content
