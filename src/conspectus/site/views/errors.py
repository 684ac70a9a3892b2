"""Error pages: in the site's frame, in the language of the address, without the database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


def _page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    context = {"title": title, "words": words, "status": status}
    return HttpResponse(render_to_string("site/error.html", context, request), status=status)


@never_cache
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400."""
    return _page(
        request,
        400,
        _("This request cannot be read"),
        _("Something in the address or in what was sent is not as the site expects it."),
    )


@never_cache
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: signed in, but without the role."""
    return _page(
        request,
        403,
        _("This is not open to you"),
        _("Your account has no role that allows it here. The secretariat gives roles."),
    )


@never_cache
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 of the protection against forged forms."""
    return _page(
        request,
        403,
        _("The form has expired"),
        _("Go back, load the page again and send it once more. Cookies must be allowed for this."),
    )


@never_cache
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404."""
    return _page(
        request,
        404,
        _("There is nothing at this address"),
        _("What is published stays at its address; perhaps it was typed or copied wrongly."),
    )


def gone(request: HttpRequest, title: str = "", words: str = "") -> HttpResponse:
    """410: what stood here was withdrawn. Called by views that have no tombstone of their own."""
    return _page(
        request,
        410,
        title or _("This has been withdrawn"),
        words or _("What stood at this address is no longer published. The address stays."),
    )


@never_cache
def broken(request: HttpRequest) -> HttpResponse:
    """500: a defect of ours."""
    return _page(
        request,
        500,
        _("Something went wrong here"),
        _("It is not your fault, and it has been noted. What was acknowledged is not lost."),
    )
