"""``conspectus worker``: jobs, record and mail without a web process."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from conspectus.cli.exits import Exit
from conspectus.cli.site.installation import with_home


@click.command("worker")
@with_home
@click.option("--no-record", is_flag=True, help="Another worker appends to the public record.")
@click.option("--no-mail", is_flag=True, help="Another worker sends the mail.")
def command(*, home: Path, no_record: bool, no_mail: bool) -> int:  # noqa: ARG001 - entered already
    """Do the jobs, append to the public record and send the mail; 'serve' has a worker already."""
    importlib.import_module("conspectus.core.logs").set_up()
    importlib.import_module("conspectus.cli.site.work").work(
        sequence=not no_record, post=not no_mail
    )
    return Exit.DONE
