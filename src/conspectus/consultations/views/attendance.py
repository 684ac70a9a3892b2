"""The secretariat's list of a meeting: who is registered, who came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conspectus.consultations.forms.registration import CHANNELS, TermsForm
from conspectus.consultations.models import Registration
from conspectus.consultations.queries.registration import (
    SHOWN,
    all_registrations,
    registrations_at_work,
    terms_of,
)
from conspectus.consultations.queries.work import meeting_at_work
from conspectus.consultations.rules import PAGE
from conspectus.consultations.services.registration import note_attendance, set_terms
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.core.tables import csv_file
from conspectus.core.text import in_language
from conspectus.people.gates import only_for
from conspectus.people.rules import Role

STATES = {
    "all": gettext_lazy("all"),
    "placed": gettext_lazy("with a place"),
    "waiting": gettext_lazy("on the waiting list"),
    "unconfirmed": gettext_lazy("not confirmed yet"),
    "cancelled": gettext_lazy("taken back"),
    "came": gettext_lazy("came"),
    "absent": gettext_lazy("did not come"),
}
_CAME = {"yes": True, "no": False, "": None}


@only_for(Role.SECRETARIAT)
@never_cache
@require_http_methods(["GET", "POST"])
def registrations(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """The list by the time of asking; attendance is taken page by page."""
    found = meeting_at_work(scope_of(request), meeting)
    if request.method == "POST":
        changed = note_attendance(found, _came(request))
        said = ngettext("%(num)s entry changed.", "%(num)s entries changed.", changed)
        messages.success(request, said % {"num": changed})
        return redirect(request.get_full_path())
    asked = request.GET.get("show", "")
    show = asked if asked in SHOWN else "all"
    page = Paginator(registrations_at_work(found, show), PAGE).get_page(request.GET.get("page"))
    context = {
        "meeting": found,
        "page": page,
        "registrations": page.object_list,
        "show": show,
        "states": STATES,
        "channels": CHANNELS,
        "terms": terms_of(found),
    }
    return render(request, "consultations/attendance.html", context)


def _came(request: HttpRequest) -> dict[int, bool | None]:
    """Of the rows that the page showed: ``came-7`` → "yes", "no" or ""."""
    found = {}
    for name, value in request.POST.items():
        kind, _dash, key = name.partition("-")
        is_key = key.isascii() and key.isdigit() and len(key) < 16
        if kind == "came" and is_key and value in _CAME:
            found[int(key)] = _CAME[str(value)]
    return found


@only_for(Role.SECRETARIAT)
@never_cache
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """When people can register, and how many places there are."""
    found = meeting_at_work(scope_of(request), meeting)
    form = TermsForm(request.POST or None, meeting=found, terms=terms_of(found))
    if request.method == "POST" and saved(form, lambda: set_terms(found, form.terms())):
        messages.success(request, _("Saved."))
        return redirect("attendance", forum=forum, cycle=cycle, meeting=meeting)
    context = {"meeting": found, "form": form}
    return render(request, "consultations/attendance_terms.html", context)


_COLUMNS = (
    *("name", "organisation", "capacity", "group", "country", "region", "channel", "state"),
    *("asked", "came", "listed", "email", "needs"),
)


@only_for(Role.SECRETARIAT)
@never_cache
def export(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """The whole list as a table, with addresses and needs: for the secretariat alone."""
    found = meeting_at_work(scope_of(request), meeting)
    name = f"{forum}-{cycle}-{found.slug}-registrations"
    return csv_file(_COLUMNS, map(_row, all_registrations(found)), name=name)


def _row(one: Registration) -> dict[str, Any]:
    names = {name: getattr(one, name) for name in ("group", "country", "region")}
    return {
        **{name: getattr(one, name) for name in ("name", "organisation", "capacity", "channel")},
        **{name: in_language(row.names)[0] if row else "" for name, row in names.items()},
        "state": one.state,
        "asked": one.asked.isoformat(),
        "came": {True: "yes", False: "no", None: ""}[one.came],
        "listed": "yes" if one.listed else "no",
        "email": one.email,
        "needs": one.needs,
    }
