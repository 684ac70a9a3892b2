"""The page of a view: its holders, its passages in context, and all that can be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import language_name
from conspectus.core.published import scope_of
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.synthesis import map_words
from conspectus.synthesis.forms.map import TickedForm, TogetherForm, WordingForm
from conspectus.synthesis.models import Correction, MappedPassage, MappedTheme, MappedView
from conspectus.synthesis.queries import workbench
from conspectus.synthesis.services.correcting import Given
from conspectus.synthesis.services.deciding import (
    SINGLE,
    decide,
    keys_of_views,
    left_of_holders,
    merged,
    moved,
    not_held,
    of_each,
    opposed,
    split,
    stance_of_each,
    standing,
    strays,
    worded,
)
from conspectus.synthesis.views.map_posting import (
    SHAPERS,
    account_of,
    base_of,
    decided,
    page_number,
    seen_with,
)

_FORM_OF = {
    "wording": "wording",
    "wording_kept": "wording",
    "same": "together",
    "oppose": "together",
}
"""Which form a button belongs to; all others are of the ticked passages."""
MOST_HOLDERS = 60
MOST_CORRECTIONS = 10


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page; the one whose button was pressed is bound."""

    ticked: TickedForm
    wording: WordingForm
    together: TogetherForm

    def of(self, do: str) -> TickedForm | WordingForm | TogetherForm:
        """The form that a button belongs to."""
        form: TickedForm | WordingForm | TogetherForm
        form = getattr(self, _FORM_OF.get(do, "ticked"))
        return form


@only_for(*SHAPERS)
@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, forum: str, cycle: str, number: int, view: str) -> HttpResponse:
    """A view with who holds it and in which words; each correction of it by a form."""
    del forum, cycle
    found = workbench.view_of(scope_of(request), number, view)
    if found is None:
        raise Http404
    themes = workbench.named_themes_of(found.version)
    words = " ".join(request.GET.get("q", "").split())[:100]
    near = workbench.near_views(found, words)
    do = request.POST.get("do", "")
    forms = _forms(request, found, themes, near)
    left = _still_held(request, found, do)
    is_complete = request.method == "POST" and forms.of(do).is_valid()
    strayed = _strayed(request, found, do) if is_complete else []
    if is_complete and not (left or strayed):
        form = forms.of(do)
        try:
            return decided(
                request, found.version.paper, lambda: _recorded(request, found, do, form)
            )
        except SiteError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    context = _context(request, found)
    names = {one.theme: one.name for one in themes}
    shown = {
        "forms": forms,
        "theme_name": names.get(found.theme, found.theme),
        "words": words,
        "left": left,
        "strayed": strayed,
    }
    return render(request, "synthesis/map/view.html", {**context, **shown, "near": near})


def _still_held(request: HttpRequest, found: MappedView, do: str) -> list[MappedPassage]:
    """What of the same holders would stay where the ticked passages alone are taken out."""
    if request.method != "POST" or do != "not_held":
        return []
    return left_of_holders(found, request.POST.getlist("passages"))


def _strayed(request: HttpRequest, found: MappedView, do: str) -> list[str]:
    """What a new wording says that its holders do not; it can be kept with the warning."""
    text = " ".join(request.POST.get("text", "").split())[:2000]
    if do != "wording" or not text:
        return []
    every = keys_of_views(found.version, [found.view]).get(found.view, [])
    (keys,) = standing(found.version, [every])
    return strays(found, keys, text)


def _forms(
    request: HttpRequest, found: MappedView, themes: list[MappedTheme], near: list[MappedView]
) -> Forms:
    bound = _FORM_OF.get(request.POST.get("do", ""), "ticked") if request.method == "POST" else ""

    def data(name: str) -> Any:  # noqa: ANN401 - what a form takes
        return request.POST if name == bound else None

    return Forms(
        ticked=TickedForm(data("ticked"), themes=themes),
        wording=WordingForm(data("wording"), view=found),
        together=TogetherForm(data("together"), near=near),
    )


def _context(request: HttpRequest, found: MappedView) -> dict[str, object]:
    place = page_number(request)
    path = scope_of(request).path
    rows = workbench.passages_of(found, place)
    shown = [workbench.in_context(one, path) for one in rows[: workbench.PASSAGES]]
    said = workbench.corrections_on(found.version.paper, [one.row.key for one in shown])
    return {
        "paper": found.version.paper,
        "mapped": found,
        "passages": shown,
        "why": _why(found, [one.row for one in shown]),
        "holders": found.holders[:MOST_HOLDERS],
        "place": place,
        "more": len(rows) > workbench.PASSAGES,
        "corrections": said[:MOST_CORRECTIONS],
        "further": max(0, len(said) - MOST_CORRECTIONS),
        "ticked": request.POST.getlist("passages"),
        "seen": seen_with(found),
        "zone": ZoneInfo(cycle_here(request).forum.time_zone),
        "languages": {code: language_name(code) for code in {one.row.language for one in shown}},
        "marks": map_words.MARKS,
        "degrees": map_words.DEGREES,
        "kinds": map_words.CORRECTIONS,
        "states": map_words.STATES,
        "stances": map_words.STANCES,
        "capacities": map_words.CAPACITIES,
    }


def _why(found: MappedView, rows: list[workbench.PassageRow]) -> dict[str, dict[str, object]]:
    """Passage id → what put it here: score, words, and the name beside which it stands."""
    names = {row.passage: row.name for row in rows}
    return {
        passage: {"score": score, "words": words, "beside": beside and names.get(beside, "…")}
        for passage, beside, score, words in workbench.put_here_by(found, names)
    }


def _recorded(
    request: HttpRequest,
    found: MappedView,
    do: str,
    form: TickedForm | WordingForm | TogetherForm,
) -> list[Correction]:
    paper, by = found.version.paper, account_of(request)
    base = base_of(request, seen_with(found))
    given = form.cleaned_data
    why = given["why"]
    if do in {"same", "oppose"}:
        both = keys_of_views(found.version, [found.view, given["other"]])
        groups = standing(found.version, both.values())
        together = merged(groups, why=why) if do == "same" else opposed(groups, why=why)
        return decide(paper, together, by=by, base=base)
    every = keys_of_views(found.version, [found.view]).get(found.view, [])
    ticked = [key for key in every if key in request.POST.getlist("passages")]
    if do in SINGLE and ticked:
        return decide(paper, of_each(do, ticked, why=why), by=by, base=base)
    (keys,) = standing(found.version, [every])
    if do in {"wording", "wording_kept"}:
        return decide(paper, worded(keys, given["text"], why=why), by=by, base=base)
    if do == "theme" and not ticked:
        return decide(paper, moved(keys, given["theme"], why=why), by=by, base=base)
    if not ticked:
        raise SiteError(_("Nothing was chosen; tick a box first."))
    if do == "not_held_all":
        ticked += [one.key for one in left_of_holders(found, ticked)]
    if do in {"split", "theme"}:
        theme = given["theme"] if do == "theme" else ""
        if do == "theme" and not theme:
            raise SiteError(_("Choose a theme."), field="theme")
        return split(paper, ticked, keys, by=by, base=base, theme=theme, why=why)
    return decide(paper, _of_ticked(do, ticked, keys, given), by=by, base=base)


def _of_ticked(do: str, ticked: list[str], keys: list[str], given: dict[str, Any]) -> list[Given]:
    if do == "stance":
        return stance_of_each(ticked, given["stance"], keys, why=given["why"])
    if do in {"not_held", "not_held_all", "not_held_ticked"}:
        return not_held(ticked, keys, why=given["why"])
    raise SiteError(_("Choose one of the corrections."))
