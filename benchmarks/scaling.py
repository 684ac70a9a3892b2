"""How time and memory grow with the number of passages.

``python benchmarks/scaling.py --data DIR [--no-model] [--sizes 15,30,60,120,2000]``

The first submissions of DIR (a folder with its ``submissions.csv``), and more of them made by
drawing sentences anew from the pool of all (seeded; as many sentences as a real submission has,
each by a contributor of its own). Every size runs in a child of its own, without cache. Time
counts from the loaded folder to the written bundle, without start-up: libraries and model are
loaded before. Printed last: JSON with ``exponent`` (of the power law fitted by least squares to
the real sizes), ``exponent_to_2000`` (to all), ``peak_mb_2000``, ``seconds`` by size, ``passages``
by size, ``load`` (of the machine, one minute's average before and after).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from child_runs import environment, run

MANIFEST = "submissions.csv"
SIZES = (15, 30, 60, 120, 2_000)
SEED = 2007
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def make(data: Path, size: int, target: Path) -> None:
    """A folder of ``size`` submissions: the first of ``data``, or drawn anew where it has fewer."""
    with (data / MANIFEST).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    target.mkdir()
    forum = data / "forum.toml"
    if forum.is_file():
        (target / "forum.toml").write_bytes(forum.read_bytes())
    if size <= len(rows):
        rows = rows[:size]
        for row in rows:
            (target / row["file"]).write_bytes((data / row["file"]).read_bytes())
    else:
        rows = _drawn(data, rows, size, target)
    with (target / MANIFEST).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _drawn(data: Path, rows: list[dict[str, str]], size: int, target: Path) -> list[dict[str, str]]:
    texts = [(data / row["file"]).read_text(encoding="utf-8", errors="replace") for row in rows]
    counts = [len(_SENTENCE.split(text)) for text in texts]
    pool = [" ".join(s.split()) for text in texts for s in _SENTENCE.split(text) if s.strip()]
    chance = random.Random(SEED)
    made = []
    for number in range(1, size + 1):
        like = chance.randrange(len(rows))
        name = f"{number:04d}.txt"
        words = "\n\n".join(chance.choices(pool, k=counts[like]))
        (target / name).write_text(f"{words}\n", encoding="utf-8")
        who = f"Contributor {number:04d}"
        made.append({**rows[like], "ref": f"{number:04d}", "file": name, "organisation": who})
    return made


def measure(folder: Path, *, model: bool) -> dict[str, float]:
    """In the child: seconds from the loaded folder to the bundle, and passages of the paper."""
    from conspectus.engine import synthesize  # noqa: PLC0415 - start-up must not count
    from conspectus.engine.embedding import load_default  # noqa: PLC0415
    from conspectus.formats.bundle import write_bundle  # noqa: PLC0415
    from conspectus.formats.intake import load_folder  # noqa: PLC0415

    embedder = load_default() if model else None
    if embedder is not None:
        embedder.encode(["A sentence."])
    loaded = load_folder(folder, jobs=2)
    started = time.perf_counter()
    paper = synthesize(loaded.corpus, embedder=embedder, jobs=2)
    synthesized = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        write_bundle(paper, Path(out), report=loaded.report)
    ended = time.perf_counter()
    return {
        "seconds": ended - started,
        "writing": ended - synthesized,
        "passages": len(paper.passages),
    }


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Slope of seconds against passages, both as logarithms, by least squares."""
    xs = [math.log(passages) for passages, _ in points]
    ys = [math.log(seconds) for _, seconds in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return above / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Measure each size in a child and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of submissions")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(measure(given.data, model=not given.no_model)))
        return
    sizes = [int(size) for size in given.sizes.split(",")]
    options = ["--no-model"] if given.no_model else []
    found: dict[int, dict[str, float]] = {}
    load = [round(os.getloadavg()[0], 2)]
    with tempfile.TemporaryDirectory() as room:
        for size in sizes:
            folder = Path(room) / str(size)
            make(given.data, size, folder)
            done = run(
                [__file__, "--child", "--data", str(folder), *options],
                environment(Path(room) / "cache"),
            )
            found[size] = json.loads(done.output) | {"peak_mb": done.peak_mb}
            print(size, found[size], file=sys.stderr)
    load.append(round(os.getloadavg()[0], 2))
    points = [(found[size]["passages"], found[size]["seconds"]) for size in sizes]
    real = [point for size, point in zip(sizes, points, strict=True) if size <= 120]
    print(
        json.dumps(
            {
                "exponent": round(exponent(real), 3) if len(real) > 1 else None,
                "exponent_to_2000": round(exponent(points), 3) if len(points) > 1 else None,
                "peak_mb_2000": round(found[max(sizes)]["peak_mb"]) if max(sizes) > 120 else None,
                "seconds": {str(size): round(found[size]["seconds"], 2) for size in sizes},
                "passages": {str(size): int(found[size]["passages"]) for size in sizes},
                "load": load,
            }
        )
    )


if __name__ == "__main__":
    main()
