"""The secretariat's page that makes two organisations one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from conspectus.contributions.forms.merging import MergeForm
from conspectus.contributions.models import Contribution
from conspectus.contributions.services.merging import merge_organisation
from conspectus.people.gates import only_for
from conspectus.people.models import Organisation
from conspectus.people.rules import Role
from conspectus.people.views.trail import trail_of


@only_for(Role.SECRETARIAT)
def merge(request: HttpRequest, forum: str, slug: str) -> HttpResponse:
    """Says what will be the other's, asks which, and does it."""
    row = get_object_or_404(Organisation, slug=slug)
    sent = request.POST if request.method == "POST" else None
    form = MergeForm(sent, organisation=row)
    if request.method == "POST" and form.is_valid():
        into = merge_organisation(row, into=form.cleaned_data["into"])
        messages.success(
            request,
            _("%(name)s is %(other)s from now on.") % {"name": row.name, "other": into.name},
        )
        return redirect("manage-organisation", forum=forum, slug=into.slug)
    context = {
        "trail": trail_of(forum),
        "forum_slug": forum,
        "organisation": row,
        "names": list(row.aliases.exclude(name=row.name).values_list("name", flat=True)),
        "contributions": Contribution.objects.filter(versions__parties__organisation=row)
        .distinct()
        .count(),
        "form": form,
    }
    return render(request, "contributions/manage/merge.html", context)
