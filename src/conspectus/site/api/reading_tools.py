"""The reading operations as tools: each by its name, with what it is asked, as one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils import translation

from conspectus.site.api.openapi import document

LEFT_OUT: Final = frozenset({"open data", "feeds"})
"""Tags of operations that give files, which are no use in a conversation."""


@dataclass(frozen=True, slots=True)
class ReadingTool:
    """``schema``: JSON Schema of its arguments; ``parts``: those that stand in the address."""

    name: str
    summary: str
    path: str
    schema: Mapping[str, Any]
    parts: frozenset[str]


def reading_tools() -> dict[str, ReadingTool]:
    """All of them, by name; none needs a token, none changes anything."""
    found = {}
    for path, methods in document()["paths"].items():
        operation = methods.get("get")
        if operation and not operation.get("security") and not LEFT_OUT & set(operation["tags"]):
            tool = _tool(path, operation)
            found[tool.name] = tool
    return found


def _tool(path: str, operation: Mapping[str, Any]) -> ReadingTool:
    asked = operation["parameters"]
    schema = {
        "type": "object",
        "properties": {one["name"]: one["schema"] for one in asked},
        "required": [one["name"] for one in asked if one["required"]],
        "additionalProperties": False,
    }
    parts = frozenset(one["name"] for one in asked if one["in"] == "path")
    return ReadingTool(operation["operationId"], operation["summary"], path, schema, parts)


def call(tool: ReadingTool, arguments: Mapping[str, Any]) -> tuple[int, str]:
    """The status and the words of the operation's own answer."""
    try:
        request = _request(tool, arguments)
    except ValueError:  # half a character, or a number of thousands of digits
        return 422, "An argument is no text."
    with translation.override("en"):
        try:
            match = resolve(request.path)
        except Http404:
            return 404, "There is nothing at this address."
        request.resolver_match = match
        answer = match.func(request, *match.args, **match.kwargs)
    words = answer.content.decode() if isinstance(answer, HttpResponse) else ""
    return answer.status_code, words


def _request(tool: ReadingTool, arguments: Mapping[str, Any]) -> HttpRequest:
    parts = {name: quote(str(arguments.get(name, "")), safe="") for name in tool.parts}
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = tool.path.format(**parts)
    asked = {key: str(value) for key, value in arguments.items() if key not in tool.parts}
    # By its whole address an answer is remembered.
    request.META["QUERY_STRING"] = urlencode(asked)
    request.GET = QueryDict(request.META["QUERY_STRING"])
    return request
