"""The page on which one signs in with a passkey; its script is asked for by nobody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from conspectus.people.gates import public


@public
@never_cache
def passkey_login(request: HttpRequest) -> HttpResponse:
    """The form of the ceremony; it is the library that gives its options and judges its answer."""
    if request.user.is_authenticated:
        return redirect("account")
    after = request.GET.get("next", "")
    return render(request, "mfa/webauthn/login.html", {"redirect_field_value": after})
