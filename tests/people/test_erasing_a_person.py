"""By the operator's command: first a copy of all, then no byte of the installation holds it."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.cli.site.conftest import copied, made_once
from tests.core.record_desk import problems
from tests.factories_persons import ADDRESS, DRAFTED, FILED, NAME

__all__ = ["made_once"]

pytestmark = pytest.mark.long

WORDS = (ADDRESS, NAME, DRAFTED, FILED.decode())


def places_of(home, words):
    """Files that hold the words, in any of the ways in which text is written to disk."""
    forms = [words.encode(), words.lower().encode(), words.upper().encode()]
    forms.append(words.encode("utf-16-le"))
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


@pytest.fixture(scope="module")
def made(made_once, tmp_path_factory):
    folder = tmp_path_factory.mktemp("person")
    one = copied(made_once, folder / "home")
    one.python("import tests.people.erasing_run")
    return one


def test_the_command_hands_out_what_is_kept_and_then_erases_it(made, tmp_path):
    before = {words: places_of(made.home, words) for words in WORDS}
    assert all(before.values()), before
    told = made.run("person", "export", ADDRESS, "-o", tmp_path, "--home", made.home, "--json")
    assert told.returncode == 0, told.stderr
    archive = zipfile.ZipFile(json.loads(told.stdout)["file"])
    assert FILED in [archive.read(name) for name in archive.namelist()]
    asked = ("person", "erase", ADDRESS, "--contributions", "erase", "--home", made.home)
    assert made.run(*asked, input="n\n").returncode != 0
    assert places_of(made.home, NAME) == before[NAME]
    told = made.run(*asked, "--yes", "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["erased"] is True
    assert {words: places_of(made.home, words) for words in WORDS} == {one: [] for one in WORDS}
    assert problems(made.home) == []
    assert (
        made.run("person", "export", ADDRESS, "-o", tmp_path, "--home", made.home).returncode == 3
    )
