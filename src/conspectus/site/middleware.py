"""One line of the log for each request that enters Django."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

from conspectus.core.clock import request_stamp
from conspectus.core.logs import tell_request

log = structlog.get_logger("error")


class RequestLog:
    """The outermost: it sees every answer, also those of the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers, and tells."""
        read = request_stamp(request)
        response = self._get_response(request)
        tell_request(
            read,
            method=str(request.method),
            route=_route(request),
            status=response.status_code,
        )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A defect of ours: where it was raised, for the operator to report."""
        if isinstance(exception, Http404 | PermissionDenied | BadRequest | SuspiciousOperation):
            return  # answers, not defects
        log.error("defect", route=_route(request), exc_info=exception)


def _route(request: HttpRequest) -> str:
    found = request.resolver_match
    return (found.view_name or "unnamed") if found else "none"
