"""One line of the log, and one count, for each request that enters Django."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from conspectus.core.clock import request_stamp, stamp
from conspectus.core.logs import tell_request
from conspectus.site.metrics import count_request
from conspectus.site.views.errors import bad_request

log = structlog.get_logger("error")

ANSWERS = (
    Http404,
    PermissionDenied,
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
)
"""What a view raises because of what was sent: no defects of ours."""


class RequestLog:
    """The outermost: it sees every answer, also those of the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers, and tells."""
        read = request_stamp(request)
        response = self._get_response(request)
        method, route, status = str(request.method), _route(request), response.status_code
        tell_request(read, method=method, route=route, status=status)
        took = (stamp() - read).total_seconds()
        count_request(method=method, route=route, status=status, seconds=took)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A defect of ours: where it was raised, for the operator to report."""
        if isinstance(exception, ANSWERS):
            return
        log.error("defect", route=_route(request), exc_info=exception)


class OnlyUtf8:
    """Forms are read as UTF-8, which is what browsers send.

    In another encoding that a request names ("unicode_escape", "utf-7", "hex") its fields would
    hold lone surrogates, which no file and no database takes, or could not be read at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """400 for any other."""
        named = (request.encoding or "utf-8").lower().replace("_", "-")
        if named not in {"utf-8", "utf8", "us-ascii"}:
            return bad_request(request)
        return self._get_response(request)


def _route(request: HttpRequest) -> str:
    found = request.resolver_match
    return (found.view_name or "unnamed") if found else "none"
