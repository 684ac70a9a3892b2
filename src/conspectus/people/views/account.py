"""The page of one's own account."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from conspectus.core.forms import saved
from conspectus.core.panels import panels_of
from conspectus.people.forms.accounts import ROLE_NAMES, AccountForm
from conspectus.people.gates import signed_in
from conspectus.people.models import Account
from conspectus.people.queries.roles import current_roles
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
    context = {
        "account": mine,
        "form": form,
        "roles": roles,
        "role_names": ROLE_NAMES,
        "manages": sorted(set(manages), key=lambda scope: scope.path),
        "panels": [
            *(found for scope in set(drafts) for found in panels_of("account", scope)),
            *(found for scope in set(translates) for found in panels_of("translator", scope)),
        ],
    }
    return render(request, "people/account.html", context)
