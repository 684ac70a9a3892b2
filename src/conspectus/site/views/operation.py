"""For those who watch over the site, or have found a weakness in it."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST

from conspectus import RELEASED
from conspectus.people.gates import public
from conspectus.site.metrics import exposition

LOCAL: Final = frozenset({"127.0.0.1", "::1"})
LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})

PASSED_ON: Final = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
"""A web server of this machine that passes on for somebody else says so in one of these."""

VALID: Final = dt.timedelta(days=364)
"""RFC 9116, 2.5.5: less than a year ahead is recommended."""


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: with the token, or where there is none from this machine alone.

    Anybody else gets 403; not 404, which leads to a forum of that name.
    """
    if not _may_see(request):
        told = "Ask from this machine, or with CONSPECTUS_METRICS_TOKEN.\n"
        return HttpResponse(told, content_type="text/plain", status=403)
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def _may_see(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return secrets.compare_digest(given.encode(), wanted.encode())
    return (
        request.META.get("REMOTE_ADDR") in LOCAL
        and _name(request.get_host()) in LOCAL_NAMES
        and not any(name in request.META for name in PASSED_ON)
    )


def _name(host: str) -> str:
    """Without the port; an address of version 6 keeps its brackets."""
    name, _, port = host.rpartition(":")
    return name if port.isdecimal() else host


@public
def security(_request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a weakness, until when this version is looked after."""
    if not settings.SECURITY_CONTACT:
        raise Http404("security.txt")
    expires = dt.datetime.combine(RELEASED + VALID, dt.time(), dt.UTC)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {settings.PUBLIC_ADDRESS}/.well-known/security.txt",
        "Preferred-Languages: " + ", ".join(code for code, _ in settings.LANGUAGES),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
