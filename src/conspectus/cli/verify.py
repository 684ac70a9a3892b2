"""``conspectus verify OUT``: the invariants of the evidence format."""

from __future__ import annotations

from pathlib import Path

import click

from conspectus.cli.bundle import require_paper
from conspectus.cli.exits import Exit
from conspectus.cli.options import json_option, quiet_option
from conspectus.cli.summary import view_sentences
from conspectus.cli.terminal import Terminal
from conspectus.formats.bundle import check_bundle, read_bundle


@click.command("verify")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@json_option
@quiet_option
def command(*, out: Path, as_json: bool, quiet: bool) -> int:
    """Check the paper in OUT: its evidence, its tables, and that its files say what it says."""
    terminal = Terminal(as_json=as_json, quiet=quiet)
    require_paper(out)
    problems = check_bundle(out)
    for problem in problems:
        terminal.say(problem)
    if problems:
        terminal.say(f"{len(problems)} found.")
    else:
        checked = sum(1 for _ in view_sentences(read_bundle(out)))
        terminal.say(f"Nothing found in {checked} sentences with views and their evidence.")
    terminal.result({"ok": not problems, "problems": problems})
    return Exit.CHECK_FAILED if problems else Exit.DONE
