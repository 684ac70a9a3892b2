"""Write a bundle: the paper in all formats, its evidence, its tables and its verifier."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from conspectus.engine.paper import Paper
from conspectus.formats.bundle.codec import encode_paper
from conspectus.formats.bundle.errors import BundleError
from conspectus.formats.bundle.tables import (
    balance_csv,
    coverage_csv,
    positions_csv,
    queue_csv,
    translations_csv,
)
from conspectus.formats.intake.report import ReportRow, report_csv
from conspectus.formats.writers.every import WRITERS, Writer

FORMATS = tuple(WRITERS)
"""The formats that a paper is written in, by the extension of their files."""

PACKAGE = "conspectus.formats.bundle"


def paper_json(paper: Paper) -> bytes:
    """paper.json: UTF-8, keys in the order of the format, one space of indent, a last newline."""
    text = json.dumps(encode_paper(paper), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def schema_json() -> bytes:
    """The JSON Schema of paper.json."""
    return files(PACKAGE).joinpath("paper.schema.json").read_bytes()


def verifier() -> bytes:
    """verify.py as it goes into every bundle."""
    return files(PACKAGE).joinpath("verify.py").read_bytes()


def bundle_files(
    paper: Paper,
    *,
    formats: Collection[str] = FORMATS,
    report: Iterable[ReportRow] = (),
    writers: Mapping[str, Writer] = WRITERS,
) -> Iterator[tuple[str, bytes]]:
    """Path inside the bundle and bytes of each file, in a fixed order.

    Raises ``BundleError`` for a format without a writer.
    """
    unknown = sorted(set(formats) - set(writers))
    if unknown:
        raise BundleError(f"There is no format {unknown[0]}; choose from {', '.join(writers)}.")
    yield "paper.json", paper_json(paper)
    for source in paper.sources:
        if source.public:
            yield f"sources/{source.id}.txt", source.text.encode("utf-8")
    yield "positions.csv", positions_csv(paper)
    yield "coverage.csv", coverage_csv(paper)
    yield "balance.csv", balance_csv(paper)
    yield "manifest-report.csv", report_csv(report).encode("utf-8")
    yield "translations-needed.csv", translations_csv(paper)
    yield "queue.csv", queue_csv(paper)
    yield "verify.py", verifier()
    for name, write in writers.items():
        if name in formats:
            yield f"paper.{name}", write(paper)


def write_bundle(
    paper: Paper,
    out: Path,
    *,
    formats: Collection[str] = FORMATS,
    report: Iterable[ReportRow] = (),
    writers: Mapping[str, Writer] = WRITERS,
) -> list[Path]:
    """Write the bundle of ``paper`` into the folder ``out``; return the files in their order.

    ``report``: the rows of manifest-report.csv. The same paper gives the same bytes, always.
    Raises ``BundleError`` where ``out`` holds files already: what they are is not ours to decide.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BundleError(f"{out} exists and is not an empty folder; choose another.")
    written = []
    for name, data in bundle_files(paper, formats=formats, report=report, writers=writers):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    (out / "sources").mkdir(exist_ok=True)
    return written
