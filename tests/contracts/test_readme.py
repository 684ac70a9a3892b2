"""What the README and the docs promise is there."""

from __future__ import annotations

import re

import pytest

from conspectus.cli.exits import Exit
from conspectus.cli.main import COMMANDS
from tests.contracts.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_tables_of_commands_are_complete():
    tables = re.findall(r"^\| command \|.*\n(?:\|.*\n)+", README, re.MULTILINE)
    cells = re.findall(r"^\| (`.*?) \|", "".join(tables), re.MULTILINE)
    named = [code.split()[0] for cell in cells for code in cell.split("`")[1::2]]
    assert sorted(named) == sorted(COMMANDS)


def test_exit_codes_are_those_of_the_command():
    said = re.search(
        r"Exit codes: (\d) done.*?, (\d) a check.*?, (\d) wrong.*?, (\d) nothing", README, re.DOTALL
    )
    codes = (Exit.DONE, Exit.CHECK_FAILED, Exit.USAGE, Exit.NOTHING_USABLE)
    assert [int(code) for code in said.groups()] == list(codes)


def test_the_targets_of_make_that_are_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_are_named_exist(page):
    text = page.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    named = re.findall(r"`((?:docs|tests|src|benchmarks|requirements)/[\w./-]+\.\w+)`", text)
    missing = {path for path in linked if not (page.parent / path).exists()} | {
        path for path in named if not (ROOT / path).exists()
    }
    assert missing == set()
