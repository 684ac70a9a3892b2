"""The map of a paper for the rapporteur: overview, themes, views, what the engine doubts."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of
from conspectus.core.published import scope_of
from conspectus.core.quantities import quantity
from conspectus.people.gates import only_for
from conspectus.synthesis import map_words
from conspectus.synthesis.forms.map import TickedForm
from conspectus.synthesis.models import Correction, MappedTheme, MappedView, PaperVersion, Question
from conspectus.synthesis.queries import workbench
from conspectus.synthesis.queries.corrigenda import corrigenda_of
from conspectus.synthesis.queries.questions import in_words
from conspectus.synthesis.services.deciding import (
    answer,
    decide,
    keys_of_views,
    merged,
    moved,
    opposed,
    standing,
)
from conspectus.synthesis.services.papers import ask_for_version
from conspectus.synthesis.views.map_posting import (
    SHAPERS,
    account_of,
    base_of,
    decided,
    page_number,
    seen_with,
)

MOST_SILENT = 30
"""Contributors named among those of whom nothing is printed; the list of passages has all."""


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """The themes with their counts, what waits, and the button that makes the next draft."""
    drafts = workbench.drafts_of(scope_of(request), number)
    if not drafts:
        raise Http404
    newest = drafts[0]
    error = ""
    if request.method == "POST":
        try:
            made = ask_for_version(newest.paper, by=account_of(request))
        except SiteError as refused:
            error = str(refused)
        else:
            return redirect("paper-progress", forum=forum, cycle=cycle, key=made.pk)
    ready = next((one for one in drafts if one.state == PaperVersion.State.READY), None)
    themes = workbench.themes_of(ready) if ready else []
    doubts = workbench.doubts_of(ready) if ready else None
    context = {
        "paper": newest.paper,
        "newest": newest,
        "ready": ready,
        "themes": themes,
        "doubts": doubts,
        "left": quantity(doubts.left) if doubts else "",
        "since": workbench.corrections_since(ready) if ready else None,
        "kinds": map_words.QUESTIONS,
        "corrigenda": corrigenda_of(workbench.with_front(ready)) if ready else None,
        "error": error,
    }
    return render(request, "synthesis/map/overview.html", context, status=409 if error else 200)


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest, forum: str, cycle: str, number: int, theme: str) -> HttpResponse:
    """A theme's views from the widest to the single ones, or what is not reflected of it."""
    del forum, cycle
    found = workbench.theme_of(scope_of(request), number, theme)
    if found is None:
        raise Http404
    themes = workbench.named_themes_of(found.version)
    form = TickedForm(request.POST or None, themes=themes)
    if request.method == "POST" and form.is_valid():
        try:
            return decided(request, found.version.paper, lambda: _on_views(request, found, form))
        except SiteError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return render(request, "synthesis/map/theme.html", _of_theme(request, found, themes, form))


def _of_theme(
    request: HttpRequest, found: MappedTheme, themes: list[MappedTheme], form: TickedForm
) -> dict[str, object]:
    show = request.GET.get("show", "")
    words = " ".join(request.GET.get("q", "").split())[:100]
    place = page_number(request)
    silent = show == "unreflected"
    passages = workbench.unprinted_in(found, place) if silent else []
    mark = show if show in MappedView.MARKS else ""
    views = [] if silent else workbench.views_in(found, mark, words, place)
    path = scope_of(request).path
    shown = [workbench.in_context(one, path) for one in passages[: workbench.VIEWS]]
    return {
        "paper": found.version.paper,
        "theme": found,
        "themes": themes,
        "views": views[: workbench.VIEWS],
        "holders": [
            (name, list(rows)) for name, rows in groupby(shown, key=lambda one: one.row.name)
        ],
        "silent": found.unreflected[:MOST_SILENT],
        "show": show if silent or mark else "",
        "words": words,
        "place": place,
        "more": max(len(views), len(passages)) > workbench.VIEWS,
        "marks": {key: str(words) for key, words in map_words.MARKS.items()},
        "degrees": {key: str(words) for key, words in map_words.DEGREES.items()},
        "form": form,
        "ticked": request.POST.getlist("views"),
    }


def _on_views(request: HttpRequest, found: MappedTheme, form: TickedForm) -> list[Correction]:
    """Ticked views are merged, opposed or moved; a view that was dropped on another joins it."""
    do, why = request.POST.get("do", ""), form.cleaned_data["why"]
    chosen = list(dict.fromkeys(request.POST.getlist("views")))[:50]
    if do == "same" and request.POST.get("other"):
        chosen.append(request.POST["other"])
    views = keys_of_views(found.version, chosen).values()
    groups = standing(found.version, views)
    if not groups:
        raise SiteError(_("Nothing was chosen; tick a box first."))
    if do == "same":
        given = merged(groups, why=why)
    elif do == "oppose":
        given = opposed(groups, why=why)
    elif do == "theme":
        theme = form.cleaned_data["theme"]
        given = [one for keys in groups for one in moved(keys, theme, why=why)]
    else:
        raise SiteError(_("Choose one of the corrections."))
    base = base_of(request, seen_with(found))
    return decide(found.version.paper, given, by=account_of(request), base=base)


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """What the engine doubts, the most valuable first; a key or a button answers."""
    del forum, cycle
    drafts = workbench.drafts_of(scope_of(request), number)
    if not drafts:
        raise Http404
    ready = next((one for one in drafts if one.state == PaperVersion.State.READY), None)
    paper = drafts[0].paper
    if request.method == "POST" and ready is not None:
        try:
            return decided(request, paper, lambda: _answered(request, ready))
        except SiteError as refused:
            messages.error(request, str(refused))
            return redirect(request.get_full_path())
    kind = request.GET.get("kind", "")
    questions = workbench.waiting_questions(ready, kind) if ready else []
    first = {one.pk: one.passages[:2] for one in questions}
    keys = {key for some in first.values() for key in some}
    rows = workbench.passages_by_key(ready, keys) if ready else {}
    path = scope_of(request).path
    doubts = workbench.doubts_of(ready) if ready else None
    asked = [
        (
            one,
            in_words(one.text),
            [workbench.in_context(rows[key], path) for key in first[one.pk] if key in rows],
        )
        for one in questions
    ]
    context = {
        "paper": paper,
        "ready": ready,
        "asked": asked,
        "doubts": doubts,
        "left": quantity(doubts.left) if doubts else "",
        "kind": kind,
        "kinds": map_words.QUESTIONS,
        "seen": seen_with(drafts[0]),
        "said": _,
    }
    return render(request, "synthesis/map/queue.html", context)


def _answered(request: HttpRequest, ready: PaperVersion) -> list[Correction]:
    """ "12:0": question 12, its first option; "12:aside": it is set aside."""
    key, _colon, place = request.POST.get("answer", "").partition(":")
    question = get_object_or_404(Question, version=ready, pk=next(iter(keys_of([key])), 0))
    if place == "aside":
        answer(question, None, by=account_of(request), base=0)
        return []
    option = keys_of([place])
    if not option:
        raise SiteError(_("This answer is not one of those offered; choose another."))
    made = answer(question, option[0], by=account_of(request), base=base_of(request, 0))
    return [made] if made else []
