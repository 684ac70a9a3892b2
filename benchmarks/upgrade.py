"""The first version's installation, filled, brought to this version: is anything lost?

``python benchmarks/upgrade.py OLD [COUNT]``: OLD is a checkout of an older version with its own
``.venv`` (``git worktree add OLD COMMIT``), COUNT the contributions (default 10,000), made by that
version's ``benchmarks/installation.py`` and recorded by its worker. Then ``conspectus upgrade`` of
this version runs, and everything that the old one knew is compared: each column of each row that
both versions have, the checkpoint and its root, every receipt that the old version gave out (one in
RECEIPTS_OF), the pages of contributions. Prints one line of JSON; exit 1 where anything is missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.installation import CONSPECTUS, environment, serving

RECEIPTS_OF = 10
"""One receipt in so many is taken from the old version."""

PAGES_OF = 500
DATABASE = "conspectus.sqlite3"
PASSING = ("django_session", "core_searchindex", "django_migrations", "sqlite_")
"""Beginnings of the names of tables that hold nothing of anybody, or are made again."""

TAKE_RECEIPTS = """
import pathlib, sys, django
django.setup()
from conspectus.core.models import RecordedLeaf
from conspectus.core.receipts import receipt_file
from conspectus.core.sequencer import settle
assert settle(600)
folder = pathlib.Path(sys.argv[1])
for row in RecordedLeaf.objects.order_by("id"):
    if row.index % int(sys.argv[2]) == 0:
        (folder / f"{row.index}.json").write_bytes(receipt_file(row))
"""


def main() -> int:
    """Everything, in a temporary home."""
    old = Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory(prefix="upgrade-") as name:
        home, receipts = Path(name) / "home", Path(name) / "receipts"
        receipts.mkdir()
        _fill(old, home, count, receipts)
        before = _rows(home)
        checkpoint = (home / "record" / "checkpoint").read_bytes()
        (Path(name) / "checkpoint").write_bytes(checkpoint)
        began = time.perf_counter()
        told = _upgraded(home)
        took = time.perf_counter() - began
        after = _rows(home, before)
        kept = (home / "record" / "checkpoint").read_bytes() == checkpoint
        figures = {
            "old": _commit(old),
            "contributions": count,
            "steps": len(told["applied"]),
            "upgrade_s": round(took, 1),
            "tables": len(before),
            "rows": sum(len(rows) for rows in before.values()),
            "rows_lost_or_changed": _lost(before, after),
            "root_unchanged": kept,
            "receipts": len(list(receipts.iterdir())),
            "receipts_that_fail": _failing(home, receipts, Path(name) / "checkpoint"),
            **_pages(home, count),
        }
    print(json.dumps(figures))
    whole = kept and not figures["rows_lost_or_changed"] and not figures["receipts_that_fail"]
    return 0 if whole and not figures["pages_missing"] else 1


def _fill(old: Path, home: Path, count: int, receipts: Path) -> None:
    """By the old version's programs alone."""
    python = old / ".venv" / "bin" / "python"
    command = [old / ".venv" / "bin" / "conspectus", "init", "--home", home]
    given = environment(home)
    subprocess.run(command, check=True, env=given, stdout=subprocess.DEVNULL)
    maker = old / "benchmarks" / "installation.py"
    subprocess.run([python, maker, home, str(count)], check=True, env=given)
    subprocess.run([python, "-c", TAKE_RECEIPTS, receipts, str(RECEIPTS_OF)], check=True, env=given)


def _upgraded(home: Path) -> dict[str, list[str]]:
    done = subprocess.run(
        [CONSPECTUS, "upgrade", "--home", home, "--json"],
        env=environment(home),
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


Rows = dict[tuple[str, tuple[str, ...]], set[bytes]]
"""The hashes of the rows of a table, over the columns named."""


def _rows(home: Path, like: Rows | None = None) -> Rows:
    """All rows; ``like``: over the same columns of the same tables, where they are still there."""
    with contextlib.closing(sqlite3.connect(home / DATABASE)) as database:
        return {
            (table, columns): {_hash(row) for row in _selected(database, table, columns)}
            for table, columns in (like or dict.fromkeys(_tables(database)))
        }


def _tables(database: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (table,) in found.fetchall():
        if not table.startswith(PASSING):
            columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
            yield table, tuple(column[1] for column in columns)


def _selected(
    database: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> Iterator[tuple[object, ...]]:
    there = {column[1] for column in database.execute(f'PRAGMA table_info("{table}")')}
    if not set(columns) <= there:
        missing = sorted(set(columns) - there)
        print(f"{table}: no longer there: {', '.join(missing)}", file=sys.stderr)
        return
    named = ", ".join(f'"{column}"' for column in columns)
    yield from database.execute(f'SELECT {named} FROM "{table}"')  # noqa: S608 - names of its own


def _hash(row: tuple[object, ...]) -> bytes:
    return hashlib.blake2b(repr(row).encode(), digest_size=16).digest()


def _lost(before: Rows, after: Rows) -> dict[str, int]:
    """For each table how many rows are no longer there as they were."""
    lost = {table[0]: len(rows - after[table]) for table, rows in before.items()}
    return {table: number for table, number in lost.items() if number}


def _failing(home: Path, receipts: Path, checkpoint: Path) -> int:
    """Old receipts against the record as it is now, by the script that anybody runs."""
    script = home / "record" / "verify_record.py"
    record = home / "record"
    whole = [sys.executable, script, record, "--since", checkpoint]
    for receipt in receipts.iterdir():
        whole += ["--receipt", receipt]
    done = subprocess.run(whole, stdout=subprocess.PIPE, text=True, check=False)
    return 0 if done.returncode == 0 else max(1, len(done.stdout.splitlines()))


def _pages(home: Path, count: int) -> dict[str, object]:
    """The site of this version on it: does it answer for old contributions?"""
    numbers = sorted({1, count, *range(1, count + 1, max(1, count // PAGES_OF))})
    with serving(home) as server:
        addresses = [f"/en/invented/2026/contributions/{number}/v1/" for number in numbers]
        missing = [one for one in addresses if server.get(one).status != 200]
    return {"pages": len(numbers), "pages_missing": len(missing)}


def _commit(checkout: Path) -> str:
    done = subprocess.run(
        ["/usr/bin/env", "git", "-C", checkout, "log", "-1", "--format=%h %ad", "--date=short"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    return done.stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
