"""``conspectus createadmin``: give somebody the whole installation."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TextIO

import click

from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.installation import with_home
from conspectus.cli.terminal import Terminal


@click.command("createadmin")
@click.argument("email")
@with_home
@click.option(
    "--password-file",
    type=click.File("r"),
    help="Sets the password in its first line ('-': standard input) instead of printing a link.",
)
@json_option
def command(*, email: str, home: Path, password_file: TextIO | None, as_json: bool) -> int:  # noqa: ARG001 - entered already
    """Make EMAIL the secretariat of the whole installation, and print a link to sign in by once."""
    terminal = Terminal(as_json=as_json)
    people = importlib.import_module("conspectus.people.services.administrators")
    password = password_file.readline().rstrip("\n") if password_file else None
    account = people.make_administrator(email, password=password)
    link = None if password else people.sign_in_link(account)
    terminal.say(f"{account.email} is secretariat of the installation.")
    if link:
        terminal.say(f"This link signs in once, within three days: {link}")
    terminal.result({"email": account.email, "link": link})
    return Exit.DONE
