"""Register and positions whole, as JSON-LD and as Parquet."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router

from conspectus.contributions.export import records_of
from conspectus.core.published import scope_of
from conspectus.forums.models import Cycle
from conspectus.forums.queries.pages import cycle_here
from conspectus.site.api import jsonld
from conspectus.site.api.papers import public_version
from conspectus.site.api.problems import problem
from conspectus.site.api.shapes import address_of
from conspectus.synthesis.children import run_child
from conspectus.synthesis.models import PaperVersion, PositionRow

in_cycle = Router(tags=["open data"])

PARQUET: Final = "application/vnd.apache.parquet"
LONGEST_S: Final = 120

REGISTER: Final = {
    "number": "number",
    "version": "number",
    "title": "text",
    "contributor": "text",
    "unnamed": "text",
    "personal_capacity": "truth",
    "group": "text",
    "country": "text",
    "region": "text",
    "language": "text",
    "themes": "texts",
    "received": "text",
    "late": "truth",
    "imported": "truth",
    "documents": "number",
    "words": "number",
    "address": "text",
    "files": "texts",
    "translations": "texts",
}
"""Columns of the register and their types (`parquet_run.TYPES`)."""

POSITIONS: Final = {
    "order": "number",
    "theme": "text",
    "view": "text",
    "wording": "text",
    "language": "text",
    "holder": "text",
    "name": "text",
    "group": "text",
    "region": "text",
    "stance": "text",
    "across_languages": "truth",
    "opposed": "truth",
    "printed": "truth",
    "sentence": "text",
    "paragraph": "text",
    "reason": "text",
}


def _says(media_type: str) -> dict[str, Any]:
    """What the description says of an answer that is a file."""
    schema: dict[str, Any] = {"type": "object"} if media_type.endswith("json") else {}
    return {"responses": {200: {"content": {media_type: {"schema": schema}}}}}


@in_cycle.get(
    "/exports/contributions.jsonld",
    url_name="api-export-contributions-jsonld",
    summary=gettext_noop("The whole register as JSON-LD"),
    openapi_extra=_says(jsonld.MEDIA_TYPE),
)
def contributions_jsonld(request: HttpRequest) -> HttpResponseBase:
    here = cycle_here(request)
    register = address_of(f"{here.scope.path}/contributions/")
    head = {"@id": register, "@type": "schema:Dataset", "name": here.scope.path}
    parts = (jsonld.of_contribution(one, register) for one in records_of(here))
    return _streamed(jsonld.lines(head, parts))


@in_cycle.get(
    "/exports/contributions.parquet",
    url_name="api-export-contributions-parquet",
    summary=gettext_noop("The whole register as Parquet"),
    openapi_extra=_says(PARQUET),
)
def contributions_parquet(request: HttpRequest) -> HttpResponse:
    here = cycle_here(request)
    return _packed(REGISTER, _register_rows(here), f"{_named(here)}-contributions")


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/exports/positions.jsonld",
    url_name="api-export-positions-jsonld",
    summary=gettext_noop("All positions of a version as JSON-LD"),
    openapi_extra=_says(jsonld.MEDIA_TYPE),
)
def positions_jsonld(request: HttpRequest, number: int, version: int) -> HttpResponseBase:
    found = public_version(request, number, version)
    base = address_of(f"{scope_of(request).path}/papers/{number}/v{version}/")
    head = {"@id": base, "@type": "schema:Dataset", "name": found.paper.title}
    parts = (jsonld.of_position(row, base) for row in _positions(found))
    return _streamed(jsonld.lines(head, parts))


@in_cycle.get(
    "/papers/{int:number}/versions/{int:version}/exports/positions.parquet",
    url_name="api-export-positions-parquet",
    summary=gettext_noop("All positions of a version as Parquet"),
    openapi_extra=_says(PARQUET),
)
def positions_parquet(request: HttpRequest, number: int, version: int) -> HttpResponse:
    found = public_version(request, number, version)
    name = f"{_named(cycle_here(request))}-{number}-v{version}-positions"
    return _packed(POSITIONS, _positions(found), name)


def _register_rows(cycle: Cycle) -> Iterator[dict[str, Any]]:
    for record in records_of(cycle):
        yield {
            **record,
            "address": address_of(record["address"].lstrip("/")),
            **{
                name: [address_of(one["address"].lstrip("/")) for one in record[name]]
                for name in ("files", "translations")
            },
        }


def _positions(version: PaperVersion) -> Iterator[Mapping[str, Any]]:
    rows: Any = PositionRow.objects.filter(version=version).order_by("order").values(*POSITIONS)
    yield from rows.iterator(chunk_size=500)


def _named(cycle: Cycle) -> str:
    return cycle.scope.path.replace("/", "-")


def _streamed(lines: Iterator[str]) -> StreamingHttpResponse:
    return StreamingHttpResponse(lines, content_type=jsonld.MEDIA_TYPE)


def _packed(
    columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], name: str
) -> HttpResponse:
    """The rows as a Parquet file, made by a child."""
    if importlib.util.find_spec("pyarrow") is None:
        return problem(406, _("This installation writes no Parquet; take JSON-LD or CSV."))
    with tempfile.TemporaryDirectory() as folder:
        lines, file = Path(folder) / "lines", Path(folder) / "file"
        with lines.open("w", encoding="utf-8") as written:
            for row in rows:
                json.dump({key: row[key] for key in columns}, written, ensure_ascii=False)
                written.write("\n")
        told = run_child(
            "conspectus.site.api.parquet_run", json.dumps(columns), lines, file,
            longest_s=LONGEST_S,
        )  # fmt: skip
        if told.code != 0:
            raise RuntimeError(f"No Parquet file of {name} was written: {told.errors[-500:]}")
        content = file.read_bytes()
    answer = HttpResponse(content, content_type=PARQUET)
    answer["Content-Disposition"] = f'attachment; filename="{name}.parquet"'
    return answer
