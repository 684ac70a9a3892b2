"""Verdict sheets: CSV that a reader fills in with any spreadsheet, and its way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from conspectus.cli.audit.pairs import Excerpt, Pair
from conspectus.cli.audit.verdicts import Verdict
from conspectus.cli.exits import CommandError

COLUMNS: Final = (
    "pair",
    "paragraph",
    "heading",
    "sentence",
    "footnote",
    "holder",
    "holders in the sentence",
    "stance",
    "match",
    "evidence",
    "where",
    "verdict",
    "note",
)
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def sheet_text(pairs: Iterable[Pair], verdicts: Mapping[str, Verdict] | None = None) -> str:
    """One line a pair, ``verdict`` empty where not yet given; LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for pair in pairs:
        cells = (
            pair.id,
            pair.paragraph,
            pair.heading,
            pair.sentence,
            pair.footnote,
            pair.holder,
            str(pair.of),
            pair.stance,
            pair.match,
            "\n\n".join(_marked(excerpt) for excerpt in pair.excerpts),
            "; ".join(excerpt.where for excerpt in pair.excerpts),
            (verdicts or {}).get(pair.id, ""),
            "",
        )
        writer.writerow([_inert(cell) for cell in cells])
    return out.getvalue()


def read_sheet(path: Path, known: Collection[str]) -> dict[str, Verdict]:
    """Pair id → verdict of the lines that have one.

    Raises:
        CommandError: no such sheet, a word that is no verdict, or a pair that is not in the paper.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8; save it as CSV in UTF-8.") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    if not {"pair", "verdict"} <= set(rows.fieldnames or ()):
        raise CommandError(f"{path} is no verdict sheet: it lacks the columns pair and verdict.")
    found: dict[str, Verdict] = {}
    for row in rows:
        word = (row["verdict"] or "").strip().lower()
        if not word:
            continue
        if word not in {verdict.value for verdict in Verdict}:
            choice = ", ".join(Verdict)
            raise CommandError(f"{path}, line {rows.line_num}: {word!r} is none of {choice}.")
        pair = (row["pair"] or "").removeprefix("'")
        if pair not in known:
            raise CommandError(f"{path}, line {rows.line_num}: no pair {pair!r} in this paper.")
        found[pair] = Verdict(word)
    return found


def _marked(excerpt: Excerpt) -> str:
    """The evidence between ⟦ and ⟧, with what stands around it."""
    return f"… {excerpt.before}⟦{excerpt.quote}⟧{excerpt.after} …"


def _inert(cell: str) -> str:
    """A spreadsheet must show a contributor's words, never run them as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _delimiter(text: str) -> str:
    """Spreadsheets of some countries save "CSV" with semicolons."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)
