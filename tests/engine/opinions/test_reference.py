"""Beside the reference implementation, on real conversations; each run in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("CONSPECTUS_DATA", "no data")) / "polis"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not DATA.is_dir(), reason="CONSPECTUS_DATA names no folder with polis/"),
]


def figures(*options, threads="1", data=DATA):
    environment = os.environ | {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "opinions.py", "--data", data, *options],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_components_are_the_reference_s():
    maths = figures("--k", "reference", "--rounds", "0", data=DATA / "reference-maths")
    assert maths["least_cosine"] >= 0.999


def test_our_number_of_groups_is_at_least_as_well_apart_as_the_reference_s():
    for name, told in figures("--rounds", "0")["conversations"].items():
        assert told["silhouette_ours"] >= told["silhouette_reference"], name


def test_threads_and_hash_seeds_change_nothing():
    found = {figures("--rounds", "3", threads=str(n))["digest"] for n in (1, 2, 4)}
    assert len(found) == 1
