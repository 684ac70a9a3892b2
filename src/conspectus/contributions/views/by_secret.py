"""The gate of a contributor's own pages: whoever holds the link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.contributions.models import Contribution
from conspectus.contributions.queries.drafts import contribution_behind
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.people.gates import by_link
from conspectus.people.networks import network_of

OwnView = Callable[..., HttpResponseBase]


def contributor(view: OwnView) -> OwnView:
    """Hands the contribution behind the secret to the view; 404 where there is none.

    These pages need no cookie, so their forms carry no token against forged requests: nothing
    that a browser sends by itself opens them, only the secret in the address (decision 0023).
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def behind(
        request: HttpRequest,
        forum: str,
        cycle: str,
        secret: str,
        **rest: Any,  # noqa: ANN401 - the address's other parts
    ) -> HttpResponseBase:
        found = contribution_behind(secret, forum=forum, cycle=cycle)
        request.scope = found.cycle.scope  # type: ignore[attr-defined]
        try:
            response = view(request, found, secret=secret, **rest)
        except SiteError as error:  # sent from another window at this moment
            messages.error(request, str(error))
            response = to_page("draft", found, secret)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return by_link(behind)


def by_form(view: OwnView) -> OwnView:
    """A page with a form for everybody, that needs no cookie and is never stored."""
    return by_link(csrf_exempt(never_cache(view)))


def check_crowd(request: HttpRequest) -> None:
    """Counts a draft that is begun from a network's address.

    An office or a hall behind one address may be many, but not six hundred within an hour (the
    rate "draft" in the settings).

    Raises:
        NotAllowedError: so many were begun from there within an hour.
    """
    if network_of(request) and not consume(request, action="draft"):
        raise NotAllowedError(
            _("Very many drafts were begun from your network; try again in an hour.")
        )


def place(contribution: Contribution, secret: str) -> dict[str, str]:
    """The parts of an address of these pages."""
    return {
        "forum": contribution.cycle.forum.slug,
        "cycle": contribution.cycle.slug,
        "secret": secret,
    }


def to_page(name: str, contribution: Contribution, secret: str) -> HttpResponse:
    """Leads to one of these pages."""
    return HttpResponseRedirect(reverse(name, kwargs=place(contribution, secret)))
