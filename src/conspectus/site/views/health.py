"""Whether the site lives, and whether it can answer."""

from __future__ import annotations

from typing import Final

from django.db import Error
from django.http import HttpRequest, HttpResponse

from conspectus.core.sequencer import lag
from conspectus.people.gates import public

LONGEST_LAG: Final = 10.0
"""Seconds that a leaf may wait for the record; usual are 0.05."""


@public
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(_request: HttpRequest) -> HttpResponse:
    """The database answers too, and the worker appends to the record."""
    try:
        waits = lag()
    except Error:
        told = "The database cannot be read: does it run?\n"
        return HttpResponse(told, content_type="text/plain", status=503)
    if waits > LONGEST_LAG:
        told = f"The public record lags behind by {waits:.0f} s: does the worker run?\n"
        return HttpResponse(told, content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")
