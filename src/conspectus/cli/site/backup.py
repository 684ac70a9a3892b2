"""``conspectus backup``: one file with everything, while the site runs."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.installation import with_home
from conspectus.cli.terminal import Terminal


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@with_home
@json_option
def command(*, file: Path | None, home: Path, as_json: bool) -> int:
    """Write everything of the installation to FILE (default: a name with the time, here).

    The site may go on running. The file holds the keys: keep it where nobody else can read it.
    """
    terminal = Terminal(as_json=as_json)
    clock = importlib.import_module("conspectus.core.clock")
    target = file or Path(f"{home.resolve().name}-{clock.stamp():%Y%m%dT%H%M%SZ}.tar.gz")
    size = importlib.import_module("conspectus.core.backups").back_up(target)
    terminal.say(f"{target}: {size:,} bytes.")
    terminal.result({"file": str(target), "bytes": size})
    return Exit.DONE
