"""Check a bundle: its invariants, its tables, and that its files say what its evidence says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conspectus.engine.errors import ConspectusError
from conspectus.engine.paper import Paper
from conspectus.formats.bundle.reading import read_bundle
from conspectus.formats.bundle.tables import balance_csv, coverage_csv, translations_csv
from conspectus.formats.bundle.writing import FORMATS
from conspectus.formats.writers.readback import problems_of_file


def check_bundle(out: Path) -> list[str]:
    """What is wrong with the bundle in ``out``, one plain sentence each; empty when all is well.

    Where the evidence itself is wrong, that is all that is said: the rest is made from it.
    """
    try:
        paper = read_bundle(out)
    except ConspectusError as error:
        return [str(error)]
    return [
        *_problems_of_sources(paper, out),
        *_problems_of_tables(paper, out),
        *_problems_of_papers(paper, out),
    ]


def _problems_of_sources(paper: Paper, out: Path) -> Iterator[str]:
    expected = {f"{source.id}.txt" for source in paper.sources if source.public}
    found = {path.name for path in (out / "sources").glob("*")}
    for name in sorted(expected - found):
        yield f"sources/{name} is missing."
    for name in sorted(found - expected):
        yield f"sources/{name} belongs to no source of the paper."


def _problems_of_tables(paper: Paper, out: Path) -> Iterator[str]:
    tables = {
        "coverage.csv": coverage_csv(paper),
        "balance.csv": balance_csv(paper),
        "translations-needed.csv": translations_csv(paper),
    }
    for name, data in tables.items():
        path = out / name
        if not path.is_file():
            yield f"{name} is missing."
        elif path.read_bytes() != data:
            yield f"{name} is not what paper.json gives."
    for name in ("manifest-report.csv", "queue.csv", "verify.py"):
        if not (out / name).is_file():
            yield f"{name} is missing."


def _problems_of_papers(paper: Paper, out: Path) -> Iterator[str]:
    for name in FORMATS:
        path = out / f"paper.{name}"
        if path.is_file():
            yield from problems_of_file(paper, name, path.read_bytes())
