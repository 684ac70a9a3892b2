"""Forms that strangers and accounts send alike, of every app."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

from conspectus.contributions.views.by_secret import check_crowd
from conspectus.core.errors import NotAllowedError
from conspectus.core.published import scope_at
from conspectus.people.models import Account
from conspectus.people.networks import network_of


def account_of(request: HttpRequest) -> Account | None:
    """Who is signed in; ``None`` for everybody else."""
    return request.user if isinstance(request.user, Account) else None


def enter(request: HttpRequest, forum: str, cycle: str) -> None:
    """Reads the scope of the address, and refuses what another site sends in an account's name.

    These views are exempt from Django's check, because a stranger has no cookie and needs none;
    whoever is signed in has one, and is checked.

    Raises:
        PermissionDenied: the form of an account without its token.
    """
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined]
    if request.method == "POST" and account_of(request) is not None:
        check = CsrfViewMiddleware(lambda _request: HttpResponse())
        check.process_request(request)
        if check.process_view(request, _checked, (), {}) is not None:
            raise PermissionDenied


def _checked(_request: HttpRequest) -> HttpResponse:
    """Stands for a view that is not exempt."""
    return HttpResponse()


def check_stranger(request: HttpRequest) -> None:
    """Counts what makes us write to an address that a stranger has typed, with drafts.

    Raises:
        NotAllowedError: very many came from that network within an hour.
    """
    if account_of(request) is None:
        check_crowd(request)


def check_address(request: HttpRequest, email: str) -> None:
    """Counts forms of one network that name one address: nobody uses up another's mails alone.

    Raises:
        NotAllowedError: several came within an hour.
    """
    network = network_of(request)
    if network and not consume(request, action="typed_address", key=f"{network} {email}"):
        raise NotAllowedError(
            _("Several forms with this address came from your network; try again in an hour.")
        )
