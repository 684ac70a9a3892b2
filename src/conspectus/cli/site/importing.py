"""``conspectus import DIR``: take submissions into the register, without server or worker."""

from __future__ import annotations

import importlib
import time
from pathlib import Path

import click

from conspectus.cli.cache import DiskCache, cache_folder
from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option, processors, quiet_option
from conspectus.cli.site.installation import with_home
from conspectus.cli.terminal import Terminal


@click.command("import")
@click.argument("path", metavar="DIR", type=click.Path(path_type=Path, exists=True))
@click.option("--forum", required=True, metavar="SLUG", help="Made from forum.toml if missing.")
@click.option("--cycle", required=True, metavar="SLUG", help="Made from forum.toml if missing.")
@click.option("--call", default="", metavar="SLUG", help="Default: contributions.")
@click.option("--publish", is_flag=True, help="Publish at once, as each row allows.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Default: as many as processors.")
@with_home
@json_option
@quiet_option
def command(
    *,
    path: Path,
    forum: str,
    cycle: str,
    call: str,
    publish: bool,
    jobs: int | None,
    home: Path,
    as_json: bool,
    quiet: bool,
) -> int:
    """Import the submissions in DIR: a folder with its manifest, a ZIP file, or a spreadsheet."""
    started = time.monotonic()
    terminal = Terminal(as_json=as_json, quiet=quiet)
    importing = importlib.import_module("conspectus.contributions.services.importing")
    with terminal.progress() as tell:
        result = importing.import_folder(
            path,
            forum=forum,
            cycle=cycle,
            call=call,
            publish=publish,
            jobs=jobs or processors(),
            progress=tell,
            cache=DiskCache(cache_folder()),
        )
    for sentence in (*result.warnings, *result.skipped):
        terminal.warn(sentence)
    seconds = time.monotonic() - started
    terminal.say(
        f"{result.contributions} contributions imported, {result.versions} changed, "
        f"{result.unchanged} as before; {result.published} published. "
        f"{result.questions} questions wait on the desk. ({seconds:.1f} s, {home})"
    )
    terminal.result(
        {
            "contributions": result.contributions,
            "versions": result.versions,
            "unchanged": result.unchanged,
            "published": result.published,
            "questions": result.questions,
            "skipped": result.skipped,
            "seconds": round(seconds, 1),
        }
    )
    return Exit.DONE
