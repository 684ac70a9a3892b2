"""What the API says of itself: OpenAPI 3.1, with the parts that every operation has."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.openapi.schema import get_schema

from conspectus.core.text import LANGUAGES
from conspectus.site.api.answering import PUBLIC, answered
from conspectus.site.api.later import PREFIX
from conspectus.site.api.operations import api
from conspectus.site.api.problems import MEDIA_TYPE, Problem, problem

OPENAPI_TYPE: Final = "application/vnd.oai.openapi+json;version=3.1"
_PART: Final = re.compile(r"{(?:(\w+):)?(\w+)}")
_SLUG: Final = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
_NUMBER: Final = {"type": "integer", "minimum": 0}
_NUMBERS: Final = frozenset("number version paragraph comment edition index id".split())
_LANGUAGE: Final = {
    "in": "query",
    "name": "language",
    "required": False,
    "schema": {"type": "string", "enum": list(LANGUAGES)},
    "description": "Language of names and sentences; before Accept-Language.",
}
PROBLEMS: Final = {
    "400": "What was sent is no JSON.",
    "401": "A token is missing, unknown, expired or revoked.",
    "403": "The token may not do this, or not now.",
    "404": "There is nothing at this address.",
    "406": "This installation cannot give it in this format.",
    "410": "It was withdrawn or erased.",
    "422": "Something that was sent is wrong.",
    "429": "Too many requests; Retry-After says when to ask again.",
}
_HEADERS: Final = {
    name: {"schema": {"type": "string"}, "required": False}
    for name in ("ETag", "Link", "RateLimit", "RateLimit-Policy")
}


@cache
def document() -> dict[str, Any]:
    """The whole description; the same for the life of a process."""
    made: dict[str, Any] = json.loads(json.dumps(get_schema(api, path_prefix=f"{PREFIX}/")))
    components = made.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= shape.pop("$defs", {})
    schemas["Problem"] = shape
    components["responses"] = {
        f"Problem{status}": {
            "description": words,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in PROBLEMS.items()
    }
    made["servers"] = [{"url": settings.PUBLIC_ADDRESS}]
    for address, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(address, method, operation)
    return made


def _complete(address: str, method: str, operation: dict[str, Any]) -> None:
    """Parts of the address, the language, what may go wrong."""
    parameters = operation.setdefault("parameters", [])
    named = {one["name"]: one for one in parameters if one["in"] == "path"}
    for _kind, name in _PART.findall(address):
        schema = _NUMBER if name in _NUMBERS else _SLUG
        if name in named:
            named[name]["schema"] = {"title": name, **schema}
        else:
            parameters.append({"in": "path", "name": name, "required": True, "schema": schema})
    for one in parameters:
        one["schema"] = _said(one["schema"])
    parameters.append(_LANGUAGE)
    answers = operation["responses"]
    for answer in answers.values():
        answer["headers"] = _HEADERS
    if method == "get" and not operation.get("security"):
        answers["304"] = {"description": "As the ETag in If-None-Match."}
    wanted = {"404", "422", "429"}
    if "{" in address:
        wanted.add("410")
    if operation.get("requestBody"):
        wanted.add("400")
    if "/export" in address:
        wanted.add("406")
    if operation.get("security"):
        wanted |= {"401", "403"}
    for status in sorted(wanted):
        answers.setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})


def _said(schema: dict[str, Any]) -> dict[str, Any]:
    """A query string has no null: what is left out is not there."""
    kinds = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(kinds) != 1:
        return schema
    kept = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**kept, **kinds[0]}


def _described(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(document(), ensure_ascii=False), content_type=OPENAPI_TYPE)


def _unknown(_request: HttpRequest, **_address: str) -> HttpResponse:
    return problem(404, "There is no such address; /api/v1/openapi.json lists all.")


described = answered(_described, gate=PUBLIC)
unknown = answered(_unknown, gate=PUBLIC)
