"""``conspectus restore``: an installation from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from conspectus import __version__
from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.homes import home_option
from conspectus.cli.site.installation import enter, unapplied
from conspectus.cli.site.verify_record import problems_of
from conspectus.cli.terminal import Terminal
from conspectus.core.restoring import restore


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@home_option
@json_option
def command(*, file: Path, home: Path, as_json: bool) -> int:
    """Make the installation --home from the backup FILE; the directory must be new or empty."""
    terminal = Terminal(as_json=as_json)
    version = restore(file, home)
    enter(home)
    problems = problems_of(home / "record", home)
    for problem in problems:
        terminal.warn(problem)
    terminal.say(f"{home} is as it was, made by Conspectus {version}.")
    if steps := unapplied():
        terminal.say(f"This is {__version__}: run 'conspectus migrate --home {home}' first.")
    terminal.result(
        {"home": str(home), "version": version, "to_migrate": steps, "problems": problems}
    )
    return Exit.CHECK_FAILED if problems else Exit.DONE
