"""The secretariat's pages about a cycle: itself, its phases, its documents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.panels import links_of, panels_of
from conspectus.forums.forms.manage_cycle import (
    ACTIONS,
    DOCUMENT_KINDS,
    CycleForm,
    DocumentForm,
    NewCycleForm,
    PhaseForm,
)
from conspectus.forums.models import Cycle, CycleDocument, Phase
from conspectus.forums.queries.lookup import cycle_at, forum_at
from conspectus.forums.services.cycles import create_cycle, edit_cycle
from conspectus.forums.services.documents import add_document, edit_document, publish_document
from conspectus.forums.services.phases import add_phase, edit_phase
from conspectus.people.gates import only_for
from conspectus.people.rules import Role
from conspectus.people.views.trail import trail_of

FORM = "people/manage/form.html"
PLACE = "manage-cycle"
"""Where apps above register their panels (calls) and links (the desk) on a cycle's page."""


@only_for(Role.SECRETARIAT)
def new_cycle(request: HttpRequest, forum: str) -> HttpResponse:
    """Opens a cycle, with themes of the last one where that was decided."""
    found = forum_at(forum)
    form = NewCycleForm(request.POST or None, forum=found)
    if request.method == "POST" and saved(
        form,
        lambda: create_cycle(
            found,
            slug=form.cleaned_data["slug"],
            facts=form.facts(),
            carry=form.carried(),
            authority=form.cleaned_data.get("authority", ""),
        ),
    ):
        messages.success(request, _("The cycle is open. Next: its themes, then a call."))
        return redirect("manage-cycle", forum=forum, cycle=form.cleaned_data["slug"])
    context = {
        "trail": trail_of(forum),
        "title": _("Open a cycle"),
        "form": form,
        "button": _("Open the cycle"),
    }
    return render(request, FORM, context)


@only_for(Role.SECRETARIAT)
def cycle(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """What there is of a cycle, and what comes next."""
    found = cycle_at(forum, cycle)
    panels = list(panels_of(PLACE, found.scope))
    context = {
        "trail": trail_of(forum),
        "cycle": found,
        "themes": found.themes.all(),
        "phases": found.phases.all(),
        "documents": found.documents.all(),
        "panels": panels,
        "subjects": {f"{one.kind}/{one.key}": one.label for _panel, rows in panels for one in rows},
        "links": links_of(PLACE),
        "actions": ACTIONS,
        "document_kinds": DOCUMENT_KINDS,
    }
    return render(request, "forums/manage/cycle.html", context)


@only_for(Role.SECRETARIAT)
def cycle_edit(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """Name, host, place, days, co-chairs."""
    found = cycle_at(forum, cycle)
    form = CycleForm(request.POST or None, forum=found.forum, cycle=found)
    if request.method == "POST" and saved(form, lambda: edit_cycle(found, facts=form.facts())):
        return _done(request, found)
    return _form(request, found, form, _("The cycle"))


@only_for(Role.SECRETARIAT)
def phase(request: HttpRequest, forum: str, cycle: str, key: int = 0) -> HttpResponse:
    """A new phase, or the dates of one."""
    found = cycle_at(forum, cycle)
    row = get_object_or_404(found.phases, pk=key) if key else None
    form = PhaseForm(request.POST or None, cycle=found, phase=row)
    if request.method == "POST" and saved(form, lambda: _save_phase(found, row, form)):
        return _done(request, found)
    return _form(request, found, form, _("Phase"))


def _save_phase(cycle: Cycle, row: Phase | None, form: PhaseForm) -> Phase:
    given = form.cleaned_data
    dates = {name: given[name] for name in ("opens", "closes", "late_until")}
    if row is None:
        return add_phase(cycle, action=given["action"], names=form.texts("names"), **dates)
    return edit_phase(row, names=form.texts("names"), **dates)


@only_for(Role.SECRETARIAT)
def document(request: HttpRequest, forum: str, cycle: str, document: str = "") -> HttpResponse:
    """A new document, or the words of one."""
    found = cycle_at(forum, cycle)
    row = get_object_or_404(found.documents, slug=document) if document else None
    form = DocumentForm(request.POST or None, cycle=found, document=row)
    if request.method == "POST" and saved(form, lambda: _save_document(found, row, form)):
        return _done(request, found)
    return _form(request, found, form, _("Document"))


def _save_document(cycle: Cycle, row: CycleDocument | None, form: DocumentForm) -> CycleDocument:
    kind, date = form.cleaned_data["kind"], form.cleaned_data["date"]
    titles, texts = form.texts("titles"), form.texts("texts")
    if row is None:
        return add_document(cycle, kind=kind, titles=titles, texts=texts, date=date)
    return edit_document(row, kind=kind, titles=titles, texts=texts, date=date)


@only_for(Role.SECRETARIAT)
@require_POST
def document_publish(request: HttpRequest, forum: str, cycle: str, document: str) -> HttpResponse:
    """Makes a document public."""
    found = cycle_at(forum, cycle)
    try:
        publish_document(get_object_or_404(found.documents, slug=document))
    except SiteError as error:
        messages.error(request, str(error))
        return redirect("manage-cycle", forum=forum, cycle=cycle)
    return _done(request, found, _("The document is public."))


def _form(
    request: HttpRequest,
    cycle: Cycle,
    form: CycleForm | PhaseForm | DocumentForm,
    title: str,
) -> HttpResponse:
    context = {
        "trail": trail_of(cycle.forum.slug, cycle.slug),
        "title": title,
        "form": form,
        "button": _("Save"),
    }
    return render(request, FORM, context)


def _done(request: HttpRequest, cycle: Cycle, sentence: str = "") -> HttpResponse:
    messages.success(request, sentence or _("Saved."))
    return redirect("manage-cycle", forum=cycle.forum.slug, cycle=cycle.slug)
