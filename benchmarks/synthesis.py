"""How fast a paper comes, and what memory it takes: the real command in a child process.

``python benchmarks/synthesis.py --data DIR [--no-model]``

DIR is a folder of submissions with its ``submissions.csv``. Fresh runs have an empty cache. The
second run is that of a secretariat to whom one more submission came: the cache knows all but the
last row. Modules are compiled beforehand, as an installation does; start-up counts. Printed last:
JSON with ``wall_without_pdf``, ``wall_all``, ``second_all``, ``second_json_html`` (seconds),
``peak_mb`` (highest sum of resident memory of the command and its children), ``load`` (of the
machine, one minute's average before and after: figures of a busy machine are too high).
"""

from __future__ import annotations

import argparse
import compileall
import csv
import json
import os
import shutil
import tempfile
from pathlib import Path

from child_runs import Run, environment, run

import conspectus

MANIFEST = "submissions.csv"
WITHOUT_PDF = "html,docx,md,odt,epub"


def without_last(folder: Path, target: Path) -> Path:
    """A copy of the folder that lacks the last row of the manifest and its file."""
    shutil.copytree(folder, target)
    manifest = target / MANIFEST
    with manifest.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    place = rows[0].index("file")
    manifest.chmod(0o644)
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows[:-1])
    left = target / rows[-1][place]
    target.chmod(0o755)
    left.unlink()
    return target


def synthesize(folder: Path, cache: Path, formats: str, options: list[str]) -> Run:
    """One run of the command with this cache."""
    with tempfile.TemporaryDirectory() as out:
        command = ["-m", "conspectus.cli.main", "synthesize", str(folder), "--quiet"]
        command += ["-o", str(Path(out) / "paper"), "--format", formats, *options]
        return run(command, environment(cache))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of submissions")
    parser.add_argument("--no-model", action="store_true")
    given = parser.parse_args()
    options = ["--no-model"] if given.no_model else []
    compileall.compile_dir(Path(conspectus.__file__).parent, quiet=2)
    load = [round(os.getloadavg()[0], 2)]
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        plain = synthesize(given.data, room / "one", WITHOUT_PDF, options)
        every = synthesize(given.data, room / "two", "all", options)
        before = without_last(given.data, room / "before")
        synthesize(before, room / "three", "all", options)
        shutil.copytree(room / "three", room / "four")
        again = synthesize(given.data, room / "three", "all", options)
        brief = synthesize(given.data, room / "four", "json,html", options)
    load.append(round(os.getloadavg()[0], 2))
    runs = (plain, every, again, brief)
    print(
        json.dumps(
            {
                "wall_without_pdf": round(plain.seconds, 2),
                "wall_all": round(every.seconds, 2),
                "peak_mb": round(max(one.peak_mb for one in runs)),
                "second_all": round(again.seconds, 2),
                "second_json_html": round(brief.seconds, 2),
                "load": load,
            }
        )
    )


if __name__ == "__main__":
    main()
