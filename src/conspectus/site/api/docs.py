"""The page that tells people what programs can ask: all operations, with examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import groupby
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conspectus.people.gates import public
from conspectus.site.api import limits

GROUPS: Final[dict[str, str | Promise]] = {
    "forums": _("Forums and cycles"),
    "contributions": _("Contributions"),
    "contributors": _("Contributors"),
    "papers": _("Papers"),
    "record": _("Public record"),
    "own contributions": _("Your own contributions, with a token"),
    "meetings": _("Meetings that go on"),
    "managing": _("For the secretariat, with a token"),
    "search": _("Search"),
    "open data": _("Everything as open data"),
    "feeds": _("Feeds"),
}
"""The tags of operations, in the order in which they are told."""

BODIES: Final[dict[str, dict[str, Any]]] = {
    "contribute": {
        "title": "Access for all",
        "text": "Access should be affordable.\n\nLibraries come first.",
        "language": "en",
        "organisations": ["Example Society"],
        "agree": True,
    },
    "own_new_version": {
        "title": "Access for all",
        "text": "Access must be affordable.",
        "language": "en",
        "agree": True,
    },
    "draft": {
        "title": "Access for all",
        "language": "en",
        "organisations": ["Example Society"],
        "file": "@access.pdf",
    },
    "own_new_draft": {"title": "Access for all", "language": "en", "file": "@access.pdf"},
    "own_draft_sending": {"seen": True, "agree": True, "redact": []},
    "caption": {"text": "Access should be affordable.", "speaker": "ANA", "key": "1"},
    "publication": {"version": 1},
    "refusal": {"reason": "unreadable"},
}
"""What an example sends, by operation; "@": a file."""


@dataclass(frozen=True, slots=True)
class Told:
    """An operation on the page. ``asked``: names of what its query string may hold.

    ``body``: what of a command of curl sends the example.
    """

    method: str
    path: str
    summary: str
    asked: tuple[str, ...]
    body: str


@cache
def told() -> dict[str, list[Told]]:
    """The operations of each group; summaries are not translated yet."""
    rows = sorted(_rows(), key=lambda row: list(GROUPS).index(row[0]))
    return {tag: [one for _, one in found] for tag, found in groupby(rows, lambda row: row[0])}


def _rows() -> Iterator[tuple[str, Told]]:
    # Imported when asked for: with it comes the API's library (`later`).
    document = import_module("conspectus.site.api.openapi").document()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            asked = tuple(
                one["name"]
                for one in operation["parameters"]
                if one["in"] == "query" and one["name"] not in {"language", "cursor", "limit"}
            )
            shown = _sent(BODIES.get(operation["operationId"], {}))
            yield (
                operation["tags"][0],
                Told(method.upper(), path, operation["summary"], asked, shown),
            )


def _sent(body: Mapping[str, Any]) -> str:
    if "file" not in body:
        return f"--json '{json.dumps(body, ensure_ascii=False)}'" if body else ""
    rows = ((name, value if isinstance(value, list) else [value]) for name, value in body.items())
    return " ".join(f"-F {name}='{one}'" for name, values in rows for one in values)


@public
def api_docs(request: HttpRequest) -> HttpResponse:
    """What programs can ask, by group."""
    cursors = import_module("conspectus.site.api.cursors")
    context = {
        "groups": [(GROUPS[tag], found) for tag, found in told().items()],
        "site": settings.PUBLIC_ADDRESS,
        "reading": limits.READING,
        "with_token": limits.WITH_TOKEN,
        "writing": limits.WRITING,
        "usual": cursors.USUAL,
        "most": cursors.MOST,
    }
    return render(request, "site/api.html", context)
