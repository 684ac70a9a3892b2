"""Whether the site lives, and whether it can answer."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse

from conspectus.people.gates import public


@public
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(_request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain")
