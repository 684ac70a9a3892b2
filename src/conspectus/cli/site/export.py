"""``conspectus export``: everything public as a folder of open data."""

from __future__ import annotations

import importlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from conspectus import __version__
from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.installation import with_home
from conspectus.cli.terminal import Terminal

FORMAT = "conspectus-export/1"


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@with_home
@json_option
def command(*, folder: Path, home: Path, as_json: bool) -> int:  # noqa: ARG001 - entered already
    """Write what is public to DIR, a new directory: registers, files, papers, record.

    The site may go on running.
    """
    terminal = Terminal(as_json=as_json)
    if folder.exists() and any(folder.iterdir()):
        raise CommandError(f"{folder} is not empty: name a new directory.")
    cycles = [_write_cycle(cycle, folder) for cycle in _cycles()]
    _write_record(folder / "record")
    clock = importlib.import_module("conspectus.core.clock")
    index = {
        "format": FORMAT,
        "version": __version__,
        "made": clock.stamp().isoformat(timespec="seconds"),
        "cycles": cycles,
    }
    (folder / "export.json").write_text(json.dumps(index, indent=1) + "\n", "utf-8")
    contributions = sum(one["contributions"] for one in cycles)
    terminal.say(f"{contributions} contributions of {len(cycles)} cycles are in {folder}.")
    terminal.result(index)
    return Exit.DONE


def _cycles() -> Iterator[Any]:
    models = importlib.import_module("conspectus.forums.models")
    yield from models.Cycle.objects.select_related("scope").order_by("scope__path")


def _write_cycle(cycle: Any, folder: Path) -> dict[str, Any]:  # noqa: ANN401 - a model
    """The register with its texts and files, and the papers that are public with their evidence."""
    register = importlib.import_module("conspectus.contributions.export")
    place = folder / cycle.scope.path
    place.mkdir(parents=True)
    with tempfile.TemporaryFile(dir=folder) as packed:
        for chunk in register.zip_chunks(cycle):
            packed.write(chunk)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(place)
    listed = json.loads((place / "register.json").read_text("utf-8"))["contributions"]
    papers = [_write_paper(version, place / "papers") for version in _papers(cycle)]
    return {"path": cycle.scope.path, "contributions": len(listed), "papers": papers}


def _papers(cycle: Any) -> Iterator[Any]:  # noqa: ANN401 - a model
    versions = importlib.import_module("conspectus.synthesis.models").PaperVersion.objects
    public = versions.filter(paper__cycle=cycle, published__isnull=False).exclude(folder="")
    yield from public.select_related("paper").order_by("paper__number", "k")


def _write_paper(version: Any, folder: Path) -> str:  # noqa: ANN401 - a model
    home = importlib.import_module("conspectus.core.home")
    name = f"{version.paper.number}/v{version.k}"
    shutil.copytree(home.papers_folder() / version.folder, folder / name)
    return name


def _write_record(folder: Path) -> None:
    recorded = importlib.import_module("conspectus.core.recorded")
    for path, content in recorded.record_copy():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
