"""``conspectus init``: make an installation; asks nothing."""

from __future__ import annotations

from pathlib import Path

import click

from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.homes import home_option, is_whole, program
from conspectus.cli.site.installation import MAKING, install
from conspectus.cli.terminal import Terminal


@click.command("init")
@home_option
@json_option
def command(*, home: Path, as_json: bool) -> int:
    """Make an installation: its directory, keys and database. May be run again."""
    terminal = Terminal(as_json=as_json)
    if not is_whole(home):
        terminal.warn(MAKING)
    install(home)
    terminal.say(f"The installation is in {home.resolve()}.")
    terminal.say(f"Next: {program()} createadmin you@example.org --home {home}")
    terminal.say(f"      {program()} serve --home {home}")
    terminal.result({"home": str(home.resolve())})
    return Exit.DONE
