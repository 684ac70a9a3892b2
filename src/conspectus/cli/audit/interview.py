"""Asking a reader at the terminal, one pair at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import click
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from conspectus.cli.audit.pairs import Excerpt, Pair
from conspectus.cli.audit.verdicts import Verdict

KEYS: Final = {"s": Verdict.SUPPORTED, "p": Verdict.PARTLY, "n": Verdict.NOT}
SIDE_BY_SIDE_COLUMNS: Final = 100
"""Terminals at least this wide show sentence and evidence beside each other."""

Keep = Callable[[Mapping[str, Verdict]], None]


def ask(
    pairs: Sequence[Pair], *, console: Console, given: Mapping[str, Verdict], keep: Keep
) -> dict[str, Verdict]:
    """Verdicts of ``pairs``, ``given`` ones included; ``keep`` is called after each answer.

    The reader may skip a pair or stop at any time.
    """
    verdicts = dict(given)
    for number, pair in enumerate(pairs, start=1):
        if pair.id in verdicts:
            continue
        console.print(shown(pair, heading=f"{number} of {len(pairs)}", width=console.width))
        answer = click.prompt(
            "supported, partly, not; skip, quit",
            type=click.Choice(["s", "p", "n", "skip", "q"], case_sensitive=False),
            show_choices=True,
            err=True,
        )
        if answer == "q":
            break
        if answer in KEYS:
            verdicts[pair.id] = KEYS[answer]
            keep(verdicts)
    return verdicts


def shown(pair: Pair, *, heading: str, width: int) -> RenderableType:
    """Sentence and holder on one side, the evidence in its place on the other."""
    claim = Text.assemble(
        (f"{pair.heading}, paragraph {pair.paragraph}\n\n", "dim"),
        (pair.sentence, "bold"),
        f"\n\nHolder: {pair.holder} ({pair.stance}; one of {pair.of}; {pair.match})",
    )
    if pair.footnote:
        claim.append(f"\n\nFootnote: {pair.footnote}", "dim")
    evidence = Group(*(_in_place(excerpt) for excerpt in pair.excerpts))
    left = Panel(claim, title=heading, title_align="left")
    right = Panel(evidence, title="evidence", title_align="left")
    if width < SIDE_BY_SIDE_COLUMNS:
        return Group(left, right)
    return Columns([left, right], width=width // 2 - 1, expand=True)


def _in_place(excerpt: Excerpt) -> Text:
    return Text.assemble(
        (f"{excerpt.where}\n", "dim"),
        (excerpt.before, "dim"),
        (f"⟦{excerpt.quote}⟧", "bold"),
        (f"{excerpt.after}\n", "dim"),
    )
