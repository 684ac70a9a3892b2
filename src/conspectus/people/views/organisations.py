"""Organisations and the names by which they are found, kept by the secretariat."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.people.forms.organisations import KINDS, OrganisationForm
from conspectus.people.gates import only_for
from conspectus.people.models import Organisation
from conspectus.people.queries.lookalikes import said_of_name
from conspectus.people.rules import Role
from conspectus.people.services.organisations import edit_organisation, folded_name
from conspectus.people.views.trail import trail_of

ROWS = 50


@only_for(Role.SECRETARIAT)
def organisations(request: HttpRequest, forum: str) -> HttpResponse:
    """All of them by name, or those one of whose names holds what is sought."""
    wanted = request.GET.get("q", "").strip()
    rows = Organisation.objects.select_related("country", "group")
    if wanted:
        rows = rows.filter(aliases__folded__contains=folded_name(wanted)).distinct()
    context = {
        "trail": trail_of(forum),
        "forum_slug": forum,
        "q": wanted,
        "kinds": KINDS,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "people/manage/organisations.html", context)


@only_for(Role.SECRETARIAT)
def organisation(request: HttpRequest, forum: str, slug: str) -> HttpResponse:
    """One organisation."""
    rows = Organisation.objects.select_related("country", "region", "parent", "looks_like")
    row = get_object_or_404(rows, slug=slug)
    form = OrganisationForm(request.POST or None, organisation=row)
    if request.method == "POST" and saved(
        form, lambda: edit_organisation(row, facts=form.facts(), scope=scope_of(request))
    ):
        messages.success(request, _("Saved."))
        return redirect("manage-organisations", forum=forum)
    context = {
        "trail": trail_of(forum),
        "title": row.name,
        "is_name": True,
        "said": said_of_name(row),
        "form": form,
        "button": _("Save"),
        "note": _("A name that you take out no longer finds this organisation."),
        "beside": (
            reverse("manage-organisation-merge", kwargs={"forum": forum, "slug": slug}),
            _("This is the same organisation as another"),
        ),
    }
    return render(request, "people/manage/form.html", context)
