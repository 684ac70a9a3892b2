"""What the readers make of a folder of real files, through the sandbox, one line a kind.

``python benchmarks/readers.py --data DIR [--workers 2] [--table] [--list KIND]``

DIR is searched for files of any depth. Printed last, on one line: JSON with ``files``,
``documents``, ``refused``, ``crashed`` (the child died or was too slow), ``silent`` (a document
without a letter: must be 0), ``seconds``, ``slowest_s``, ``peak_mb`` of a child, and ``kinds``.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from conspectus.engine.document import Document
from conspectus.formats.readers import ReaderError
from conspectus.formats.sandbox import read_many

_SOURCES = frozenset([".py", ".in", ".gitignore", ".yaml", ".toml", ".json", ".tex"])
_NAMES = frozenset(["LICENSE", "Makefile"])


@dataclass(frozen=True)
class Result:
    """One file: its outcome and how long the caller waited for it."""

    path: Path
    outcome: Document | ReaderError
    seconds: float

    @property
    def verdict(self) -> str:
        """Name of the error, or "read", "read with warnings", "silent"."""
        if isinstance(self.outcome, ReaderError):
            said = str(self.outcome)
            is_dead = "made the reader stop" in said or "seconds to" in said
            return "crashed" if is_dead else type(self.outcome).__name__
        if not any(map(str.isalnum, self.outcome.text)):
            return "silent"
        return "read with warnings" if self.outcome.warnings else "read"


def collect(folder: Path) -> list[Path]:
    """Files that somebody could submit: sources and build files of the collections are left out."""
    return sorted(
        p
        for p in folder.rglob("*")
        if p.is_file() and p.suffix.lower() not in _SOURCES and p.name not in _NAMES
    )


def measure(paths: list[Path], workers: int) -> list[Result]:
    """Read all files; seconds are those between two results (an upper bound with one worker)."""
    results = []
    last = time.perf_counter()
    jobs = [(str(p), p) for p in paths]
    for path, (_, outcome, _) in zip(paths, read_many(jobs, workers=workers), strict=True):
        now = time.perf_counter()
        results.append(Result(path, outcome, now - last))
        last = now
    return results


def summarize(results: list[Result]) -> dict[str, object]:
    """Figures of one run (see the module)."""
    verdicts = Counter(r.verdict for r in results)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        kinds[result.path.suffix.lower().lstrip(".") or "none"][result.verdict] += 1
    read = verdicts["read"] + verdicts["read with warnings"]
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "files": len(results),
        "documents": read,
        "refused": len(results) - read - verdicts["silent"] - verdicts["crashed"],
        "crashed": verdicts["crashed"],
        "silent": verdicts["silent"],
        "slowest_s": round(max((r.seconds for r in results), default=0.0), 2),
        "peak_mb": peak_kb // 1024,
        "kinds": {kind: dict(sorted(counts.items())) for kind, counts in sorted(kinds.items())},
    }


def table(results: list[Result]) -> str:
    """Markdown table: kind × verdict."""
    verdicts = sorted({r.verdict for r in results})
    rows = ["| suffix | files | " + " | ".join(verdicts) + " |"]
    rows.append("|" + "---|" * (len(verdicts) + 2))
    by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for r in results:
        by_kind[r.path.suffix.lower() or "(none)"][r.verdict] += 1
    for kind, counts in sorted(by_kind.items(), key=lambda item: -sum(item[1].values())):
        cells = " | ".join(str(counts[v] or "") for v in verdicts)
        rows.append(f"| {kind} | {sum(counts.values())} | {cells} |")
    return "\n".join(rows)


def main() -> None:
    """Run, print what was asked for, and the line of JSON last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--table", action="store_true", help="print a Markdown table")
    parser.add_argument("--list", help="print each file with this verdict, or all")
    arguments = parser.parse_args()
    start = time.perf_counter()
    results = measure(collect(arguments.data), arguments.workers)
    seconds = time.perf_counter() - start
    if arguments.table:
        print(table(results))
    for result in results:
        if arguments.list in ("all", result.verdict):
            said = result.outcome
            note = str(said) if isinstance(said, ReaderError) else " ".join(said.warnings)
            print(f"{result.seconds:6.2f}  {result.path}  {note}")
    print(json.dumps(summarize(results) | {"seconds": round(seconds, 1)}))


if __name__ == "__main__":
    main()
