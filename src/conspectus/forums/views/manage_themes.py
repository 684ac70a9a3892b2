"""The secretariat's pages about the themes of a cycle."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from conspectus.core.forms import keys_of, saved
from conspectus.forums.forms.manage_cycle import THEME_KINDS, CarryForm, ThemeForm
from conspectus.forums.models import Cycle, Theme
from conspectus.forums.queries.lookup import cycle_at
from conspectus.forums.services.themes import add_theme, carry_themes, edit_theme, order_themes
from conspectus.people.gates import only_for
from conspectus.people.rules import Role
from conspectus.people.views.trail import trail_of


@only_for(Role.SECRETARIAT)
def themes(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """The list of themes with a number before each: sent, it is put in that order."""
    found = cycle_at(forum, cycle)
    rows = list(found.themes.select_related("carried_from__cycle"))
    if request.method == "POST":
        order_themes(found, numbers=_numbers(request, rows))
        messages.success(request, _("The themes are in this order now."))
        return redirect("manage-themes", forum=forum, cycle=cycle)
    context = {
        "trail": trail_of(forum, cycle),
        "cycle": found,
        "themes": rows,
        "kinds": THEME_KINDS,
    }
    return render(request, "forums/manage/themes.html", context)


def _numbers(request: HttpRequest, rows: list[Theme]) -> dict[int, int]:
    """What was written before each theme; what is no number leaves it where it is."""
    places = {}
    for place, theme in enumerate(rows, start=1):
        written = request.POST.get(f"place_{theme.pk}", "")
        places[theme.pk] = next(iter(keys_of([written])), place)
    return places


@only_for(Role.SECRETARIAT)
def theme(request: HttpRequest, forum: str, cycle: str, theme: str = "") -> HttpResponse:
    """A new theme, or the words of one."""
    found = cycle_at(forum, cycle)
    row = get_object_or_404(found.themes, slug=theme) if theme else None
    form = ThemeForm(request.POST or None, cycle=found, theme=row)
    if request.method == "POST" and saved(form, lambda: _save(found, row, form)):
        messages.success(request, _("Saved."))
        return redirect("manage-themes", forum=forum, cycle=cycle)
    return _page(request, found, form, _("Theme"))


def _save(cycle: Cycle, row: Theme | None, form: ThemeForm) -> Theme:
    return edit_theme(row, text=form.text()) if row else add_theme(cycle, text=form.text())


@only_for(Role.SECRETARIAT)
def themes_carry(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """Takes themes over from other cycles of the forum, on somebody's authority."""
    found = cycle_at(forum, cycle)
    form = CarryForm(request.POST or None, cycle=found)
    if request.method == "POST" and saved(
        form,
        lambda: carry_themes(
            found, themes=form.carried(), authority=form.cleaned_data["authority"]
        ),
    ):
        messages.success(request, _("The themes are taken over."))
        return redirect("manage-themes", forum=forum, cycle=cycle)
    note = "" if form.has_themes() else _("No other cycle has a theme that is not here already.")
    return _page(request, found, form, _("Take themes over"), note=note)


def _page(
    request: HttpRequest, cycle: Cycle, form: forms.Form, title: str, *, note: str = ""
) -> HttpResponse:
    """A page with the form; with ``note`` alone where there is nothing to fill in."""
    context = {
        "trail": trail_of(cycle.forum.slug, cycle.slug),
        "title": title,
        "note": note,
        "form": None if note else form,
        "button": _("Save"),
    }
    return render(request, "people/manage/form.html", context)
