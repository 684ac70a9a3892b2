"""Signing in with accounts of another system, where the operator has named one."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conspectus.people.gates import public, signed_in
from conspectus.people.models import Account


@public
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leads to the provider."""
    _require(provider_id)
    # The client needs some 10 MB, which only who uses it should pay.
    from conspectus.people import oidc  # noqa: PLC0415

    return require_POST(oidc.begin)(request, provider_id)


@public
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider leads back to."""
    _require(provider_id)
    from conspectus.people import oidc  # noqa: PLC0415

    return oidc.come_back(request, provider_id)


@signed_in
def connections(request: HttpRequest) -> HttpResponse:
    """Accounts of the provider that sign in to this one; they can be taken away."""
    mine = cast("Account", request.user)
    rows = SocialAccount.objects.filter(user=mine).order_by("pk")
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
        chosen = request.POST.get("remove", "")
        if chosen.isdecimal() and rows.filter(pk=int(chosen[:18])).delete()[0]:
            messages.success(request, _("Removed."))
        return redirect("socialaccount_connections")
    return render(request, "socialaccount/connections.html", {"rows": rows[:50]})


def _require(provider_id: str) -> None:
    if not settings.OIDC_NAME or provider_id != settings.OIDC_ID:
        raise Http404
