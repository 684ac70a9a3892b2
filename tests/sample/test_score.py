"""The score of the sample: full marks for a perfect paper, and each fault costs its own mark."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from tests.sample.planted_papers import perfect_bundle, write

_SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "sample.py"
_PERFECT = {
    "holder_precision": 1.0,
    "views_found": 1.0,
    "oppositions": 1.0,
    "minority_of_one": 1.0,
    "relayed_as_own": 0,
    "campaign_disclosed": True,
    "cross_language_merged": 1.0,
    "cross_language_false": 0.0,
    "campaign_copies": 8,
    "unplanted_pairs": 0,
    "merged_that_must_stand_apart": 0,
    "no_views_printed": 0,
    "left_out_but_printed": 0,
}


@pytest.fixture(scope="module")
def perfect(truth, tmp_path_factory):
    folder = tmp_path_factory.mktemp("perfect")
    return perfect_bundle(truth, folder), folder


@pytest.fixture
def paper(perfect):
    return deepcopy(perfect[0])


@pytest.fixture
def figures(perfect, truth):
    def of(paper):
        sample = importlib.import_module("sample")
        evidence = importlib.import_module("sample_evidence")
        write(paper, perfect[1])
        found, _ = sample.score(evidence.Bundle(perfect[1], truth))
        return {key: found[key] for key in _PERFECT}

    return of


def sentence(paper, view):
    paragraphs = paper["sections"][0]["paragraphs"]
    return next(s for p in paragraphs for s in p["sentences"] if s["id"] == f"s-{view}")


def differences(found):
    return {key: value for key, value in found.items() if value != _PERFECT[key]}


def evidence_of(perfect, place):
    folder = perfect[1]
    text = (folder / "sources" / f"{place['ref']}.txt").read_text(encoding="utf-8")
    start = text.index(place["quote"])
    end = start + len(place["quote"])
    return {"source": place["ref"], "start": start, "end": end, "quote": place["quote"]}


def test_perfect_paper_has_full_marks(paper, figures):
    assert figures(paper) == _PERFECT


def test_script_prints_the_figures_as_its_last_line(perfect, paper, figures):
    figures(paper)
    done = subprocess.run(
        [sys.executable, _SCRIPT, perfect[1], "--details"],
        capture_output=True,
        text=True,
        check=True,
    )
    last = json.loads(done.stdout.splitlines()[-1])
    assert {key: last[key] for key in _PERFECT} == _PERFECT


def test_holder_with_another_view_under_a_sentence_costs_precision(paper, figures):
    stray = deepcopy(sentence(paper, "R4")["positions"][0])
    stray["view"] = "v-D3"
    sentence(paper, "D3")["positions"].append(stray)
    found = figures(paper)
    assert found["holder_precision"] < 1
    assert set(differences(found)) == {"holder_precision"}


def test_words_of_one_speaker_under_another_cost_precision(paper, figures):
    (position,) = [
        position
        for position in sentence(paper, "S4a")["positions"]
        if position["evidence"][0]["source"] == "046"
    ]
    (renquist,) = [h["id"] for h in paper["holders"] if h["name"] == "Tobias Renquist"]
    position["holder"] = renquist
    assert figures(paper)["holder_precision"] < 1


def test_view_with_too_few_holders_is_not_found(paper, figures):
    positions = sentence(paper, "F6")["positions"]
    del positions[2:]
    found = figures(paper)
    assert set(differences(found)) == {"views_found"}


def test_view_with_enough_holders_is_found(paper, figures):
    del sentence(paper, "F6")["positions"][3:]
    assert figures(paper) == _PERFECT


def test_minority_view_left_out_is_missed(paper, figures):
    sentence(paper, "S5")["kind"] = "frame"
    found = figures(paper)
    assert set(differences(found)) == {"views_found", "minority_of_one"}


def test_opposition_in_two_paragraphs_is_not_found(paper, figures):
    moved = sentence(paper, "S4b")
    for paragraph in paper["sections"][0]["paragraphs"]:
        if moved in paragraph["sentences"]:
            paragraph["sentences"].remove(moved)
    paper["sections"][0]["paragraphs"].append({"sentences": [moved]})
    assert set(differences(figures(paper))) == {"oppositions"}


def test_opposition_that_is_not_listed_is_not_found(paper, figures):
    del paper["oppositions"][0]
    assert set(differences(figures(paper))) == {"oppositions"}


def test_opposition_with_a_holder_on_the_wrong_side_is_not_found(paper, figures):
    entry = paper["oppositions"][0]
    entry["for"].append(entry["against"].pop())
    assert set(differences(figures(paper))) == {"oppositions"}


def test_relayed_words_as_own_are_counted(paper, perfect, truth, figures):
    relayed = next(p for p in truth["relayed"] if p["ref"] == "008")
    stray = deepcopy(sentence(paper, "D3")["positions"][0])
    stray["evidence"] = [evidence_of(perfect, relayed)]
    (stray["holder"],) = next(s["holders"] for s in paper["sources"] if s["id"] == "008")
    stray["view"] = "v-R2a"
    sentence(paper, "R2a")["positions"].append(stray)
    found = figures(paper)
    assert found["relayed_as_own"] == 1
    assert found["holder_precision"] < 1
    assert found["cross_language_false"] > 0


def test_relayed_words_marked_as_relayed_are_not_counted(paper, perfect, truth, figures):
    relayed = next(p for p in truth["relayed"] if p["ref"] == "020")
    evidence = evidence_of(perfect, relayed)
    stray = deepcopy(sentence(paper, "F3")["positions"][0])
    stray |= {"view": "v-new", "evidence": [evidence]}
    paper["sections"][0]["paragraphs"].append(
        {"sentences": [{"id": "new", "kind": "view", "text": "x", "positions": [stray]}]}
    )
    span = {key: evidence[key] for key in ("source", "start", "end")}
    assert figures(paper)["relayed_as_own"] == 1
    paper["passages"].append(span | {"capacity": "relayed"})
    assert figures(paper)["relayed_as_own"] == 0


def test_campaign_without_its_number_is_not_disclosed(paper, figures):
    sentence(paper, "A6")["footnote"] = "Among them a campaign."
    assert set(differences(figures(paper))) == {"campaign_disclosed"}


def test_campaign_without_one_of_its_letters_is_not_disclosed(paper, figures):
    letter = next(s for s in paper["sources"] if s["id"] == "041")
    letter["holders"] = []
    found = figures(paper)
    assert found["campaign_disclosed"] is False
    assert found["campaign_copies"] == 7


def test_view_left_in_its_own_language_is_not_merged(paper, figures):
    positions = sentence(paper, "R3")["positions"]
    (arabic,) = [p for p in positions if p["evidence"][0]["source"] == "018"]
    arabic["view"] = "v-R3-ar"
    assert set(differences(figures(paper))) == {"cross_language_merged"}


def test_two_passages_that_must_stand_apart_are_noticed(paper, figures):
    moved = sentence(paper, "F8")["positions"]
    for position in moved:
        position["view"] = "v-F7"
    sentence(paper, "F7")["positions"].extend(moved)
    found = figures(paper)
    assert found["merged_that_must_stand_apart"] == 1
    assert found["holder_precision"] < 1


def test_unqualified_wording_takes_the_qualified_holder_with_it(paper, figures):
    moved = sentence(paper, "O1q")["positions"]
    for position in moved:
        position["view"] = "v-O1"
    sentence(paper, "O1")["positions"].extend(moved)
    found = figures(paper)
    assert found["merged_that_must_stand_apart"] == 1
    assert found["cross_language_false"] > 0


def test_courtesy_and_late_words_in_the_paper_are_counted(paper, perfect, truth, figures):
    for key, kind in (("no_views_printed", "courtesy"), ("left_out_but_printed", "after_cut_off")):
        stray = deepcopy(sentence(paper, "D5")["positions"][0])
        stray |= {"view": f"v-{kind}", "evidence": [evidence_of(perfect, truth[kind][0])]}
        new = {"id": kind, "kind": "view", "text": "We thank", "positions": [stray]}
        paper["sections"][0]["paragraphs"].append({"sentences": [new]})
        assert figures(paper)[key] == 1
