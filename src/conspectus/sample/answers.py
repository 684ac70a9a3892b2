"""``truth.json``: what was planted in the sample, by whom, and in which words."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conspectus.sample.markup import Mark, MarkupError, Part, Text

_PLAIN_TAGS = {
    "cour": "courtesy",
    "back": "background",
    "late": "after_cut_off",
    "hid": "not_for_publication",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planted:
    """One mark with the place where it stands and the key of who says it."""

    mark: Mark
    text: Text
    holder: str
    speaker: str | None


def read_plan(path: Path) -> dict[str, Any]:
    """Views, oppositions, holders and speakers as ``plan.toml`` writes them."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def make_truth(plan: Mapping[str, Any], texts: Sequence[Text]) -> dict[str, Any]:
    """The content of ``truth.json``.

    Raises MarkupError where a tag names a view, a holder or a speaker that the plan lacks.
    """
    planted = [item for text in texts for item in _planted_in(text, plan)]
    views = [_view(key, entry, planted, plan) for key, entry in plan["views"].items()]
    return {
        "format": "conspectus-truth/1",
        "holders": _holders(plan),
        "views": views,
        "oppositions": _oppositions(plan, {view["id"]: view for view in views}),
        "relayed": [
            _place(item) | {"whose": item.mark.tag.split(":", 1)[1], "relayer": _name(item, plan)}
            for item in planted
            if item.mark.tag.startswith("rel:")
        ],
        "decoys": [_decoy(item, plan) for item in planted if item.mark.tag.startswith("dec:")],
        "apart": _apart(plan, planted),
        "identical": _identical(views),
        "campaign": _campaign(plan, texts),
        "unexplained_acronyms": plan["unexplained_acronyms"],
        "left_out": plan["left_out"],
        **{
            name: [_place(item) for item in planted if item.mark.tag == tag]
            for tag, name in _PLAIN_TAGS.items()
        },
    }


def write_truth(truth: Mapping[str, Any]) -> bytes:
    """Bytes of ``truth.json``: UTF-8, two spaces, one final line end."""
    return (json.dumps(truth, ensure_ascii=False, indent=1) + "\n").encode()


def _planted_in(text: Text, plan: Mapping[str, Any]) -> Iterator[_Planted]:
    for part in text.parts:
        holder, speaker = _who(text, part, plan)
        for mark in part.marks:
            _check_tag(mark.tag, text, plan)
            yield _Planted(mark=mark, text=text, holder=holder, speaker=speaker)


def _who(text: Text, part: Part, plan: Mapping[str, Any]) -> tuple[str, str | None]:
    if part.kind != "turn":
        return text.header["holder"], None
    speakers = plan["speakers"]
    if part.marker not in speakers:
        msg = f"{text.name} has a speaker whom plan.toml does not list: {part.marker}."
        raise MarkupError(msg)
    return speakers[part.marker], part.marker


def _check_tag(tag: str, text: Text, plan: Mapping[str, Any]) -> None:
    head = tag.partition("~")[0]
    if head in plan["views"] or head in _PLAIN_TAGS or head.startswith(("rel:", "@")):
        return
    if head.startswith("dec:") and head.split(":")[1] in plan["views"]:
        return
    msg = f"{text.name} has a tag that plan.toml does not explain: {tag}."
    raise MarkupError(msg)


def _place(item: _Planted) -> dict[str, Any]:
    place: dict[str, Any] = {"ref": item.text.header["ref"], "file": item.text.file}
    if item.speaker:
        place["speaker"] = item.speaker
    return place | {"language": item.text.header["language"], "quote": item.mark.quote}


def _name(item: _Planted, plan: Mapping[str, Any]) -> str:
    if item.holder not in plan["holders"]:
        msg = f"{item.text.name} has a holder whom plan.toml does not list: {item.holder}."
        raise MarkupError(msg)
    name: str = plan["holders"][item.holder]["name"]
    return name


def _holders(plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": entry["name"],
            "aliases": entry.get("aliases", []),
            "kind": entry.get("kind", "organisation"),
            "members": [plan["holders"][key]["name"] for key in entry.get("members", [])],
            "group": entry.get("group"),
            "region": entry.get("region"),
        }
        for entry in plan["holders"].values()
    ]


def _view(
    key: str, entry: Mapping[str, Any], planted: Sequence[_Planted], plan: Mapping[str, Any]
) -> dict[str, Any]:
    passages = []
    by_holder: dict[str, None] = {}
    for item in planted:
        head, _, modality = item.mark.tag.partition("~")
        if head == key:
            name = _name(item, plan)
            by_holder[name] = None
            passages.append(_place(item) | {"holder": name, "modality": modality or "should"})
    return {
        "id": key,
        "claim": entry["claim"],
        "theme": entry["theme"],
        "kind": entry.get("kind", "shared"),
        "languages": sorted({passage["language"] for passage in passages}),
        "holders": list(by_holder),
        "passages": passages,
    }


def _oppositions(
    plan: Mapping[str, Any], views: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    return [
        {
            "issue": entry["issue"],
            "views": [entry["for"], entry["against"]],
            "for": views[entry["for"]]["holders"],
            "against": views[entry["against"]]["holders"],
        }
        for entry in plan["oppositions"]
    ]


def _decoy(item: _Planted, plan: Mapping[str, Any]) -> dict[str, Any]:
    _, view, why = item.mark.tag.split(":", 2)
    return _place(item) | {"holder": _name(item, plan), "not": view, "why": why}


def _apart(plan: Mapping[str, Any], planted: Sequence[_Planted]) -> list[dict[str, Any]]:
    named: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in planted:
        tag = item.mark.tag
        key = f"view:{tag.partition('~')[0]}"
        if tag.startswith("@"):
            key = tag
        elif tag.startswith("dec:"):
            key = "decoy:" + tag.split(":")[1]
        named[key].append(_place(item) | {"holder": _name(item, plan)})
    return [
        {"kind": entry["kind"], "why": entry["why"], "a": named[entry["a"]], "b": named[entry["b"]]}
        for entry in plan["apart"]
    ]


def _identical(views: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Words that several holders use to the letter, and who they are."""
    found = []
    for view in views:
        by_quote: dict[str, dict[str, None]] = defaultdict(dict)
        for passage in view["passages"]:
            by_quote[passage["quote"]][passage["holder"]] = None
        found += [
            {"view": view["id"], "quote": quote, "holders": list(holders)}
            for quote, holders in by_quote.items()
            if len(holders) > 1
        ]
    return found


def _campaign(plan: Mapping[str, Any], texts: Sequence[Text]) -> dict[str, Any]:
    letters = [text for text in texts if text.header["holder"] == "CAM"]
    return {
        "subject": plan["campaign"]["subject"],
        "copies": len(letters),
        "refs": [text.header["ref"] for text in letters],
        "files": [text.file for text in letters],
        "signatories": [text.header["signatory"] for text in letters],
    }
