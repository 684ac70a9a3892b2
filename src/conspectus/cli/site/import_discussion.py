"""``conspectus import-discussion``: a mailing list's archives as threads of the online forum."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.options import json_option, quiet_option
from conspectus.cli.site.installation import with_home
from conspectus.cli.terminal import Terminal


@click.command("import-discussion")
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--forum", required=True, metavar="SLUG")
@click.option("--cycle", required=True, metavar="SLUG")
@click.option("--category", required=True, metavar="SLUG", help="Of the online forum.")
@click.option("--language", default="", metavar="CODE", help="Of the posts; default: the forum's.")
@with_home
@json_option
@quiet_option
def command(
    *,
    files: tuple[Path, ...],
    forum: str,
    cycle: str,
    category: str,
    language: str,
    home: Path,
    as_json: bool,
    quiet: bool,
) -> int:
    """Import mailboxes (mbox, Mailman's archives, also gzipped) as threads, public at once."""
    terminal = Terminal(as_json=as_json, quiet=quiet)
    models = importlib.import_module("conspectus.discussion.models")
    importing = importlib.import_module("conspectus.discussion.services.importing")
    apart = importlib.import_module("conspectus.formats.letters.apart")
    rows = models.Category.objects.select_related("cycle__scope", "cycle__forum")
    place = rows.filter(cycle__scope__path=f"{forum}/{cycle}", slug=category).first()
    if place is None:
        raise CommandError(f"There is no category {category} in {forum}/{cycle}: make it first.")
    reader = apart.LetterReader()
    try:
        result = importing.import_archives(place, files, read=reader.read, language=language)
    finally:
        reader.close()
    for sentence in result.left_out:
        terminal.warn(sentence)
    terminal.say(
        f"{result.posts} posts in {result.threads} new threads, {result.known} known before, "
        f"{len(result.left_out)} left out. ({home})"
    )
    terminal.result(
        {
            "posts": result.posts,
            "threads": result.threads,
            "known": result.known,
            "left_out": result.left_out,
        }
    )
    return Exit.DONE
