"""Matching passages to wordings: refinement helps, and the benchmark's measure is the task's."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from conspectus.engine.embedding import load_default
from conspectus.engine.matching import (
    WITH_MODEL,
    WITHOUT_MODEL,
    match_scores,
    neighbour_weights,
)
from conspectus.engine.similarity import TextSpace

ROOT = Path(__file__).resolve().parents[2]
BENCHMARK = ROOT / "benchmarks" / "matching.py"

PASSAGES = (
    "The cost of a broadband connection is too high for poor households.",
    "Poor households cannot pay for a broadband connection.",
    "Connections cost too much in villages.",
    "Surveillance of citizens violates their privacy.",
    "Privacy is violated when citizens are watched.",
    "Mass surveillance must end.",
)
WORDINGS = ("Broadband costs too much.", "Surveillance violates privacy.")


@pytest.fixture(scope="module")
def argkp() -> ModuleType:
    spec = importlib.util.spec_from_file_location("argkp", ROOT / "benchmarks" / "argkp.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["argkp"] = module
    spec.loader.exec_module(module)
    return module


def test_passages_find_their_wordings_without_a_model() -> None:
    scores = match_scores(TextSpace(PASSAGES, WORDINGS), range(6), range(2))
    assert scores.argmax(axis=1).tolist() == [0, 0, 0, 1, 1, 1]


def test_a_passage_is_drawn_along_by_its_neighbours() -> None:
    """It shares no word with the wording, but with passages that carry it."""
    passages = (*PASSAGES, "In villages, households are poor.")
    space = TextSpace(passages, WORDINGS)
    assert not space.components([6], [0, 1])[0].any()
    assert match_scores(space, range(7), range(2))[6].argmax() == 0


def test_neighbours_weights_sum_to_one_and_none_is_its_own_neighbour() -> None:
    weights = neighbour_weights(TextSpace(PASSAGES, WORDINGS), range(6))
    assert np.allclose(weights.sum(axis=1), 1)
    assert not np.diag(weights).any()


@pytest.mark.parametrize(("rows", "columns"), [(0, 2), (6, 0), (1, 1), (1, 2), (2, 1)])
def test_small_blocks_have_scores_of_their_shape(rows: int, columns: int) -> None:
    found = match_scores(TextSpace(PASSAGES, WORDINGS), range(rows), range(columns))
    assert found.shape == (rows, columns)
    assert np.isfinite(found).all()


def test_measure_counts_the_top_half_and_unlabelled_pairs_both_ways(argkp: ModuleType) -> None:
    """Four arguments; of the two best one is right and one unlabelled."""
    labels = np.array([[1, 0], [np.nan, 0], [0, 1], [0, 0]], dtype=np.float64)
    scores = np.array([[0.9, 0.1], [0.8, 0.1], [0.2, 0.7], [0.1, 0.2]], dtype=np.float32)
    group = argkp.Group("t", "1", range(4), range(2), labels)
    assert argkp.mean_average_precision([group], [scores]) == {"strict": 0.5, "relaxed": 1.0}


def test_measure_of_a_group_without_a_right_pair_is_zero(argkp: ModuleType) -> None:
    group = argkp.Group("t", "1", range(3), range(1), np.zeros((3, 1)))
    scores = np.array([[0.3], [0.2], [0.1]], dtype=np.float32)
    assert argkp.mean_average_precision([group], [scores]) == {"strict": 0.0, "relaxed": 0.0}


def test_benchmark_prints_its_figures_on_a_small_split(tmp_path: Path) -> None:
    (tmp_path / "arguments_mini.csv").write_text(
        "arg_id,argument,topic,stance\n"
        + "".join(f"a{i},{text},t,1\n" for i, text in enumerate(PASSAGES))
    )
    (tmp_path / "key_points_mini.csv").write_text(
        "key_point_id,key_point,topic,stance\n"
        + "".join(f"k{i},{text},t,1\n" for i, text in enumerate(WORDINGS))
    )
    (tmp_path / "labels_mini.csv").write_text(
        "arg_id,key_point_id,label\n"
        + "".join(f"a{i},k{j},{int((i > 2) == (j == 1))}\n" for i in range(6) for j in range(2))
    )
    command = [sys.executable, str(BENCHMARK), "--data", str(tmp_path), "--split", "mini"]
    done = subprocess.run(
        [*command, "--no-model"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {"strict": 1.0, "relaxed": 1.0}


def test_dev_split_reaches_the_bar_without_a_model(argkp: ModuleType, data: Path) -> None:
    folder = data / "argkp2021"
    if not folder.is_dir():
        pytest.skip("ArgKP-2021 is absent from the real corpora")
    groups, scores = [], []
    for topic in argkp.read_topics(folder, "dev"):
        space = argkp.topic_space(topic, None)
        for group in topic.groups:
            groups.append(group)
            scores.append(match_scores(space, group.rows, group.columns))
    figures = argkp.mean_average_precision(groups, scores)
    assert figures["strict"] >= 0.50
    assert figures["relaxed"] >= 0.73


@pytest.mark.long
def test_committed_weights_are_those_that_the_script_fits(data: Path) -> None:
    folder = data / "argkp2021"
    if not folder.is_dir() or load_default() is None:
        pytest.skip("ArgKP-2021 or the model is absent")
    script = ROOT / "benchmarks" / "fit_matching.py"
    done = subprocess.run(
        [sys.executable, str(script), "--data", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    fitted = json.loads(done.stdout.splitlines()[-1])
    for name, weights in (("with_model", WITH_MODEL), ("without_model", WITHOUT_MODEL)):
        assert np.allclose(fitted[name]["first"], weights.first, atol=0.021)
        assert np.allclose(fitted[name]["rounds"], weights.rounds, atol=0.051)
