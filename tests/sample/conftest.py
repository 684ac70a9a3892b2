"""The truth of the sample, and the benchmark's module as its script would import it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from conspectus.sample import truth_file

_BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="session")
def truth() -> dict:
    return json.loads(truth_file().read_text(encoding="utf-8"))


@pytest.fixture(scope="session", autouse=True)
def _benchmarks_on_path():
    sys.path.insert(0, str(_BENCHMARKS))
    yield
    sys.path.remove(str(_BENCHMARKS))
