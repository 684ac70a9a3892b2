"""The secretariat's pages about calls: write, publish, change."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from conspectus.contributions.forms.manage_calls import CallForm
from conspectus.contributions.models import Call
from conspectus.contributions.services.calls import create_call, edit_call, publish_call
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.models import Scope
from conspectus.core.panels import Line, Lines, Panel, add_panel, lines
from conspectus.forums.models import Cycle
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.people.rules import Role
from conspectus.people.views.trail import trail_of


@only_for(Role.SECRETARIAT)
def call(request: HttpRequest, forum: str, cycle: str, call: str = "") -> HttpResponse:
    """A new call, or the words and dates of one; the second button also publishes it."""
    found = cycle_here(request)
    row = get_object_or_404(found.calls, slug=call) if call else None
    form = CallForm(request.POST or None, cycle=found, call=row)
    publish = "publish" in request.POST
    if request.method == "POST" and saved(form, lambda: _save(found, row, form, publish=publish)):
        messages.success(request, _("The call is public.") if publish else _("Saved."))
        return redirect("manage-cycle", forum=forum, cycle=cycle)
    context = {
        "trail": trail_of(forum, cycle),
        "cycle": found,
        "call": row,
        "form": form,
    }
    return render(request, "contributions/manage/call.html", context)


@transaction.atomic
def _save(cycle: Cycle, row: Call | None, form: CallForm, *, publish: bool) -> Call:
    text, window = form.text(), form.window()
    if row is None:
        made = create_call(cycle, slug=form.cleaned_data["slug"], text=text, window=window)
    else:
        made = edit_call(row, text=text, window=window)
    return publish_call(made) if publish and made.published is None else made


@only_for(Role.SECRETARIAT)
@require_POST
def call_publish(request: HttpRequest, forum: str, cycle: str, call: str) -> HttpResponse:
    """Makes a call public."""
    found = cycle_here(request)
    try:
        publish_call(get_object_or_404(found.calls, slug=call))
        messages.success(request, _("The call is public."))
    except SiteError as error:
        messages.error(request, str(error))
    return redirect("manage-cycle", forum=forum, cycle=cycle)


def _calls(scope: Scope) -> Lines:
    calls = Call.objects.filter(cycle__scope=scope)
    return lines(calls, "calls", key="slug", label="titles", number="pk", first="published")


def _address(path: str, line: Line) -> str:
    forum, _slash, cycle = path.partition("/")
    return f"/{forum}/manage/cycles/{cycle}/calls/{line.key}/"


add_panel(
    Panel(
        kind="calls",
        place="manage-cycle",
        order=10,
        heading=cast("str", gettext_lazy("Calls")),
        rows=_calls,
        address=_address,
        note=lambda line: _("public") if line.first else _("draft"),
    )
)
