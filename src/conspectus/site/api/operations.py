"""All operations, as addresses of the site; the only place that makes the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from conspectus.site.api import (
    captions,
    drafts,
    exports,
    feeds,
    forums,
    holders,
    managing,
    meetings,
    own,
    paper_life,
    papers,
    record,
    register,
    searching,
    translations,
)
from conspectus.site.api.answering import PUBLIC, TOKEN, answered
from conspectus.site.api.later import PREFIX
from conspectus.site.api.problems import HANDLED, problem_of

IN_FORUM: Final = "/forums/{slug:forum}"
IN_CYCLE: Final = f"{IN_FORUM}/cycles/{{slug:cycle}}"
ROUTERS: Final = (
    ("", forums.router),
    (IN_FORUM, forums.in_forum),
    (IN_CYCLE, forums.in_cycle),
    (IN_CYCLE, register.in_cycle),
    (IN_CYCLE, translations.in_cycle),
    (IN_FORUM, holders.in_forum),
    (IN_CYCLE, papers.in_cycle),
    (IN_CYCLE, paper_life.in_cycle),
    ("", record.router),
    (IN_CYCLE, exports.in_cycle),
    ("", feeds.router),
    (IN_FORUM, feeds.in_forum),
    (IN_CYCLE, feeds.in_cycle),
    ("", own.router),
    (IN_CYCLE, own.in_cycle),
    ("", drafts.router),
    (IN_CYCLE, drafts.in_cycle),
    (IN_CYCLE, managing.in_cycle),
    (IN_CYCLE, captions.in_cycle),
    (IN_CYCLE, meetings.in_cycle),
    ("", searching.router),
    (IN_FORUM, searching.in_forum),
    (IN_CYCLE, searching.in_cycle),
)
EXPORTS: Final = "api-export-"
"""Beginning of the names of exports, which cost more than a list."""

_CHANGES_BY_ITSELF: Final = re.compile(r"api-(record|leaf|leaves|receipt|search|live|captions)")
"""Names of public answers that change without a change of what is published."""


class _Words(JSONRenderer):
    """Letters of all scripts as they are: half the bytes of Arabic and Chinese."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class _Api(NinjaAPI):
    """Operations are called by the names of their addresses: "paper_version"."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Its name in clients."""
        return str(operation.url_name).removeprefix("api-").replace("-", "_")


def _made() -> NinjaAPI:
    made = _Api(
        title="Conspectus",
        version="1",
        urls_namespace="api-v1",
        openapi_url=None,
        docs_url=None,
        renderer=_Words(),
    )
    for place, router in ROUTERS:
        made.add_router(place, router)
    for error in HANDLED:
        made.add_exception_handler(error, problem_of)
    return made


api: Final = _made()


def operations() -> Iterator[tuple[str, Any]]:
    """(path with its converters, operation) of all, in the order in which they are told."""
    for bound in api._get_bound_routers():  # noqa: SLF001 - as ninja's own schema walks them
        for address, view in bound.path_operations.items():
            for operation in view.operations:
                yield f"{bound.prefix}{address}", operation


def _patterns() -> Iterator[URLPattern]:
    opened = {operation.url_name: bool(operation.auth_callbacks) for _, operation in operations()}
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        name = str(pattern.name)
        gate = TOKEN if opened[name] else PUBLIC
        view = answered(
            pattern.callback,
            gate=gate,
            is_export=name.startswith(EXPORTS),
            is_live=name == "api-caption",
            is_kept=gate == PUBLIC and not _CHANGES_BY_ITSELF.match(name),
        )
        yield path(f"{PREFIX}/{pattern.pattern}".replace("//", "/"), view, name=name)


urlpatterns: Final = list(_patterns())
