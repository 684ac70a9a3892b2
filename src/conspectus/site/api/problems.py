"""Errors as RFC 9457 says: ``application/problem+json`` with one sentence for who meets them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from conspectus.core.errors import NotAllowedError, SiteError

MEDIA_TYPE: Final = "application/problem+json"


class FieldError(Schema):
    """One thing that is wrong with what was sent. ``field``: "" where it is the whole."""

    field: str
    sentence: str


class Problem(Schema):
    """RFC 9457. ``detail`` is one sentence; ``errors`` name the fields that it is about."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


class GoneError(Exception):
    """What stood here was withdrawn or erased: only its tombstone is left."""


class FieldsError(Exception):
    """Fields that are wrong, each with its sentence."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(errors)
        self.errors = errors


UNREADABLE: Final = (
    BadRequest,
    MultiPartParserError,
    SuspiciousOperation,
    UnreadablePostError,
)
"""What reading a form raises because of what was sent."""


def problem(
    status: int, sentence: str, *, errors: Iterable[Mapping[str, str]] = ()
) -> HttpResponse:
    """An answer that says what is wrong."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
        "errors": list(errors),
    }
    answer = HttpResponse(
        json.dumps(said, ensure_ascii=False), content_type=MEDIA_TYPE, status=status
    )
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="api"'
    return answer


def problem_of(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The answer to what an operation raised.

    Raises:
        Exception: ``error`` itself, where it is a defect of ours.
    """
    if isinstance(error, SiteError):
        status = 403 if isinstance(error, NotAllowedError) else 422
        named = [{"field": error.field, "sentence": str(error)}] if error.field else []
        return problem(status, str(error), errors=named)
    if isinstance(error, ValidationError | FieldsError):
        errors = error.errors if isinstance(error, FieldsError) else _named(error)
        return problem(422, _("What was sent has errors; see each field."), errors=errors)
    if isinstance(error, GoneError):
        return problem(410, _("What stood at this address is no longer published."))
    if isinstance(error, Http404):
        return problem(404, _("There is nothing at this address."))
    if isinstance(error, AuthenticationError):
        return problem(401, _("This needs a token; make one on the page of your account."))
    if isinstance(error, PermissionDenied):
        return problem(403, _("This token may not do this here."))
    if isinstance(error, HttpError):
        return problem(error.status_code, _("This request cannot be read."))
    if isinstance(error, UNREADABLE):
        return problem(400, _("This request cannot be read."))
    raise error


def _named(error: ValidationError) -> list[dict[str, str]]:
    return [
        {
            "field": ".".join(str(one) for one in found["loc"][1:]),
            "sentence": str(found["msg"]),
        }
        for found in error.errors
    ]


HANDLED: Final = (
    SiteError,
    ValidationError,
    FieldsError,
    GoneError,
    Http404,
    PermissionDenied,
    HttpError,
    AuthenticationError,
    *UNREADABLE,
)
"""What operations raise because of what was asked."""
