"""Compiled templates are kept in the home, and taken from there only where they are these."""

from __future__ import annotations

import os

import pytest
from jinja2 import DictLoader

from conspectus.site.compiled import CompiledTemplates
from conspectus.site.rendering import QuickEnvironment

pytestmark = pytest.mark.usefixtures("home")


def environment(text: str) -> QuickEnvironment:
    """A new process with one template."""
    return QuickEnvironment(loader=DictLoader({"a.html": text}), bytecode_cache=CompiledTemplates())


def kept(home) -> list:
    return sorted((home / "run" / "templates").glob("*.cache"))


def test_what_is_compiled_once_is_read_by_the_next_process(home, monkeypatch):
    assert environment("One {{ 1 + 1 }}").get_template("a.html").render() == "One 2"
    (file,) = kept(home)
    again = environment("One {{ 1 + 1 }}")
    monkeypatch.setattr(again, "compile", None)  # it would fail
    assert again.get_template("a.html").render() == "One 2"
    assert kept(home) == [file]


def test_another_source_is_compiled(home):
    environment("One").get_template("a.html")
    assert environment("Two").get_template("a.html").render() == "Two"
    assert len(kept(home)) == 1


def test_files_of_another_compiler_go_and_broken_ones_are_compiled_again(home):
    environment("One").get_template("a.html")
    (file,) = kept(home)
    other = file.with_name("0123456789ab-x.cache")
    other.write_bytes(b"old")
    whole = file.read_bytes()
    for broken in (b"broken", whole[:20], whole[:-10], b""):
        file.write_bytes(broken)
        assert environment("One").get_template("a.html").render() == "One"
        assert kept(home) == [file]
        assert file.read_bytes() == whole


def test_what_a_killed_process_has_half_written_goes(home):
    environment("One").get_template("a.html")
    (file,) = kept(home)
    left, new = (file.with_name(f"{file.name}{name}.tmp") for name in ("abc", "def"))
    for one in (left, new):
        one.write_bytes(b"half")
    for one in (file, left):
        os.utime(one, (0, 0))
    environment("One")
    assert sorted(file.parent.iterdir()) == [file, new]


@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_a_folder_that_others_can_write_is_left_alone(home, mode):
    environment("One").get_template("a.html")
    (file,) = kept(home)
    file.parent.chmod(mode)
    file.write_bytes(b"another's")
    assert environment("One").get_template("a.html").render() == "One"
    assert file.read_bytes() == b"another's"


def test_a_home_that_cannot_be_written_only_costs_time(home):
    (home / "run").write_text("a file where the folder should be")
    assert environment("One").get_template("a.html").render() == "One"
