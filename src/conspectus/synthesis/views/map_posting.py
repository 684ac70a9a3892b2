"""What the pages of the map share: whose paper it is, and what two people decided at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conspectus.core.forms import keys_of
from conspectus.core.quantities import quantity
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis.map_words import CORRECTIONS, STATES
from conspectus.synthesis.models import Correction, Paper
from conspectus.synthesis.services.correcting import ConflictError
from conspectus.synthesis.services.deciding import take_back

SHAPERS = (Role.SECRETARIAT, Role.RAPPORTEUR)
_NOT_TYPED = {"csrfmiddlewaretoken", "base", "undo_theirs"}


def account_of(request: HttpRequest) -> Account:
    """Who decides; the gate has let nobody else in."""
    return cast("Account", request.user)


def base_of(request: HttpRequest, seen: int) -> int:
    """The number of the last correction that the page showed on which somebody decided."""
    found = keys_of([request.POST.get("base", "")])
    return found[0] if found else seen


def seen_with(row: Model) -> int:
    """The number of the last correction when a row of the map was read (``base``)."""
    return int(getattr(row, "base", 0))


def page_number(request: HttpRequest) -> int:
    """The page of a list that is asked for."""
    found = keys_of([request.GET.get("page", "")])
    return min(max(1, found[0]), 10_000) if found else 1


def decided(
    request: HttpRequest, paper: Paper, record: Callable[[], list[Correction]]
) -> HttpResponse:
    """Records, says so and leads back; where somebody else was quicker, shows both.

    Raises:
        SiteError: what was given cannot be recorded; the page shows it with what was typed.
    """
    try:
        with transaction.atomic():
            for number in keys_of(request.POST.getlist("undo_theirs")):
                theirs = get_object_or_404(Correction, paper=paper, number=number)
                take_back(theirs, by=account_of(request))
            made = record()
    except ConflictError as conflict:
        return _both(request, conflict)
    said = ngettext("%(count)s correction recorded.", "%(count)s corrections recorded.", len(made))
    recorded = said % {"count": quantity(len(made))} + " " + _("The next draft has it.")
    messages.success(request, recorded if made else _("Answered."))
    return redirect(request.get_full_path())


def _both(request: HttpRequest, conflict: ConflictError) -> HttpResponse:
    """Their correction and ours side by side; all that was typed goes along."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_TYPED
        for value in values
    ]
    context = {
        "conflict": conflict,
        "theirs": conflict.theirs,
        "given": conflict.given,
        "typed": typed,
        "back": request.get_full_path(),
        "kinds": CORRECTIONS,
        "states": STATES,
    }
    return render(request, "synthesis/map/conflict.html", context, status=409)
