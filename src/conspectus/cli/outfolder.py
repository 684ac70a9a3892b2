"""Where a bundle goes: refused where it would overwrite what is not ours, never half written."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from conspectus.cli.exits import CommandError

FORMAT: Final = "conspectus-paper/"
OWN_FILES: Final = frozenset(
    {
        "sources",
        "verify.py",
        "positions.csv",
        "coverage.csv",
        "balance.csv",
        "manifest-report.csv",
        "translations-needed.csv",
        "queue.csv",
    }
)
OWN_STEM: Final = "paper"


def default_folder(directory: Path) -> Path:
    """``DIR-paper`` beside ``DIR``."""
    full = directory.resolve()
    if not full.name:
        message = f"{directory} has no name to derive a folder from; say where with -o."
        raise CommandError(message)
    return full.with_name(f"{full.name}-paper")


def check_folder(out: Path, *, directory: Path) -> None:
    """Refuse ``out`` where writing there would lose somebody's files or change the input.

    Raises:
        CommandError: with what stands in the way and what to do.
    """
    full, given = out.resolve(), directory.resolve()
    if full == given or full in given.parents or given in full.parents:
        raise CommandError(
            f"The paper cannot go to {out}: the submissions in {directory} would change; "
            "choose a folder outside of it."
        )
    if not full.exists():
        return
    if not full.is_dir():
        raise CommandError(f"{out} is a file, not a folder; choose another name with -o.")
    if any(full.iterdir()) and not is_ours(full):
        raise CommandError(
            f"{out} exists and is no paper of ours; choose another name with -o, or empty it."
        )


def is_ours(folder: Path) -> bool:
    """Whether ``folder`` holds a ``paper.json`` of our format."""
    try:
        paper = json.loads((folder / "paper.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(paper, dict) and str(paper.get("format", "")).startswith(FORMAT)


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """An empty folder to write to, which takes the place of ``out`` if all went well.

    What people put beside an earlier paper (notes, verdicts) moves along; what we wrote there
    does not, so that no file of an earlier run is taken for one of this.
    """
    full = out.resolve()
    full.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{full.name}.", dir=full.parent))
    try:
        # mkdtemp makes it private; a paper is as readable as any other new folder here
        new.chmod(0o777 & ~_umask())
        yield new
        if full.exists():
            _swap(full, new)
        else:
            new.rename(full)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(old: Path, new: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f".{old.name}.", dir=old.parent))
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    for entry in sorted(aside.iterdir()):
        if entry.name not in OWN_FILES and entry.stem != OWN_STEM:
            entry.rename(old / entry.name)
    shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
