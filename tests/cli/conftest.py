from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from conspectus.cli.main import main

TEXTS = {
    "1.txt": (
        "Submission of the Lumen Islands\n\n"
        "Affordable access remains the first concern of island States. Governments should fund "
        "community networks in rural areas. The Forum should publish all contributions in full."
    ),
    "2.txt": (
        "Contribution of Open Paths Alliance\n\n"
        "We believe that governments should fund community networks in rural areas. Programmes "
        "must include training in local languages."
    ),
    "3.txt": (
        "Northwind Telecom\n\n"
        "Governments should not fund community networks in rural areas. Private investment should "
        "remain the main source of finance for infrastructure."
    ),
    "4.txt": (
        "Institute for Fair Networks\n\n"
        "Programmes must include training in local languages. The Forum should publish all "
        "contributions in full. Many people consider the digital divide a thing of the past."
    ),
}
ROWS = [
    ("1", "Island access", "Lumen Islands", "Fiji", "Governments", "1.txt"),
    ("2", "Open paths", "Open Paths Alliance", "Kenya", "Civil society", "2.txt"),
    ("3", "Investment", "Northwind Telecom", "Norway", "Private sector", "3.txt"),
    ("4", "Fair networks", "Institute for Fair Networks", "Chile", "Academia", "4.txt"),
]
FORUM = """
title = "Synthesis of contributions to the Forum on Networks"
forum = "Forum on Networks"

[[theme]]
name = "Access"
terms = ["access", "community networks", "rural", "infrastructure", "finance", "digital divide"]

[[theme]]
name = "Process and capacity building"
terms = ["contributions", "training", "programmes", "languages", "Forum"]
"""


@dataclass(frozen=True)
class Run:
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def value(self):
        """The one object of ``--json``; fails if there is anything else on standard output."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def conspectus(capfd):
    def run(*arguments):
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        return Run(code, *capfd.readouterr())

    return run


def write_submissions(folder):
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "submissions.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["ref", "title", "organisation", "country", "stakeholder_group", "file"])
        table.writerows(ROWS)
    (folder / "forum.toml").write_text(FORUM, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """The bundle of the four submissions, made once; not to be changed."""
    folder = tmp_path_factory.mktemp("finished")
    write_submissions(folder / "submissions")
    arguments = ("-o", folder / "paper", "--format", "md", "--no-model", "--no-cache", "--quiet")
    command = [sys.executable, "-m", "conspectus.cli.main", "synthesize", folder / "submissions"]
    subprocess.run([*command, *arguments], check=True)
    return folder / "paper"


@pytest.fixture
def bundle(finished, tmp_path):
    """A bundle that a test may change."""
    return Path(shutil.copytree(finished, tmp_path / "bundle"))


@pytest.fixture
def submissions(tmp_path):
    return write_submissions(tmp_path / "submissions")
