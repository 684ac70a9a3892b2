"""The page of one's own account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from conspectus.core.forms import saved
from conspectus.core.models import Scope
from conspectus.core.panels import Line, Panel, panels_of
from conspectus.people.forms.accounts import ROLE_NAMES, AccountForm
from conspectus.people.gates import signed_in
from conspectus.people.models import Account
from conspectus.people.queries.roles import current_roles, names_of, with_names
from conspectus.people.rules import Role
from conspectus.people.services.accounts import edit_account


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Name, language, roles, what the secretariat manages and what a rapporteur drafts."""
    mine = cast("Account", request.user)
    form = AccountForm.of(mine, request.POST or None)
    if request.method == "POST" and saved(form, lambda: edit_account(mine, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("account")
    roles = list(current_roles(mine))
    manages = [role.scope for role in roles if role.role == Role.SECRETARIAT]
    drafts = [role.scope for role in roles if role.role == Role.RAPPORTEUR]
    translates = [role.scope for role in roles if role.role == Role.TRANSLATOR]
    panels = [*_panels("account", drafts), *_panels("translator", translates)]
    context = {
        "account": mine,
        "form": form,
        "roles": roles,
        "role_names": ROLE_NAMES,
        "manages": sorted(set(manages), key=lambda scope: scope.path),
        "names_of": names_of,
        "panels": panels,
        "names": _names(
            panel.note(line) for panel, found in panels if panel.note for line in found
        ),
    }
    return render(request, "people/account.html", context)


def _panels(place: str, scopes: Iterable[Scope]) -> list[tuple[Panel, list[Line]]]:
    """What there is to do in all these scopes, each thing once though several roles lead to it."""
    found: dict[str, tuple[Panel, dict[str, Line]]] = {}
    for scope in sorted(set(scopes), key=lambda one: one.path):
        for panel, lines in panels_of(place, scope):
            _panel, known = found.setdefault(panel.kind, (panel, {}))
            known.update((panel.address("", line), line) for line in lines)
    return [(panel, sorted(known.values(), key=panel.sort)) for panel, known in found.values()]


def _names(paths: Iterable[str]) -> dict[str, list[Mapping[str, str]]]:
    """The names of forums and cycles by the paths of their scopes."""
    scopes = with_names(Scope.objects.filter(path__in=set(paths)))
    return {scope.path: names_of(scope) for scope in scopes}
