"""Both checks refuse a bundle that names or counts what was said in a group."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conspectus.engine.errors import ConspectusError
from conspectus.engine.ids import sentence_id
from conspectus.engine.synthesis import synthesize
from conspectus.formats.bundle import check_bundle, read_bundle, verify, write_bundle
from conspectus.formats.bundle.writing import FORMATS
from tests.engine.test_group_words import GROUP, LIBRARIES, SCHOOLS, with_group

Json = dict[str, Any]


def _verdict(out: Path) -> list[str]:
    verify.WRONG.clear()
    try:
        verify.Bundle(out)
    except (OSError, LookupError, TypeError, ValueError, AttributeError) as error:
        verify.WRONG.append(repr(error))
    return list(verify.WRONG)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("group") / "out"
    write_bundle(synthesize(with_group(LIBRARIES, SCHOOLS)), out)
    return out


def test_every_format_has_what_was_said_in_the_group(bundle):
    assert _verdict(bundle) == []
    assert not check_bundle(bundle)
    assert read_bundle(bundle) == synthesize(with_group(LIBRARIES, SCHOOLS))
    for name in FORMATS:
        assert (bundle / f"paper.{name}").stat().st_size
    for name in ("html", "md"):
        text = (bundle / f"paper.{name}").read_text(encoding="utf-8")
        assert f"It was said in the group ({GROUP.name})" in text
        assert SCHOOLS in text
    assert SCHOOLS in (bundle / f"sources/{GROUP.id}.txt").read_text(encoding="utf-8")
    for name in ("positions.csv", "coverage.csv", "balance.csv"):
        assert GROUP.id not in (bundle / name).read_text(encoding="utf-8")
        assert GROUP.name not in (bundle / name).read_text(encoding="utf-8")


def _sentence(data: Json) -> Json:
    return next(
        sentence
        for section in data["sections"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        if GROUP.id in sentence["named"]
    )


def _renewed(sentence: Json, text: str) -> None:
    sentence["text"] = text
    views = [one["view"] for one in sentence["positions"]]
    sentence["id"] = sentence_id(views, [one["holder"] for one in sentence["positions"]], text)


def _a_person(data: Json) -> None:
    next(one for one in data["holders"] if one["id"] == GROUP.id)["kind"] = "person"


def _an_organisation_beside_it(data: Json) -> None:
    next(one for one in data["sources"] if one["id"] == GROUP.id)["holders"].append("alder-union")


def _somebody_signs(data: Json) -> None:
    next(one for one in data["sources"] if one["id"] == GROUP.id)["channel"] = "room"


def _own_words(data: Json) -> None:
    for one in data["passages"]:
        one["capacity"] = "own" if one["source"] == GROUP.id else one["capacity"]


def _on_behalf(data: Json) -> None:
    sentence = _sentence(data)
    for one in data["passages"]:
        if one["source"] == GROUP.id and one["view"] == sentence["positions"][0]["view"]:
            one["capacity"], one["holder"] = "on_behalf_of", "ada-obi"


def _a_degree(data: Json) -> None:
    _sentence(data)["degree"] = {"word": "one", "n": 1, "of": 1}


def _a_degree_word(data: Json) -> None:
    sentence = _sentence(data)
    _renewed(sentence, sentence["text"].replace("It was said", "It was said by many"))


def _a_stance(data: Json) -> None:
    _sentence(data)["positions"][0]["stance"] = "for"


def _addressed(data: Json) -> None:
    data["themes"][0]["addressed_by"].append(GROUP.id)


def _joined(data: Json) -> None:
    counted = next(
        one for one in data["views"] if all(not p.startswith(GROUP.id) for p in one["passages"])
    )
    moved = next(one for one in data["passages"] if one["source"] == GROUP.id)
    data["views"] = [one for one in data["views"] if one["id"] != moved["view"]]
    for section in data["sections"]:
        for paragraph in section["paragraphs"]:
            kept = [s for s in paragraph["sentences"] if GROUP.id not in s["named"]]
            paragraph["sentences"] = kept
        section["paragraphs"] = [p for p in section["paragraphs"] if p["sentences"]]
    data["annexes"]["not_reflected"].append({"source": GROUP.id, "reason": "no view"})
    for one in data["passages"]:
        if one["source"] == GROUP.id:
            one["view"] = None
    data["views"] = [v for v in data["views"] if not v["passages"][0].startswith(GROUP.id)]
    moved["view"], moved["theme"] = counted["id"], counted["theme"]
    moved["stance"] = "for"
    counted["passages"].append(moved["id"])
    counted["passages"].sort()


def _in_a_sentence_of_others(data: Json) -> None:
    sentence = _sentence(data)
    other = next(
        s
        for section in data["sections"]
        for p in section["paragraphs"]
        for s in p["sentences"]
        if s["kind"] == "view" and GROUP.id not in s["named"]
    )
    position = other["positions"][0] | {"view": sentence["positions"][0]["view"]}
    sentence["positions"].append(position | {"stance": "mentions"})
    sentence["named"].append(position["holder"])
    name = next(one["name"] for one in data["holders"] if one["id"] == position["holder"])
    _renewed(sentence, sentence["text"].replace("It was said", f"It was said by {name} and"))


WAYS: tuple[Callable[[Json], None], ...] = (
    _a_person,
    _an_organisation_beside_it,
    _somebody_signs,
    _own_words,
    _on_behalf,
    _a_degree,
    _a_degree_word,
    _a_stance,
    _addressed,
    _joined,
    _in_a_sentence_of_others,
)


@pytest.mark.parametrize("way", WAYS)
def test_what_names_or_counts_it_is_refused_twice(bundle, way):
    path = bundle / "paper.json"
    before = path.read_bytes()
    data = json.loads(before)
    way(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    try:
        with pytest.raises(ConspectusError):
            read_bundle(bundle)
        assert _verdict(bundle) != []
    finally:
        path.write_bytes(before)


def test_a_row_of_positions_for_it_is_refused(bundle):
    path = bundle / "positions.csv"
    before = path.read_bytes()
    data = json.loads((bundle / "paper.json").read_bytes())
    view = next(one for one in data["views"] if one["passages"][0].startswith(GROUP.id))
    header = before.decode().splitlines()[0].split(",")
    row = dict.fromkeys(header, "") | {
        "theme": view["theme"],
        "view": view["id"],
        "wording": view["wordings"][0],
        "holder": GROUP.id,
        "stance": "mentions",
        "passages": view["passages"][0],
        "reason": "not printed",
    }
    path.write_bytes(before + (",".join(f'"{row[one]}"' for one in header) + "\r\n").encode())
    try:
        assert any("positions.csv is wrong" in one for one in _verdict(bundle))
        with pytest.raises(ConspectusError, match="nobody holds"):
            read_bundle(bundle)
    finally:
        path.write_bytes(before)
