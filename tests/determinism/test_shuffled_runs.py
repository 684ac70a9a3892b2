"""Same input, same bytes: rows, files, hash seed, jobs, cache and time of day do not matter."""

from __future__ import annotations

import csv
import hashlib
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from conspectus.cli.main import main
from conspectus.sample import data_folder

MANIFEST = "submissions.csv"
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "America/St_Johns")
"""From fourteen hours after to eleven hours before UTC: on most runs another day."""
CACHES = ("none", "empty", "warm")


@dataclass(frozen=True)
class Conditions:
    """What must not matter, drawn by ``seed``."""

    seed: int
    jobs: int
    cache: str
    zone: str
    hash_seed: int

    @classmethod
    def drawn(cls, seed: int) -> Conditions:
        chance = random.Random(seed)
        return cls(
            seed=seed,
            jobs=chance.randint(1, 4),
            cache=CACHES[seed % len(CACHES)],
            zone=chance.choice(ZONES),
            hash_seed=chance.randrange(2**32),
        )


def shuffled(conditions: Conditions, target: Path) -> Path:
    """The sample with its rows in another order, its files made in another order and at random."""
    chance = random.Random(conditions.seed)
    target.mkdir()
    files = sorted(path for path in data_folder().iterdir() if path.is_file())
    chance.shuffle(files)
    for path in files:
        copy = target / path.name
        copy.write_bytes(path.read_bytes())
        age = chance.randrange(1_000_000_000, 1_700_000_000)
        os.utime(copy, (age, age))
    manifest = target / MANIFEST
    with manifest.open(encoding="utf-8", newline="") as stream:
        heading, *rows = csv.reader(stream)
    chance.shuffle(rows)
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([heading, *rows])
    return target


def bundle(folder: Path, out: Path, cache: Path, conditions: Conditions) -> dict[str, str]:
    """Path inside the bundle → SHA-256 of each file that the real command writes."""
    arguments = ["synthesize", str(folder), "-o", str(out), "--quiet"]
    arguments += ["--jobs", str(conditions.jobs)]
    if conditions.cache == "none":
        arguments.append("--no-cache")
    environment = os.environ | {
        "PYTHONHASHSEED": str(conditions.hash_seed),
        "TZ": conditions.zone,
        "XDG_CACHE_HOME": str(cache),
    }
    done = subprocess.run(
        [sys.executable, "-m", "conspectus.cli.main", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> tuple[dict[str, str], Path]:
    """The bundle of the sample as it stands, and the cache that this run has filled."""
    room = tmp_path_factory.mktemp("plain")
    conditions = Conditions(seed=0, jobs=2, cache="empty", zone="UTC", hash_seed=0)
    return bundle(data_folder(), room / "paper", room / "cache", conditions), room / "cache"


def check(seed: int, plain: tuple[dict[str, str], Path], tmp_path: Path) -> None:
    conditions = Conditions.drawn(seed)
    expected, filled = plain
    cache = tmp_path / "cache"
    if conditions.cache == "warm":
        shutil.copytree(filled, cache)
    found = bundle(shuffled(conditions, tmp_path / "in"), tmp_path / "out", cache, conditions)
    different = {name for name in expected | found if expected.get(name) != found.get(name)}
    assert different == set(), conditions


def test_the_paper_of_the_sample_passes_every_check(plain, capsys):
    _, cache = plain
    assert main(["verify", str(cache.parent / "paper")]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("seed", range(2, 4))
def test_a_shuffled_run_gives_the_same_bytes(seed, plain, tmp_path):
    check(seed, plain, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, *range(4, 51)])
def test_fifty_shuffled_runs_give_the_same_bytes(seed, plain, tmp_path):
    check(seed, plain, tmp_path)


@pytest.mark.long
def test_the_real_submissions_give_the_same_bytes_twice(data, tmp_path):
    folder = data / "netmundial2014"
    runs = [
        bundle(folder, tmp_path / f"out{n}", tmp_path / "cache", Conditions.drawn(n))
        for n in (1, 2)
    ]
    assert runs[0] == runs[1]
