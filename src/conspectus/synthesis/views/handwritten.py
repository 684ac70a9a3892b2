"""A paper that people wrote: sent, seen as it was split, completed, drafted."""

from __future__ import annotations

from typing import Any, Final, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.core.published import scope_of
from conspectus.core.quantities import quantity
from conspectus.forums.models import Cycle
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis.forms.handwritten import CiteForm, ImportForm, SettleForm
from conspectus.synthesis.models import ImportedPaper, ImportedSentence, PaperVersion
from conspectus.synthesis.queries.handwritten import (
    A_PAGE,
    SHOWN,
    counts_of,
    imported_in,
    imported_of,
    nearest,
    shown_sentences,
)
from conspectus.synthesis.services.handwritten import (
    cite,
    confirm,
    drop,
    import_paper,
    known_holder,
    settle,
)
from conspectus.synthesis.services.papers import ask_for_version

WRITERS: Final = (Role.SECRETARIAT, Role.RAPPORTEUR)
MOST: Final = 50
GRADES: Final = {
    "found": gettext_lazy("its words are there"),
    "likely": gettext_lazy("likely its words"),
    "not found": gettext_lazy("no evidence found"),
    "no contribution": gettext_lazy("no contribution of it is published"),
    "nobody named": gettext_lazy("nobody named"),
    "chosen": gettext_lazy("chosen by a person"),
}
WHERE: Final = {
    "sentence": gettext_lazy("in the sentence"),
    "sentence before": gettext_lazy("named by the sentence before"),
    "footnote": gettext_lazy("in a footnote"),
    "group": gettext_lazy("a group, nobody named"),
    "proposed": gettext_lazy("proposed: its words are nearest"),
}
DECISIONS: Final = {
    "": gettext_lazy("to be decided"),
    "view": gettext_lazy("a view"),
    "own": gettext_lazy("rapporteur's own"),
    "out": gettext_lazy("left out"),
}
_WORDS: Final = {"grades": GRADES, "where": WHERE, "decisions": DECISIONS}


@only_for(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, *, forum: str, cycle: str) -> HttpResponse:
    """Sends a paper; those that were sent."""
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    made: list[ImportedPaper] = []

    def take_in() -> None:
        found = get_object_or_404(Cycle, scope__path=f"{forum}/{cycle}")
        given = form.cleaned_data
        made.append(import_paper(found, given["file"], title=given["title"], by=_by(request)))

    if sent and saved(form, take_in):
        number = made[0].paper.number
        return redirect("work-import", forum=forum, cycle=cycle, number=number)
    context = {"form": form, "papers": imported_in(scope_of(request))[:MOST]}
    return render(request, "synthesis/handwritten/papers.html", context)


@only_for(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sentences(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """The sentences with whom they name and whose words were found; confirms, drafts."""
    imported = _imported(request, number)
    if request.method == "POST":
        made = _confirmed_or_drafted(request, imported)
        if made is not None:
            return redirect("paper-progress", forum=forum, cycle=cycle, key=made.pk)
        return redirect(request.get_full_path())
    counted = counts_of(imported)
    asked = request.GET.get("show", "")
    shown = asked if asked in SHOWN else "waiting" if counted["waiting"] else "all"
    page = Paginator(shown_sentences(imported, shown), A_PAGE).get_page(request.GET.get("page"))
    context = {**_WORDS, "imported": imported, "counts": counted, "shown": shown, "page": page}
    return render(request, "synthesis/handwritten/sentences.html", context)


def _confirmed_or_drafted(request: HttpRequest, imported: ImportedPaper) -> PaperVersion | None:
    try:
        if request.POST.get("do") == "draft":
            return ask_for_version(imported.paper, by=_by(request))
        count = confirm(imported, keys_of(request.POST.getlist("right")), by=_by(request))
        said = ngettext("%(count)s recorded.", "%(count)s recorded.", count)
        messages.success(request, said % {"count": quantity(count)})
    except SiteError as refused:
        messages.error(request, str(refused))
    return None


@only_for(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sentence(
    request: HttpRequest, *, forum: str, cycle: str, number: int, place: int
) -> HttpResponse:
    """One sentence: its words, whose view it is and where that stands, or whose own it is."""
    imported = _imported(request, number)
    row = imported.sentences.filter(order=place).first()
    if row is None:
        raise Http404
    row.imported = imported
    do = request.POST.get("do", "")
    settling = SettleForm(
        request.POST if do in ImportedSentence.Decision.values and do else None,
        initial={"text": row.text, "note": row.note},
    )
    citing = CiteForm(request.POST if do == "cite" else None, initial=_first(request))
    error = ""
    if request.method == "POST":
        try:
            done = _answered(request, row, settling, citing)
        except SiteError as refused:
            error, done = str(refused), False
        if done:
            return redirect(
                "work-import-sentence", forum=forum, cycle=cycle, number=number, place=place
            )
    context = {
        **_WORDS,
        "imported": imported,
        "row": row,
        "settling": settling,
        "citing": citing,
        "error": error,
        "near": _near(request, imported, row),
        "count": imported.sentences.count(),
    }
    status = 409 if error else 200
    return render(request, "synthesis/handwritten/sentence.html", context, status=status)


def _answered(
    request: HttpRequest, row: ImportedSentence, settling: SettleForm, citing: CiteForm
) -> bool:
    """Does what was asked for; whether it is done. What cannot be said at a field is raised."""
    by, do = _by(request), request.POST.get("do", "")
    seen = (keys_of([request.POST.get("seen", "")]) or [0])[0]
    if do == "drop":
        drop(row, (keys_of([request.POST.get("at", "")]) or [-1])[0], by=by, seen=seen)
        return True
    if do == "cite":
        return saved(citing, lambda: cite(row, **citing.cleaned_data, by=by, seen=seen))
    if settling.is_bound:
        return saved(settling, lambda: settle(row, do, **settling.cleaned_data, by=by, seen=seen))
    raise SiteError(_("Choose one of the answers."))


def _first(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:6000] for name in ("holder", "number", "words")}


def _near(request: HttpRequest, imported: ImportedPaper, row: ImportedSentence) -> list[Any]:
    """Paragraphs of the holder that is asked for, or of the first that is named."""
    asked = request.GET.get("holder", "") or next(
        (one["holder"] for one in (*row.cited, *row.found) if one["holder"]), ""
    )
    try:
        known = known_holder(imported, asked)
    except SiteError:
        return []
    found = nearest(imported, [one["number"] for one in known["sources"]], row.text)
    return [(known["name"], one) for one in found]


def _imported(request: HttpRequest, number: int) -> ImportedPaper:
    found = imported_of(scope_of(request), number)
    if found is None:
        raise Http404
    return found


def _by(request: HttpRequest) -> Account:
    return cast("Account", request.user)
