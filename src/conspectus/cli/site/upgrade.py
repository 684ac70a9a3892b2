"""``conspectus upgrade``: from an installation of an older version to this one, in one command."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import Final

import click
from django.db import DatabaseError, connection

from conspectus import __version__
from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.installation import migrate, unapplied, unknown_steps, with_home
from conspectus.cli.site.verify_record import problems_of
from conspectus.cli.terminal import Terminal

ROOM: Final = 200 * 1024**2
"""Bytes that stay free on the disk beside a second database and the backup."""


@click.command("upgrade")
@with_home
@click.option(
    "--backup",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the backup is written; default: beside the home, with version and time.",
)
@click.option("--no-backup", is_flag=True, help="You have made one yourself.")
@json_option
def command(*, home: Path, backup: Path | None, no_backup: bool, as_json: bool) -> int:
    """Check the installation, back it up, bring its database to this version, check it again.

    Stop the site first. Where a check fails before the database is touched, nothing is changed.
    """
    terminal = Terminal(as_json=as_json)
    _refuse_newer(home)
    steps = unapplied()
    if not steps:
        terminal.say(f"Nothing to do: {home} is of version {__version__} already.")
        terminal.result({"applied": [], "backup": None, "problems": []})
        return Exit.DONE
    _refuse_running(home)
    _refuse_damaged(home)
    kept = None if no_backup else _back_up(home, backup)
    if kept:
        terminal.say(f"Backup: {kept}")
    _bring_up(home, kept)
    shutil.rmtree(home / "pages", ignore_errors=True)
    problems = problems_of(home / "record", home)
    for problem in problems:
        terminal.warn(problem)
    record = "the record does not verify, see above." if problems else "the record verifies."
    terminal.say(f"{len(steps)} steps applied; {record}")
    terminal.say(f"Next: start the site, then 'conspectus doctor --home {home}'.")
    terminal.say("Delete the backup when you have seen that all is well: it holds the keys.")
    told = str(kept) if kept else None
    terminal.result({"applied": steps, "backup": told, "problems": problems})
    return Exit.CHECK_FAILED if problems else Exit.DONE


def _refuse_newer(home: Path) -> None:
    if steps := unknown_steps():
        raise CommandError(
            f"The database in {home} is of a newer version than this program ({__version__}): "
            f"it has {steps[0]}. Install that version again, or restore an older backup."
        )


def _refuse_running(home: Path) -> None:
    """A worker of the old version would write to tables that change under its hands."""
    storage = importlib.import_module("conspectus.record.storage")
    errors = importlib.import_module("conspectus.record.errors")
    try:
        with storage.DirectoryStore(home / "record").exclusive():
            pass
    except errors.HeldError as error:
        raise CommandError(
            f"The site in {home} is running: stop it first (systemctl stop conspectus, or Ctrl-C)."
        ) from error


def _refuse_damaged(home: Path) -> None:
    problems = problems_of(home / "record", home)
    if problems:
        raise CommandError(
            f"The public record in {home} does not verify, so nothing was changed: {problems[0]}"
        )


def _back_up(home: Path, wanted: Path | None) -> Path:
    """The backup's place.

    Raises:
        CommandError: there is no room for it.
        SiteError: see `core.backups.back_up`.
    """
    moment = importlib.import_module("conspectus.core.clock").stamp()
    name = f"{home.resolve().name}-before-{__version__}-{moment:%Y%m%dT%H%M%SZ}.tar.gz"
    target = wanted or home.resolve().parent / name
    size = sum(place.stat().st_size for place in home.rglob("*") if place.is_file())
    free = shutil.disk_usage(target.resolve().parent).free
    if free < size + ROOM:
        raise CommandError(
            f"The backup may need {size / 1024**2:.0f} MB where {target} lies, and "
            f"{free / 1024**2:.0f} MB are free: name another place with --backup."
        )
    importlib.import_module("conspectus.core.backups").back_up(target)
    return target


def _bring_up(home: Path, kept: Path | None) -> None:
    """Each step is a transaction of its own: where one fails, those before it stay applied."""
    try:
        migrate()
    except DatabaseError as error:
        back = f"'conspectus restore {kept} --home NEW'" if kept else "your backup"
        raise CommandError(
            f"A step failed ({error}), and {home} is between two versions: go back with {back} "
            "and the version from before, and report this."
        ) from error
    finally:
        connection.close()
