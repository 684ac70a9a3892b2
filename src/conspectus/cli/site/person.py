"""``conspectus person``: what is kept of somebody, handed out or erased."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from conspectus.cli.exits import CommandError, Exit, NothingUsableError
from conspectus.cli.options import json_option
from conspectus.cli.site.installation import with_home
from conspectus.cli.terminal import Terminal

WISHES = ("keep", "withdraw", "erase")


@click.group("person")
def command() -> None:
    """What is kept of a person, by an address of mail: a copy, or its erasure.

    See that the address is that of who asks before you hand anything out.
    """


@command.command("export")
@click.argument("address")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the archive goes; made where it is not there.",
)
@with_home
@json_option
def export(*, address: str, folder: Path, home: Path, as_json: bool) -> int:  # noqa: ARG001 - entered already
    """Write all that is kept under ADDRESS, and of its account, to DIR/personal-data.zip."""
    terminal = Terminal(as_json=as_json)
    whose = _whose(address)
    copy = importlib.import_module("conspectus.core.personal_copy")
    file = folder / copy.NAME
    if file.exists():
        raise CommandError(f"{file} is there already: name another directory.")
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as target:
        file.chmod(0o600)
        parts = copy.write_copy(whose, target)
    for name, count in parts.items():
        terminal.say(f"{name}: {count}")
    terminal.say(f"All that is kept under {address} is in {file}.")
    terminal.result({"file": str(file), "parts": parts})
    return Exit.DONE


@command.command("erase")
@click.argument("address")
@click.option(
    "--contributions",
    "wish",
    type=click.Choice(WISHES),
    default="keep",
    show_default=True,
    help="What was published: stays as it is, is marked as withdrawn, or is erased as well.",
)
@click.option("--yes", is_flag=True, help="Do not ask again.")
@with_home
@json_option
def erase(*, address: str, wish: str, yes: bool, home: Path, as_json: bool) -> int:  # noqa: ARG001 - entered already
    """Erase at once what is kept under ADDRESS, and its account. It cannot be undone."""
    terminal = Terminal(as_json=as_json)
    whose = _whose(address)
    if not yes:
        click.confirm(f"Erase {address} for good (contributions: {wish})?", abort=True, err=True)
    data = importlib.import_module("conspectus.core.personal_data")
    leaf = data.erase_person(whose, wish=wish, by="the operator")
    terminal.say(f"{address} is erased. Older backups still hold it: see docs/operation.md.")
    terminal.result({"erased": True, "contributions": wish, "record": leaf.pk})
    return Exit.DONE


def _whose(address: str) -> Any:  # noqa: ANN401 - imported once Django is set up
    """Who has the address.

    Raises:
        NothingUsableError: nothing is kept under it.
    """
    people = importlib.import_module("conspectus.people.services.personal_data")
    data = importlib.import_module("conspectus.core.personal_data")
    whose = people.of_address(address)
    if not data.parts_of(whose):
        raise NothingUsableError(f"Nothing is kept under {address}: look at its spelling.")
    return whose
