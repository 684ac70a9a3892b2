"""docs/cli.md: every command with its options, and examples that do what they say."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import pytest

from conspectus.cli.exits import Exit
from conspectus.cli.main import COMMANDS

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_command_has_its_section_in_the_order_of_use():
    assert list(SECTIONS) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_lists_the_options_that_the_command_has(name):
    command = importlib.import_module(COMMANDS[name][0]).command
    with_parts = [command, *getattr(command, "commands", {}).values()]
    params = [one for part in with_parts for one in part.params]
    options = {option for one in params for option in one.opts if option.startswith("-")}
    rows = re.findall(r"^\| (`-.*?) \|", SECTIONS[name], re.MULTILINE)
    assert {re.split(r"[ `]", cell)[0] for row in rows for cell in row.split("`")[1::2]} == options


def test_exit_codes_are_those_of_the_command():
    codes = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert [int(code) for code in codes] == list(Exit)


def test_examples_end_as_they_say(conspectus, submissions, monkeypatch):
    monkeypatch.chdir(submissions.parent)
    examples = re.findall(r"^\$ conspectus (.+?)\s+# (\d+)$", PAGE, re.MULTILINE)
    assert len(examples) == PAGE.count("$ conspectus ")
    ended = [(text, conspectus(*shlex.split(text)).code) for text, _ in examples]
    assert ended == [(text, int(code)) for text, code in examples]
