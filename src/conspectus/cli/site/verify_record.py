"""``conspectus verify-record``: the independent script, on the record here or any copy."""

from __future__ import annotations

from pathlib import Path

import click

from conspectus.cli.exits import CommandError, Exit
from conspectus.cli.options import json_option
from conspectus.cli.site.homes import home_option
from conspectus.cli.terminal import Terminal
from conspectus.core.keys import record_signer
from conspectus.record import verify_record

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("verify-record")
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), required=False
)
@home_option
@click.option("--key", default="", help="The public key, name+id+key, from where you trust it.")
@click.option("--since", multiple=True, type=FILE, help="A checkpoint kept from before.")
@click.option("--receipt", "receipts", multiple=True, type=FILE, help="A receipt to check.")
@json_option
def command(
    *,
    folder: Path | None,
    home: Path,
    key: str,
    since: tuple[Path, ...],
    receipts: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Check the public record in DIR, a copy; without DIR that of the installation --home.

    Without --key the key beside the record is believed, for an installation its own.
    """
    terminal = Terminal(as_json=as_json)
    place = folder or home / "record"
    if not place.is_dir():
        raise CommandError(f"There is no record in {place}: name the directory of a copy.")
    own = home if folder is None else None
    problems = problems_of(place, own, key=key, since=since, receipts=receipts)
    for problem in problems:
        terminal.say(problem)
    if not problems:
        is_record = (place / "checkpoint").exists()
        terminal.say(verify_record.AGREE if is_record else verify_record.ALONE)
    terminal.result({"ok": not problems, "problems": problems})
    return Exit.CHECK_FAILED if problems else Exit.DONE


def problems_of(
    record: Path,
    home: Path | None,
    *,
    key: str = "",
    since: tuple[Path, ...] = (),
    receipts: tuple[Path, ...] = (),
) -> list[str]:
    """What is wrong with a record, as sentences; ``home``: the installation whose record it is."""
    known = key or (record_signer(home).verifier.encoded if home else "")
    return verify_record.check(record, known, since, receipts)
