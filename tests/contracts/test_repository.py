"""Promises about the repository as a whole."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.contracts.sources import ROOT

# Put together here, so that this file does not name them either.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("py" + "pi", "org"),
        ("files", "python" + "hosted", "org"),
        ("registry", "npm" + "js", "org"),
        ("deb", "debian", "org"),
        ("proxy", "go" + "lang", "org"),
        ("crates", "io"),
    )
)


def tracked():
    listed = subprocess.run(
        ["/usr/bin/env", "git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_names_where_packages_are_downloaded_from():
    named = {
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    }
    assert named == set()


def test_no_tracked_file_is_large():
    large = {
        path.name: path.stat().st_size for path in tracked() if path.stat().st_size > 1_000_000
    }
    assert large == {}


def test_every_lint_rule_switched_off_says_why():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rules = re.findall(r'^  "[A-Z]+[0-9]*",.*$', text, re.MULTILINE)
    assert len(rules) > 10
    assert [line for line in rules if not re.search(r",\s+# \S", line)] == []


@pytest.mark.parametrize("licence", ["AGPL-3.0-or-later", "Apache-2.0"])
def test_each_licence_is_there_in_full(licence):
    text = (ROOT / "LICENSES" / f"{licence}.txt").read_text(encoding="utf-8")
    assert len(text) > 10_000
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    assert licence in {entry["SPDX-License-Identifier"] for entry in annotations}


def test_the_licence_of_the_whole_is_the_one_in_its_folder():
    whole = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert whole == (ROOT / "LICENSES" / "AGPL-3.0-or-later.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "script", [".ci/run", *sorted(p.name for p in (ROOT / "scripts").iterdir())]
)
def test_scripts_say_their_language_and_parse(script):
    path = ROOT / script if script.startswith(".ci") else ROOT / "scripts" / script
    assert os.access(path, os.X_OK)
    first, _, text = path.read_text(encoding="utf-8").partition("\n")
    if first == "#!/usr/bin/env python3":
        assert compile(text, path, "exec", flags=ast.PyCF_ONLY_AST)
    else:
        assert first == "#!/usr/bin/env bash"
        assert subprocess.run(["/bin/bash", "-n", path], check=False).returncode == 0


def test_the_package_imports_without_the_tools_of_development():
    code = (
        "import sys, importlib, pkgutil, conspectus\n"
        "for name in ('pytest', 'hypothesis', 'playwright'): sys.modules[name] = None\n"
        "import conspectus.site.wsgi\n"
        "for found in pkgutil.walk_packages(conspectus.__path__, 'conspectus.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
