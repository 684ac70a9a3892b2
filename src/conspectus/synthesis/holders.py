"""Who is to be told of a version: each holder with what cites it and what of its words does not.

Kept beside the annexes of a version, so that no page reads the bundle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from conspectus.core.citable import is_told

HOLDERS = "holders"
"""The word under which the entries are kept; it is in no list of annexes and has no page."""

LONGEST_NAME = 500
"""Characters of a joint contribution's name by which its contacts know it."""

MOST_UNSAID = 20
"""Passages of a holder on which no sentence rests that are kept for its letter."""

NO_VIEW = ("relayed", "chair")
"""Capacities whose passages are never the holder's own view."""


def nobody_in(paper: Mapping[str, Any]) -> frozenset[str]:
    """Ids that stand for words without attribution: no holder of a list, a page or a letter."""
    return frozenset(one["id"] for one in paper["holders"] if one.get("kind") == "unattributed")


def holder_entries(paper: Mapping[str, Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """One entry for each holder that signed a source or is cited, by name.

    ``{"id", "kind", "name": as listed, "names": [name and aliases], "signed": [ids of its
    sources], "sentences": [ids of sentences that cite it], "unsaid": [[source id, start,
    end], …]}``. ``names``: holder id → name as listed.
    """
    signed = _signed(paper)
    cited, spans = _cited(paper)
    unsaid = _unsaid(paper, spans)
    heard = {one for source in paper["sources"] for one in source["holders"]} | set(cited)
    heard -= nobody_in(paper)
    entries = [
        {
            "id": one["id"],
            "kind": one.get("kind") or "organisation",
            "name": names[one["id"]],
            "names": [one["name"], *one.get("aliases", ())],
            "signed": signed[one["id"]],
            "sentences": list(dict.fromkeys(cited[one["id"]])),
            "unsaid": unsaid[one["id"]][:MOST_UNSAID],
        }
        for one in paper["holders"]
        if one["id"] in heard
    ]
    return sorted(entries, key=lambda entry: (str(entry["name"]).casefold(), entry["id"]))


def _signed(paper: Mapping[str, Any]) -> dict[str, list[str]]:
    """Holder id → sources whose sender is asked: contributions, and what an app tells of."""
    found: dict[str, list[str]] = defaultdict(list)
    for source in paper["sources"]:
        if source["kind"] == "contribution" or is_told(source["kind"]):
            for holder in source["holders"]:
                found[holder].append(source["id"])
    return found


def _cited(
    paper: Mapping[str, Any],
) -> tuple[dict[str, list[str]], dict[tuple[str, str], list[tuple[int, int]]]]:
    """Holder id → ids of sentences; (holder, source) → the spans that are evidence."""
    sentences: dict[str, list[str]] = defaultdict(list)
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for sentence in _sentences(paper):
        for position in sentence["positions"]:
            sentences[position["holder"]].append(sentence["id"])
            for item in position["evidence"]:
                spans[position["holder"], item["source"]].append((item["start"], item["end"]))
    return sentences, spans


def _sentences(paper: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for section in paper["sections"]:
        for paragraph in section["paragraphs"]:
            yield from paragraph["sentences"]


def _unsaid(
    paper: Mapping[str, Any], spans: Mapping[tuple[str, str], list[tuple[int, int]]]
) -> dict[str, list[list[Any]]]:
    """Holder id → its passages that no evidence touches."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for one in paper.get("passages", ()):
        if one["capacity"] in NO_VIEW:
            continue
        start, end = one["start"], one["end"]
        told = spans.get((one["holder"], one["source"]), ())
        if not any(start < b and a < end for a, b in told):
            found[one["holder"]].append([one["source"], start, end])
    return found
