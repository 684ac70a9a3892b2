"""The one clock. The decisive time of a request is when the server read its head."""

from __future__ import annotations

import datetime as dt
import threading
import time

from django.http import HttpRequest

STAMP_HEADER = "conspectus.stamp"
"""Key of the WSGI environment under which the server's front puts the stamp of a request."""

_lock = threading.Lock()
_latest = 0


def stamp() -> dt.datetime:
    """Now, in UTC with microseconds; never the same and never earlier than one given before.

    Strictly growing inside a process, also when the system's clock is set back.
    """
    global _latest  # noqa: PLW0603 - the point of this module: one sequence a process
    with _lock:
        _latest = max(time.time_ns() // 1000, _latest + 1)
        microseconds = _latest
    return dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(microseconds=microseconds)


def request_stamp(request: HttpRequest) -> dt.datetime:
    """When the server read the head of the request, before it queued: what a deadline asks for.

    The server's front put it into the environment. Where there is no front (a test's client) the
    first call gives the stamp, and each further call for this request the same one.
    """
    given: object = request.META.get(STAMP_HEADER)
    if not isinstance(given, dt.datetime):
        given = request.META[STAMP_HEADER] = stamp()
    return given
