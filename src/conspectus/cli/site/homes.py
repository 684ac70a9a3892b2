"""Which directory a command works on. Needs no library but click: ``doctor`` asks it too."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

import click

home_option: Final = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="CONSPECTUS_HOME",
    default=Path("conspectus-home"),
    show_default=True,
    help="The installation's directory (or CONSPECTUS_HOME).",
)


def is_installed(home: Path) -> bool:
    """Whether `init` has been run for it."""
    return (home / "keys" / "secret-key").is_file()


def is_whole(home: Path) -> bool:
    """Whether `init` has come to its end: the record is the last that it makes."""
    return (home / "record").is_dir()


def program() -> str:
    """How this very command is called again: `.venv/bin` need not be where a shell looks."""
    return "conspectus" if shutil.which("conspectus") else sys.argv[0]
