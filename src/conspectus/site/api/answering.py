"""What every operation of the API has in common: language, limits, tags, problems."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

import structlog
from django.conf import settings
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.models import Scope
from conspectus.core.published import PUBLISHED, RenderedFrom, scope_at, scope_of
from conspectus.core.receipts import after_recording
from conspectus.core.remembered import Remembered
from conspectus.core.text import LANGUAGES
from conspectus.site.api.later import URLS
from conspectus.site.api.limits import CAPTIONS, EXPORT, WRITING, Spent, spent_by
from conspectus.site.api.problems import HANDLED, MEDIA_TYPE, problem, problem_of

View = Callable[..., HttpResponseBase]

PUBLIC: Final = "public"
TOKEN: Final = "token"  # noqa: S105 - the name of a gate
ASK_AGAIN: Final = "public, no-cache"

_NO_LEAF: Final = b'"leaf":null'
LARGEST_KEPT: Final = 192 * 1024
"""Bytes of an answer that is remembered; with `_answers` at most 19 MB a process."""


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes
    headers: Mapping[str, str]
    next_cursor: str


_answers: Final[Remembered[_Answer]] = Remembered(most=100)

log = structlog.get_logger("error")


def answered(
    view: View, *, gate: str, is_export: bool = False, is_kept: bool = False, is_live: bool = False
) -> View:
    """An operation as the site serves it. ``is_live``: it takes what is said in a meeting.

    ``gate``: "public", or "token". ``is_kept``: the answer changes only with what is published in
    its scope; asked for with a language in its address, it may be kept like a published page.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - the address's parts
        if request.method == "HEAD":
            request.method = "GET"
        # These addresses have no language: a 404 is no reason to look for one with a language.
        request.urlconf = URLS
        said = _choose_language(request)
        writing = ("captions", CAPTIONS) if is_live else ("writing", WRITING)
        spent = spent_by(request, cost=EXPORT if is_export else 1, writing=writing)
        if spent is not None and spent.is_too_much:
            response: HttpResponseBase = _too_many(spent)
        elif said is not None:
            response = said
        elif is_kept and request.method == "GET":
            response = _remembered(view, request, *args, **kwargs)
        else:
            response = _asked(view, request, *args, **kwargs)
        kept = is_kept and "language" in request.GET and response.status_code in {200, 410}
        kept = kept and not _waits_for_record(response)
        _finish(request, response, gate=gate)
        if kept and not response.streaming:
            _keep(request)
        elif spent is not None and isinstance(response, HttpResponse):
            spent.tell(response)
        return response

    answer.gate = gate  # type: ignore[attr-defined]
    answer.csrf_exempt = True  # type: ignore[attr-defined] # no cookie opens anything here
    return answer


def _choose_language(request: HttpRequest) -> HttpResponse | None:
    """``?language=`` counts before Accept-Language, which Django has read already."""
    if "language" not in request.GET:
        return None
    wanted = request.GET["language"]
    if wanted not in LANGUAGES:
        sentence = _("The language is one of %(languages)s.") % {"languages": ", ".join(LANGUAGES)}
        return problem(422, sentence, errors=[{"field": "language", "sentence": sentence}])
    translation.activate(wanted)
    request.LANGUAGE_CODE = wanted
    return None


def _too_many(spent: Spent) -> HttpResponse:
    return problem(
        429,
        _("At most %(limit)s requests a minute are answered; ask again in %(seconds)s seconds.")
        % {"limit": spent.limit, "seconds": spent.resets},
    )


def _remembered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - as above
    """An answer from memory, where nothing has changed in its scope since it was given.

    Making a list anew costs tens of milliseconds, most of it for the checks of its shapes.
    """
    try:
        scope = scope_at(kwargs.get("forum", ""), kwargs.get("cycle", ""))
    except Http404 as error:
        return problem_of(request, error)
    language = translation.get_language()
    key = scope.pk, scope.generation, request.get_full_path(), language
    known = _answers.get(key)
    if known is not None:
        request.scope = scope  # type: ignore[attr-defined]
        request.next_cursor = known.next_cursor  # type: ignore[attr-defined]
        return HttpResponse(known.content, headers=known.headers)
    response = _asked(view, request, *args, scope=scope, **kwargs)
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    if _waits_for_record(response) or scope.pk is None:
        return response
    if len(response.content) <= LARGEST_KEPT:
        cursor = getattr(request, "next_cursor", "")
        _answers.put(key, _Answer(response.content, dict(response.items()), cursor))
    return response


def _waits_for_record(response: HttpResponseBase) -> bool:
    """Whether an answer names an entry that the record will have in a moment.

    It gets its number without a change in the scope, so such an answer is given once only.
    """
    return isinstance(response, HttpResponse) and _NO_LEAF in response.content


def _asked(
    view: View,
    request: HttpRequest,
    *args: Any,  # noqa: ANN401 - as above
    scope: Scope | None = None,
    **kwargs: Any,  # noqa: ANN401 - as above
) -> HttpResponseBase:
    """The operation's answer; a defect of ours is logged as any other, and said in JSON."""
    try:
        # Before anything else: what is kept is at least as new as this row (core.published).
        here = scope or scope_at(kwargs.get("forum", ""), kwargs.get("cycle", ""))
        request.scope = here  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
    except HANDLED as error:
        return problem_of(request, error)
    except Exception:
        log.exception("defect", route=getattr(request.resolver_match, "view_name", ""))
        got_request_exception.send(sender=None, request=request)
        return problem(500, _("Something went wrong here; it is not your fault."))
    leaf = getattr(request, "recorded_with", None)
    if leaf is not None and isinstance(response, HttpResponse):
        after_recording(response, leaf)
    if response.status_code == 405:
        allowed = response["Allow"]
        response = problem(405, _("This address does not take this method."))
        response["Allow"] = allowed
    return response


def _keep(request: HttpRequest) -> None:
    scope = scope_of(request)
    if scope.pk is not None:
        request.META[PUBLISHED] = RenderedFrom(scope.pk, scope.generation)


def _finish(request: HttpRequest, response: HttpResponseBase, *, gate: str) -> None:
    response["Access-Control-Allow-Origin"] = "*"  # no cookie counts here: any page may ask
    if gate == TOKEN or request.method != "GET":
        response["Cache-Control"] = "no-store"
        return
    response["Cache-Control"] = ASK_AGAIN
    if cursor := getattr(request, "next_cursor", ""):
        query = request.GET.copy()
        query["cursor"] = cursor
        address = f"{settings.PUBLIC_ADDRESS}{request.path}?{query.urlencode()}"
        response["Link"] = f'<{address}>; rel="next"'
    is_problem = response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
    if response.streaming or is_problem or not isinstance(response, HttpResponse):
        return
    # Weak: the server's front compresses the same words.
    tag = f'W/"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    response["ETag"] = tag
    if _has(request.headers.get("If-None-Match", ""), tag):
        response.status_code, response.content = 304, b""
        del response["Content-Type"]


def _has(known: str, tag: str) -> bool:
    """Weak comparison (RFC 9110, 13.1.2)."""
    bare = tag.removeprefix("W/")
    return known.strip() == "*" or any(
        one.strip().removeprefix("W/") == bare for one in known.split(",")
    )
