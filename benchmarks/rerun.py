"""How long the engine takes after one correction, as the site's child runs it.

    python benchmarks/rerun.py --data DIR [--check]

The child makes one draft after the other and remembers (``synthesis.staying``). Here it makes the
paper of the submissions in DIR, then again after each of four corrections of different kinds, one
on top of the other. ``rerun_s``: the longest of these, wall time of the engine and the acts; the
bundle and the site's rows come after. ``--check``: the last paper is held against that of a run
that remembers nothing. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run alone, from anywhere

from conspectus.engine.corpus import Corpus, Correction, Options
from conspectus.engine.embedding import load_default
from conspectus.engine.held import Held
from conspectus.engine.paper import Paper
from conspectus.engine.synthesis import synthesize
from conspectus.formats.intake.folder import load_folder
from conspectus.synthesis.staying import Memory

MANY = 3


def corrections(paper: Paper) -> Iterator[Correction]:
    """A merge, a split, a move and a passage that is no claim, on views of several passages."""
    views = [view for view in paper.views if len(view.passages) >= MANY]
    themes = [theme.id for theme in paper.themes if theme.id != views[2].theme]
    yield _of("same", (views[0].passages[0], views[1].passages[0]))
    yield _of("different", views[1].passages[:2])
    yield _of("theme", views[2].passages[:1], themes[0])
    yield _of("not_a_claim", views[3].passages[:1])


def _of(kind: str, passages: tuple[str, ...], value: str = "") -> Correction:
    return Correction(kind=kind, passages=passages, value=value, by="benchmark", at="2026-01-01")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of submissions")
    parser.add_argument("--check", action="store_true", help="compare with a run that is cold")
    options = parser.parse_args()
    memory, held = Memory(), Held()
    corpus = load_folder(options.data, cache=memory).corpus
    paper, first = _timed(corpus, memory, held)
    times = []
    for correction in list(corrections(paper)):
        corpus = replace(corpus, corrections=(*corpus.corrections, correction))
        paper, taken = _timed(corpus, memory, held)
        times.append(taken)
    found = {
        "rerun_s": max(wall for wall, _ in times),
        "reruns_s": [wall for wall, _ in times],
        "processor_s": max(processor for _, processor in times),
        "first_s": first[0],
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(os.getloadavg()[0], 1),
    }
    if options.check:
        found["same_as_cold"] = _timed(corpus, None, None)[0] == paper
    print(json.dumps(found))
    return 0


def _timed(
    corpus: Corpus, memory: Memory | None, held: Held | None
) -> tuple[Paper, tuple[float, float]]:
    """The paper, and the wall and processor seconds that it took."""
    began, worked = time.monotonic(), time.process_time()
    paper = synthesize(
        corpus,
        options=Options(date="2026-01-01"),
        embedder=load_default(),
        cache=memory,
        jobs=len(os.sched_getaffinity(0)),
        held=held,
    )
    wall, processor = time.monotonic() - began, time.process_time() - worked
    return paper, (round(wall, 2), round(processor, 2))


if __name__ == "__main__":
    raise SystemExit(main())
