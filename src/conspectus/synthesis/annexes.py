"""Title block and annexes of a paper as its pages need them, from paper.json.

``front``: {"title", "status", "date", "reference", "language", "cut_off", "notes": [str],
"annexes": {name: number of entries}}; of a public version also "changes": {kind: number}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from conspectus.core.citable import is_told
from conspectus.synthesis.holders import HOLDERS, holder_entries

ANNEXES: Mapping[str, str | Promise] = {
    "submissions": _("Contributions by contributor"),
    "speakers": _("Speakers and their interventions"),
    "glossary": _("Glossary"),
    "not-reflected": _("Contributions that are not reflected"),
    "method": _("Method"),
    "balance": _("Whose voice the paper carries"),
    "coverage": _("What of each contribution the paper reflects"),
}
"""The annexes by the word of their address, in the order in which they stand."""

REASONS: Mapping[str, str | Promise] = {
    "unreadable": _("unreadable"),
    "empty": _("empty"),
    "no view": _("states no view"),
    "outside the themes": _("outside the themes"),
    "duplicate": _("duplicate"),
    "excluded": _("excluded"),
    "not for publication": _("not for publication"),
    "after cut-off": _("after the cut-off date"),
    "withdrawn": _("withdrawn"),
}
"""What pages call the reasons of ``not_reflected`` (docs/evidence-format.md)."""

Entries = list[dict[str, Any]]

NO_ADDRESSES: Mapping[str, str] = {}


def front_of(paper: Mapping[str, Any], annexes: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The title block, and how long each annex is."""
    return {
        "title": paper["title"],
        "status": paper["status"],
        "date": paper["date"],
        "reference": paper.get("reference", ""),
        "language": paper["language"],
        "cut_off": paper.get("cut_off"),
        "notes": list(paper.get("notes", ())),
        "annexes": {name: len(annexes[name]) for name in ANNEXES},
    }


def listed_names(paper: Mapping[str, Any]) -> dict[str, str]:
    """Holder id → its name as lists and headings print it: without the article of a sentence."""
    labels = {one["id"]: one.get("label") or one["name"] for one in paper["holders"]}
    return {one: label.removeprefix("the ") for one, label in labels.items()}


def annexes_of(
    paper: Mapping[str, Any], addresses: Mapping[str, str] = NO_ADDRESSES
) -> dict[str, Entries]:
    """The entries of each annex in order, and of the list of holders, which is no annex.

    ``addresses``: see `listed_source`.
    """
    sources = {one["id"]: one for one in paper["sources"]}
    names = listed_names(paper)
    listed = paper["annexes"]
    return {
        "submissions": [_submission(one, names) for one in listed["submissions"]],
        "speakers": [_speaker(one, names, sources, addresses) for one in listed["speakers"]],
        "glossary": [_term(one, sources) for one in listed["glossary"]],
        "not-reflected": [
            {
                **listed_source(sources[one["source"]], names, addresses),
                "reason": one["reason"],
            }
            for one in listed["not_reflected"]
        ],
        "method": [{"text": one} for one in listed["method"].get("paragraphs", ())],
        "balance": [
            {"of": of, **row}
            for of, rows in (("group", "groups"), ("region", "regions"))
            for row in paper["balance"].get(rows, ())
        ],
        "coverage": [
            {**listed_source(sources[one["source"]], names, addresses), **one}
            for one in paper["coverage"].get("rows", ())
        ],
        HOLDERS: holder_entries(paper, names),
    }


def listed_source(
    source: Mapping[str, Any],
    names: Mapping[str, str],
    addresses: Mapping[str, str] = NO_ADDRESSES,
) -> dict[str, Any]:
    """A source as lists name it; one that is not for publication without its title.

    ``addresses``: source id → permanent address (``PaperVersion.drawn_on``), which sources of
    other kinds than contributions bring along.
    """
    public = source.get("public", True)
    return {
        "number": source["number"],
        "title": source["title"] if public else "",
        "language": source["language"] if public else None,
        "holders": "; ".join(names[one] for one in source["holders"]),
        "at": source["number"] if source["kind"] == "contribution" and public else "",
        **_led_to(source, addresses),
    }


def _led_to(source: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, str]:
    address = addresses.get(source["id"], "") if is_told(source["kind"]) else ""
    return {"address": address} if address else {}


def _submission(entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    keys = ("number", "title", "date", "language", "late")
    return {
        "holder": names[entry["holder"]],
        "documents": [{key: one.get(key) for key in keys} for one in entry["documents"]],
    }


def _speaker(
    entry: Mapping[str, Any],
    names: Mapping[str, str],
    sources: Mapping[str, Mapping[str, Any]],
    addresses: Mapping[str, str],
) -> dict[str, Any]:
    spoke = [sources[one] for one in entry["interventions"] if one in sources]
    return {
        "holder": names[entry["holder"]],
        "interventions": [
            {"number": one["number"], "title": one["title"], **_led_to(one, addresses)}
            for one in spoke
        ],
    }


def _term(entry: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    source = sources.get(entry.get("source") or "")
    number = source["number"] if source else ""
    return {"term": entry["term"], "meaning": entry["meaning"], "number": number}
