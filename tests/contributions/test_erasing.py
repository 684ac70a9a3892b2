"""After an erasure no byte of the installation holds the words; all else still holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.site.conftest import copied, made_once
from tests.core.record_desk import everywhere, problems

__all__ = ["made_once"]

WORDS = "Quokkas govern the zeppelin of tomorrow"
OTHER = "Marmots deserve affordable bandwidth today"


@pytest.fixture(scope="module")
def run(made_once, tmp_path_factory):
    made = copied(made_once, tmp_path_factory.mktemp("erasure") / "home")
    home = made.home
    done = subprocess.run(
        [sys.executable, "-m", "tests.contributions.erasing_run", WORDS, OTHER],
        env={
            **os.environ,
            "CONSPECTUS_DATABASE": made.database,
            "CONSPECTUS_HOME": str(home),
            "CONSPECTUS_HOSTS": "localhost,testserver",
            "DJANGO_SETTINGS_MODULE": "conspectus.site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return home, json.loads(done.stdout.splitlines()[-1])


def places_of(home, words):
    """Files that hold the words, in any of the ways in which text is written to disk."""
    forms = [words.encode(), words.lower().encode(), words.encode("utf-16-le")]
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


def test_pages_and_files_of_the_other_contribution_stay(run):
    home, told = run
    assert [page[:3] for page in told["before"]] == ["200", "200"] * 2
    held = (WORDS, OTHER) * 2  # in the contribution, in its translation
    assert all(words in page for words, page in zip(held, told["before"], strict=True))
    assert told["after"] == ["410", "200"] * 2
    assert places_of(home, OTHER)


def test_no_byte_of_the_home_holds_the_words(run):
    home, _told = run
    assert places_of(home, WORDS) == []
    for word in ("quokka", "zeppelin"):  # also as tokens of the search
        assert word.encode() not in everywhere(home).lower()


def test_the_record_still_verifies_with_the_reason_in_it(run):
    home, _told = run
    assert problems(home) == []
    assert b"Asked for by the person." in everywhere(home / "record")
