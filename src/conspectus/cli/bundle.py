"""Opening a bundle that a command is given."""

from __future__ import annotations

from pathlib import Path

from conspectus.cli.exits import CommandError
from conspectus.engine.paper import Paper
from conspectus.formats.bundle import read_bundle


def require_paper(folder: Path) -> None:
    """Refuse a folder that is no bundle at all.

    Raises:
        CommandError: there is no ``paper.json``.
    """
    if not (folder / "paper.json").is_file():
        raise CommandError(
            f"{folder} holds no paper: name the folder that 'conspectus synthesize' wrote."
        )


def open_bundle(folder: Path) -> Paper:
    """The paper in ``folder``.

    Raises:
        CommandError: there is no ``paper.json``.
        BundleError: what is there breaks the evidence format.
    """
    require_paper(folder)
    return read_bundle(folder)
