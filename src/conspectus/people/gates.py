"""How a view says who may come in; a contract test reads it from every route.

A view is ``@public``, or ``@by_link`` (whoever holds the signed link in the address), or
``@only_for(roles…)`` in the scope of the address. A view without one of them fails the contract.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from conspectus.core.published import scope_at
from conspectus.people.rules import lacks_second_factor, roles_of

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anybody; the page is the same for everybody."""
    view.gate = "public"  # type: ignore[attr-defined]
    return view


def by_link(view: View) -> View:
    """Whoever holds the link; the view checks the secret in the address and answers 404 without."""
    view.gate = "link"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Any account."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - the address's parts
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.gate = "account"  # type: ignore[attr-defined]
    return guarded


def only_for(*roles: str) -> Callable[[View], View]:
    """Accounts with one of the roles in the scope of the address (``forum``, ``cycle``).

    A stranger is led to sign in; an account without the role gets 403. The view finds the scope
    by ``core.published.scope_of(request)``.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - the address's parts
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            scope = scope_at(kwargs.get("forum", ""), kwargs.get("cycle", ""))
            request.scope = scope  # type: ignore[attr-defined]
            held = roles_of(request.user, scope)
            if held.isdisjoint(roles):
                raise PermissionDenied
            if lacks_second_factor(request.user, scope, held):
                messages.warning(
                    request, _("A second factor is asked for here: please set one up.")
                )
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        guarded.gate = ",".join(sorted(roles))  # type: ignore[attr-defined]
        return guarded

    return gate
