"""``conspectus migrate``: bring the database to this version of the program."""

from __future__ import annotations

from pathlib import Path

import click

from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.installation import migrate, unapplied, with_home
from conspectus.cli.terminal import Terminal


@click.command("migrate")
@with_home
@json_option
def command(*, home: Path, as_json: bool) -> int:
    """Bring the database to this version of the program. Make a backup first."""
    terminal = Terminal(as_json=as_json)
    steps = unapplied()
    migrate()
    for step in steps:
        terminal.say(step)
    terminal.say(f"{len(steps)} steps applied in {home}." if steps else "Nothing to do.")
    terminal.result({"applied": steps})
    return Exit.DONE
