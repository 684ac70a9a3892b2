"""``conspectus restore``: an installation from a backup."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import click

from conspectus import __version__
from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.homes import home_option
from conspectus.cli.site.installation import enter, migrate, unapplied
from conspectus.cli.site.verify_record import problems_of
from conspectus.cli.terminal import Terminal
from conspectus.core.restoring import DUMP, restore, undo

RECORD = "record"


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--record",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="A newer copy of the public record: what it says was erased is erased again.",
)
@home_option
@json_option
def command(*, file: Path, record: Path | None, home: Path, as_json: bool) -> int:
    """Make the installation --home from the backup FILE; the directory must be new or empty.

    Of an installation on PostgreSQL: CONSPECTUS_DATABASE names a new, empty database.
    A backup of before an erasure holds what was erased. Give --record, and it is erased again
    before anybody can read it; the record goes on from that copy.
    """
    terminal = Terminal(as_json=as_json)
    made = not home.exists()
    version = restore(file, home)
    enter(home)
    _load_database(home, made=made)
    erased, left = _go_on(home, record, made=made) if record else ([], [])
    problems = problems_of(home / RECORD, home)
    for problem in problems:
        terminal.warn(problem)
    terminal.say(f"{home} is as it was, made by Conspectus {version}.")
    for subject in erased:
        terminal.say(f"{subject} was erased after the backup, and is erased again.")
    for subject in left:
        terminal.warn(f"{subject} was erased after the backup: erase it again by hand.")
    if record is None:
        terminal.warn(
            "What was erased after the backup was made is here again: restore with --record DIR, "
            "a newer copy of the public record, or erase it before you open the site."
        )
    if steps := unapplied():
        terminal.say(f"This is {__version__}: run 'conspectus upgrade --home {home}' first.")
    terminal.result(
        {
            "home": str(home),
            "version": version,
            "to_migrate": steps,
            "erased_again": erased,
            "to_erase": left,
            "problems": problems,
        }
    )
    return Exit.CHECK_FAILED if problems or left else Exit.DONE


def _load_database(home: Path, *, made: bool) -> None:
    """What was copied from a PostgreSQL goes into the empty one that the settings name.

    Raises:
        CommandError: the settings name another kind of database; nothing is restored.
        SiteError: it is not empty, or cannot be filled; nothing is restored.
    """
    vendor = importlib.import_module("django.db").connection.vendor
    wanted = "postgresql" if (home / DUMP).is_file() else "sqlite"
    if vendor != wanted:
        undo(home, made=made)
        raise CommandError(
            f"The backup is of {wanted}, and the settings say {vendor}: set CONSPECTUS_DATABASE "
            "to an empty PostgreSQL for the one, to nothing for SQLite."
        )
    if wanted == "sqlite":
        return
    try:
        importlib.import_module("conspectus.core.postgresql.copies").load(home / DUMP)
    except BaseException:
        undo(home, made=made)
        raise
    (home / DUMP).unlink()


def _go_on(home: Path, record: Path, *, made: bool) -> tuple[list[str], list[str]]:
    """Takes the newer record in the place of the backup's, and repeats its erasures.

    Raises:
        CommandError: it is not the record of this installation, or is older; nothing is restored.
    """
    own = home / RECORD
    since = (own / "checkpoint",) if (own / "checkpoint").is_file() else ()
    problems = problems_of(record, home, since=since)
    if problems:
        undo(home, made=made)
        raise CommandError(
            f"{record} is no newer copy of this installation's record, so nothing was restored: "
            f"{problems[0]}"
        )
    shutil.rmtree(own)
    shutil.copytree(record, own)
    migrate()
    again = importlib.import_module("conspectus.contributions.services.erasing_again")
    done = again.erase_again(own)
    return done.erased, done.left
