"""Register and positions as JSON-LD 1.1: schema.org and Dublin Core, with the context inside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from conspectus.site.api.shapes import address_of

MEDIA_TYPE: Final = "application/ld+json"

_DATE: Final = "http://www.w3.org/2001/XMLSchema#dateTime"


def context() -> dict[str, Any]:
    """Every name that is used, and what it means; nobody else has to be asked."""
    return {
        "@version": 1.1,
        "schema": "https://schema.org/",
        "dcterms": "http://purl.org/dc/terms/",
        "forum": address_of("api/v1/terms#"),
        "title": "dcterms:title",
        "name": "schema:name",
        "text": "schema:text",
        "language": "dcterms:language",
        "contributor": "dcterms:creator",
        "received": {"@id": "dcterms:dateSubmitted", "@type": _DATE},
        "subject": "dcterms:subject",
        "spatial": "dcterms:spatial",
        "audience": "forum:group",
        "number": "schema:position",
        "version": "schema:version",
        "wordCount": "schema:wordCount",
        "isPartOf": {"@id": "dcterms:isPartOf", "@type": "@id"},
        "hasPart": {"@id": "dcterms:hasPart", "@container": "@set"},
        "files": {"@id": "dcterms:hasFormat", "@type": "@id", "@container": "@set"},
        "translations": {"@id": "schema:workTranslation", "@type": "@id", "@container": "@set"},
        "late": "forum:late",
        "unnamed": "forum:unnamed",
        "view": "forum:view",
        "theme": "forum:theme",
        "stance": "forum:stance",
        "opposed": "forum:opposed",
        "group": "forum:group",
        "region": "forum:region",
        "sentence": {"@id": "forum:sentence", "@type": "@id"},
        "reason": "forum:reason",
    }


def lines(head: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A document whose parts are written as they come, one a line."""
    whole = {"@context": context(), **head}
    yield json.dumps(whole, ensure_ascii=False)[:-1] + ', "hasPart": ['
    before = "\n"
    for part in parts:
        kept = {key: value for key, value in part.items() if value not in ("", [], None)}
        yield before + json.dumps(kept, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def of_contribution(record: Mapping[str, Any], register: str) -> dict[str, Any]:
    """A record of `contributions.export`; ``register``: the address of the whole."""
    return {
        "@id": address_of(record["address"].lstrip("/")),
        "@type": "schema:CreativeWork",
        "isPartOf": register,
        "number": record["number"],
        "version": record["version"],
        "title": record["title"],
        "language": record["language"],
        "contributor": record["contributor"],
        "unnamed": record["unnamed"],
        "group": record["group"],
        "region": record["region"],
        "spatial": record["country"],
        "subject": record["themes"],
        "received": record["received"],
        "late": record["late"],
        "wordCount": record["words"],
        "files": [address_of(one["address"].lstrip("/")) for one in record["files"]],
        "translations": [address_of(one["address"].lstrip("/")) for one in record["translations"]],
    }


def of_position(row: Mapping[str, Any], version: str) -> dict[str, Any]:
    """A line of the positions of a paper's version, whose address is ``version``."""
    sentence = row["sentence"]
    return {
        "@id": f"{version}positions/#{row['order']}",
        "@type": "schema:Claim",
        "isPartOf": version,
        "view": row["view"],
        "text": row["wording"],
        "language": row["language"],
        "contributor": row["name"],
        "group": row["group"],
        "region": row["region"],
        "theme": row["theme"],
        "stance": row["stance"],
        "opposed": row["opposed"],
        "sentence": f"{version}s/{sentence}/" if sentence else "",
        "reason": row["reason"],
    }
