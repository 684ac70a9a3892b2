"""``conspectus audit OUT``: draw pairs, take or read verdicts, print the precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from conspectus.cli.audit.interview import ask
from conspectus.cli.audit.pairs import Kind, Pair, all_pairs, draw, parse_seed
from conspectus.cli.audit.report import report_lines, report_object
from conspectus.cli.audit.sheet import read_sheet, sheet_text
from conspectus.cli.audit.verdicts import Settled, Verdict, precision, settle
from conspectus.cli.bundle import open_bundle
from conspectus.cli.exits import CommandError, NothingUsableError
from conspectus.cli.options import json_option
from conspectus.cli.terminal import Terminal

MOST_READERS: Final = 3
SHEET: Final = click.Path(path_type=Path, dir_okay=False)


@click.command("audit")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--sample", default=100, show_default=True, type=click.IntRange(1), metavar="N")
@click.option("--seed", default="1", show_default=True, help="A number, decimal or hexadecimal.")
@click.option(
    "--kind",
    default=Kind.ALL.value,
    show_default=True,
    type=click.Choice([kind.value for kind in Kind]),
    help="Sentences with a single holder, with several, or all.",
)
@click.option("--export", type=SHEET, help="Write the sample as a CSV sheet to fill in.")
@click.option(
    "--import",
    "imported",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read a sheet that was filled in; again for a second reader and one who settles.",
)
@click.option("--save", type=SHEET, help="Keep verdicts given here in a sheet, and go on from it.")
@json_option
def command(
    *,
    out: Path,
    sample: int,
    seed: str,
    kind: str,
    export: Path | None,
    imported: tuple[Path, ...],
    save: Path | None,
    as_json: bool,
) -> None:
    """Judge a sample of (sentence, holder) pairs against the evidence.

    Each pair is shown with the holder's own words in their place. The verdict is "supported" (it
    says this, and it is the holder's own view), "partly" or "not". Without --export or --import
    the questions are asked here.
    """
    terminal = Terminal(as_json=as_json)
    pairs = {pair.id: pair for pair in all_pairs(open_bundle(out))}
    wanted = [pair for pair in pairs.values() if pair.is_of(Kind(kind))]
    if not wanted:
        raise NothingUsableError(f"{out} has no view sentence of the kind asked for ({kind}).")
    if imported:
        _tell(terminal, _settled(imported, pairs, Kind(kind)), pairs)
        return
    drawn = draw(wanted, size=sample, seed=parse_seed(seed))
    if export is not None:
        export.write_text(sheet_text(drawn), encoding="utf-8", newline="")
        terminal.say(f"{len(drawn)} of {len(wanted)} pairs written to {export}.")
        terminal.result({"sheet": str(export), "pairs": len(drawn), "of": len(wanted)})
        return
    _tell(terminal, settle([_asked(terminal, drawn, save)]), pairs)


def _settled(sheets: Sequence[Path], pairs: Mapping[str, Pair], kind: Kind) -> Settled:
    if len(sheets) > MOST_READERS:
        raise CommandError("At most three sheets: two readers and one who settles.")
    return settle(
        [
            {
                pair: word
                for pair, word in read_sheet(sheet, pairs).items()
                if pairs[pair].is_of(kind)
            }
            for sheet in sheets
        ]
    )


def _asked(terminal: Terminal, drawn: Sequence[Pair], save: Path | None) -> dict[str, Verdict]:
    given: dict[str, Verdict] = {}
    if save is not None and save.exists():
        given = read_sheet(save, {pair.id for pair in drawn})

    def keep(verdicts: Mapping[str, Verdict]) -> None:
        if save is not None:
            save.write_text(sheet_text(drawn, verdicts), encoding="utf-8", newline="")

    return ask(drawn, console=terminal.error_console, given=given, keep=keep)


def _tell(terminal: Terminal, settled: Settled, pairs: Mapping[str, Pair]) -> None:
    found = precision(list(settled.verdicts.values()))
    for line in report_lines(found, settled, pairs):
        terminal.say(line)
    terminal.result(report_object(found, settled))
