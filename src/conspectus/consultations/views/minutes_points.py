"""Points of minutes are written and ended; notes become minutes."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.meetings import EraseForm
from conspectus.consultations.forms.minutes import PointForm, PublishForm
from conspectus.consultations.queries import minutes as queries
from conspectus.consultations.queries.work import meeting_at_work
from conspectus.consultations.services.minutes_erasing import erase_minutes
from conspectus.consultations.services.minutes_points import add_point, drop_point, edit_point
from conspectus.consultations.services.minutes_publishing import (
    items_of,
    names_in_minutes,
    publish_minutes,
)
from conspectus.consultations.views.minutes_work import EDITORS
from conspectus.core.forms import keys_of, saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role


@only_for(*EDITORS)
@never_cache
def point_new(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """A decision or action point is written down."""
    found = meeting_at_work(scope_of(request), meeting)
    item = next(iter(keys_of([request.GET.get("item", "")])), 0)
    form = PointForm(request.POST or None, meeting=found, item=item)
    if request.method == "POST" and saved(form, lambda: add_point(found, written=form.written())):
        messages.success(request, _("Saved."))
        return redirect("minutes-work", forum=forum, cycle=cycle, meeting=meeting)
    context = {"meeting": found, "point": None, "form": form}
    return render(request, "consultations/minutes_point.html", context)


@only_for(*EDITORS)
@never_cache
def point(request: HttpRequest, forum: str, cycle: str, meeting: str, point: int) -> HttpResponse:
    """It is changed, done or taken away."""
    found = meeting_at_work(scope_of(request), meeting)
    one = queries.point_at_work(found, point)
    if request.POST.get("do") == "drop":
        drop_point(one)
        messages.success(request, _("Taken away."))
        return redirect("minutes-work", forum=forum, cycle=cycle, meeting=meeting)
    form = PointForm(request.POST or None, meeting=found, point=one)
    if request.method == "POST" and saved(form, lambda: edit_point(one, written=form.written())):
        messages.success(request, _("Saved."))
        return redirect("minutes-work", forum=forum, cycle=cycle, meeting=meeting)
    context = {"meeting": found, "point": one, "form": form}
    return render(request, "consultations/minutes_point.html", context)


@only_for(*EDITORS)
@never_cache
def publish(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """The notes become the next version of the minutes; names in them are shown before."""
    found = meeting_at_work(scope_of(request), meeting)
    account = cast("Account", request.user)
    name = account.person.name if account.person else ""
    form = PublishForm(request.POST or None, meeting=found, prepared_by=name)
    if request.method == "POST" and saved(
        form, lambda: publish_minutes(found, said=form.said(), by=account)
    ):
        messages.success(request, _("Published."))
        return redirect("minutes", forum=forum, cycle=cycle, meeting=meeting)
    names = [] if found.is_attributed else names_in_minutes(found, items_of(found))
    context = {"meeting": found, "form": form, "names": names}
    return render(request, "consultations/minutes_publish.html", context)


@only_for(Role.SECRETARIAT)
@never_cache
def erase(request: HttpRequest, forum: str, cycle: str, meeting: str, version: int) -> HttpResponse:
    """The words of a version go for good."""
    found = meeting_at_work(scope_of(request), meeting)
    one = queries.minutes_of(found, version)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda: erase_minutes(one, reason=form.cleaned_data["why"])
    ):
        messages.success(request, _("Erased."))
        return redirect(
            "minutes-version", forum=forum, cycle=cycle, meeting=meeting, version=version
        )
    context = {"meeting": found, "version": one, "form": form}
    return render(request, "consultations/minutes_erase.html", context)
