"""The sample is what its README says, and its truth is true of the files as they are read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from conspectus.formats.intake import load_folder
from conspectus.formats.readers import read
from conspectus.sample import build, data_folder, truth_file
from conspectus.sample.markup import MarkupError, strip_marks

_CONFIGURATION = {"submissions.csv", "forum.toml", "corrections.toml"}
_UNLISTED = "draft reply (do not send).txt"
_QUOTE_MARKS = str.maketrans("“”’‘", "\"\"''")


def folded(text):
    return " ".join(text.translate(_QUOTE_MARKS).split())


def places(found):
    if isinstance(found, dict):
        if {"file", "quote"} <= found.keys():
            yield found
        for value in found.values():
            yield from places(value)
    elif isinstance(found, list):
        for value in found:
            yield from places(value)


@pytest.fixture(scope="module")
def manifest():
    with (data_folder() / "submissions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def texts():
    paths = [path for path in data_folder().iterdir() if path.name not in _CONFIGURATION]
    return {path.name: read(path.read_bytes(), path.name) for path in paths}


@pytest.fixture(scope="module")
def corpus():
    return load_folder(data_folder()).corpus


def test_files_are_those_that_the_texts_give(tmp_path):
    build.build(tmp_path, tmp_path / "truth.json")
    made = {path.name for path in tmp_path.iterdir()} - {"truth.json"}
    kept = {path.name for path in data_folder().iterdir()} - _CONFIGURATION - {_UNLISTED}
    assert made == kept
    assert (tmp_path / "truth.json").read_bytes() == truth_file().read_bytes()
    for name in made:
        old, new = (data_folder() / name).read_bytes(), (tmp_path / name).read_bytes()
        if name.endswith(".pdf"):
            # Another version of the typesetter may draw the same words in other bytes.
            assert read(new, name).text == read(old, name).text, name
        else:
            assert new == old, name


def test_every_quote_stands_in_its_file_as_it_is_read(truth, texts):
    known = {name: folded(document.text) for name, document in texts.items()}
    lost = [
        (place["file"], place["quote"])
        for place in places(truth)
        if folded(place["quote"]) not in known[place["file"]]
    ]
    assert lost == []


def test_every_transcript_quote_stands_in_a_turn_of_its_speaker(truth, texts):
    for place in places(truth):
        if "speaker" in place:
            document = texts[place["file"]]
            # How somebody took part is said beside the name, and no part of it.
            speaker = place["speaker"].removesuffix(" (REMOTE)")
            turns = [
                folded(document.text[block.start : block.end])
                for block in document.blocks
                if block.speaker == speaker
            ]
            assert any(folded(place["quote"]) in turn for turn in turns), place


def test_holders_of_the_truth_sign_the_contributions(truth, corpus):
    names = {
        entry["name"]: {entry["name"].casefold(), *(n.casefold() for n in entry["aliases"])}
        for entry in truth["holders"]
    }
    holders = {holder.id: holder for holder in corpus.holders}
    signed = {
        source.ref: {holders[holder].name.casefold() for holder in source.holders}
        for source in corpus.sources
    }
    letters = set(truth["campaign"]["refs"])
    wrong = [
        (passage["ref"], passage["holder"], signed[passage["ref"]])
        for view in truth["views"]
        for passage in view["passages"]
        if "speaker" not in passage
        and passage["ref"] not in letters | {"045"}
        and not names[passage["holder"]] & signed[passage["ref"]]
    ]
    assert wrong == []


def test_speakers_of_the_truth_are_the_holders_of_the_turns(truth, corpus):
    holders = {holder.id: holder for holder in corpus.holders}
    names = {
        entry["name"]: {entry["name"].casefold(), *(n.casefold() for n in entry["aliases"])}
        for entry in truth["holders"]
    }
    for view in truth["views"]:
        for passage in view["passages"]:
            if "speaker" in passage:
                (turn,) = [
                    source
                    for source in corpus.sources
                    if folded(passage["quote"]) in folded(source.text)
                ]
                said_by = {holders[holder].name.casefold() for holder in turn.holders}
                assert names[passage["holder"]] & said_by, passage


def test_it_is_as_large_and_as_varied_as_a_real_consultation(manifest, truth, texts):
    formats = Counter(Path(name).suffix for name in texts)
    languages = Counter(row["Language"].replace("English", "en") for row in manifest)
    assert len(manifest) >= 45
    assert len(formats) >= 8
    assert languages["en"] > len(manifest) / 2
    assert min(languages["fr"], languages["es"]) >= 2
    assert set(languages) == {"ar", "en", "es", "fr", "ru", "zh"}
    assert sum(";" in row["Organization"] for row in manifest) == 2
    assert sum(bool(row["On behalf of"]) for row in manifest) == 1
    organisations = [entry for entry in truth["holders"] if entry["kind"] == "organisation"]
    assert len(organisations) >= 30
    assert len({entry["group"] for entry in organisations}) == 6
    assert truth["campaign"]["copies"] == 8
    size = sum(path.stat().st_size for path in data_folder().parent.rglob("*") if path.is_file())
    assert size <= 1_000_000


def test_contributions_are_as_long_as_real_ones(texts):
    words = {
        name: len(document.text.split())
        for name, document in texts.items()
        if name != _UNLISTED and "annex" not in name and not re.search(r"[\u4e00-\u9fff]", name)
    }
    assert {name: count for name, count in words.items() if not 190 <= count <= 900} == {}


def test_one_file_is_missing_and_one_is_not_listed(manifest):
    listed = {
        piece.split(" = ")[0] for row in manifest for piece in re.split(r" \| ", row["Files"])
    }
    there = {path.name for path in data_folder().iterdir()} - _CONFIGURATION
    assert listed - there == {"vale_of_iron_v3.pdf"}
    assert there - listed == {_UNLISTED}


def test_planted_views_have_the_holders_that_their_kind_needs(truth):
    kinds = Counter(view["kind"] for view in truth["views"])
    assert kinds["shared"] >= 35
    assert kinds["minority"] >= 3
    for view in truth["views"]:
        assert view["passages"], view["id"]
        shared = view["kind"] == "shared"
        assert (2 <= len(view["holders"]) <= 9) if shared else len(view["holders"]) == 1, view["id"]


def test_shared_views_are_worded_anew_by_each_holder(truth):
    """Identical words stand only where they were planted as such: the letters and one sentence."""
    repeated = {entry["view"] for entry in truth["identical"]}
    assert repeated == {"O6"}
    spoken = truth["campaign"]["refs"]
    for view in truth["views"]:
        quotes = [p["quote"] for p in view["passages"] if p["ref"] not in spoken]
        assert len(set(quotes)) >= len(quotes) - (view["id"] in repeated), view["id"]


def test_a_holder_is_never_on_both_sides_of_an_opposition(truth):
    assert len(truth["oppositions"]) == 6
    for opposition in truth["oppositions"]:
        assert opposition["for"]
        assert opposition["against"]
        assert set(opposition["for"]).isdisjoint(opposition["against"]), opposition["issue"]


def test_relayed_words_are_never_planted_as_a_view_of_the_same_source(truth):
    own = {(p["ref"], p["quote"]) for view in truth["views"] for p in view["passages"]}
    assert len(truth["relayed"]) >= 40
    assert not own & {(p["ref"], p["quote"]) for p in truth["relayed"]}


def test_each_kind_of_near_miss_has_both_sides(truth):
    kinds = {entry["kind"] for entry in truth["apart"]}
    assert kinds == {"qualifier", "object", "number", "superlative"}
    assert all(entry["a"] and entry["b"] for entry in truth["apart"])


def test_what_is_left_out_is_planted_nowhere(truth):
    left_out = {entry["ref"] for entry in truth["left_out"]}
    planted = {p["ref"] for view in truth["views"] for p in view["passages"]}
    assert planted.isdisjoint(left_out)


def test_marks_may_be_nested_and_leave_the_words():
    text, marks = strip_marks("Before ⟦A1~must|one ⟦back|two⟧ three⟧ after[^1].")
    assert text == "Before one two three after[^1]."
    assert [(mark.tag, mark.quote) for mark in marks] == [
        ("back", "two"),
        ("A1~must", "one two three"),
    ]


@pytest.mark.parametrize("broken", ["⟦A1|open", "closed⟧"])
def test_marks_that_do_not_match_are_refused(broken):
    with pytest.raises(MarkupError):
        strip_marks(broken)
