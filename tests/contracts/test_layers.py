"""DESIGN §2 where import-linter has no word for it; its own contracts run in `make lint`."""

from __future__ import annotations

import pytest

from tests.contracts.sources import is_module, modules

CROSSES_BORDERS = {
    "conspectus.engine",
    "conspectus.engine.corpus",
    "conspectus.engine.degree",
    "conspectus.engine.document",
    "conspectus.engine.errors",
    "conspectus.engine.invariants",
    "conspectus.engine.names",
    "conspectus.engine.paper",
    "conspectus.engine.quoting",
    "conspectus.engine.revision.acts",
    "conspectus.engine.revision.measures",
}
"""What formats may know of the engine: dataclasses, constants, what a paper must satisfy, and the
evidence format's own rules of printed names and quotation marks (docs/decisions)."""

NOT_PURE = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "requests",
    "secrets",
    "smtplib",
    "socketserver",
    "ssl",
    "urllib3",
    "uuid",
    "webbrowser",
}


def engine_imports(module):
    return {name for name in module.imports() if name.startswith("conspectus.engine")}


@pytest.mark.parametrize("module", modules("conspectus.formats"), ids=lambda module: module.name)
def test_formats_know_only_the_dataclasses_of_the_engine(module):
    assert engine_imports(module) <= CROSSES_BORDERS


@pytest.mark.parametrize(
    "module",
    modules("conspectus.engine") + modules("conspectus.formats") + modules("conspectus.record"),
    ids=lambda module: module.name,
)
def test_pure_packages_import_no_network_and_no_chance(module):
    roots = {name.partition(".")[0] for name in module.imports()}
    assert roots & NOT_PURE == set()


@pytest.mark.parametrize("module", modules("conspectus.record"), ids=lambda module: module.name)
def test_the_record_knows_nothing_of_the_project_but_itself_and_no_clock(module):
    ours = {name for name in module.imports() if name.startswith("conspectus")}
    assert all(name.startswith("conspectus.record") for name in ours)
    assert module.imports() & {"random", "time", "datetime"} == set()


def test_every_module_of_ours_that_is_imported_exists():
    missing = {
        f"{module.where}: {name}"
        for module in modules()
        for name in module.imports()
        if name.startswith("conspectus") and not is_module(name)
    }
    assert missing == set()
