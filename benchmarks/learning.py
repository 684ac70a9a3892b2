"""What answers teach: matching (ArgKP-2021) after 0, 50, 200 and 1,000 answers of a person.

    python benchmarks/learning.py --data DIR [--split dev] [--no-model]

The labels are played as the answers "the same" and "different", in the order in which the queue
would ask: what the engine doubts most comes first. Arguments are halved by the hash of their words.
Answers are given about one half, and the figure (mean average precision, strict, as
``benchmarks/matching.py`` counts it) is that of the other half, none of whose arguments was asked
about; then the halves change places, and all is done again for ``HALVINGS`` halvings. So each count
of answers is held against the very same arguments. Prints one line of JSON: {"0": ..., "50": ...}.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import threadpoolctl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run alone, from anywhere

from benchmarks.argkp import Group, mean_average_precision, read_topics, topic_space
from conspectus.engine.embedding import load_default
from conspectus.engine.learning.matched import Block, Pair, asked_first, learnt_scores
from conspectus.engine.similarity import Matrix

COUNTS = (0, 50, 200, 1000)
HALVINGS = 3


def figures(
    groups: Sequence[Group], texts: Sequence[Sequence[str]], blocks: Sequence[Block]
) -> dict[str, float]:
    """The figure after each count of answers, mean over the halves."""
    found: dict[int, list[float]] = {count: [] for count in COUNTS}
    for halving in range(HALVINGS):
        sides = [[_half(halving, text) for text in of_group] for of_group in texts]
        for held in (0, 1):
            pool = asked_first(blocks, _labelled(groups, sides, asked=1 - held))
            if len(pool) < max(COUNTS):
                raise SystemExit(f"Only {len(pool)} labels can be played as answers.")
            for count in COUNTS:
                given = pool[:count]
                same = [_label(groups, pair) for pair in given]
                scores = learnt_scores(blocks, given, same)
                found[count].append(_figure(groups, scores, sides, held))
    return {str(count): round(float(np.mean(of)), 4) for count, of in found.items()}


def _half(halving: int, text: str) -> int:
    return hashlib.sha256(f"{halving}\n{text}".encode()).digest()[0] % 2


def _labelled(groups: Sequence[Group], sides: Sequence[Sequence[int]], *, asked: int) -> list[Pair]:
    """The labelled pairs of the arguments that may be asked about."""
    return [
        Pair(number, i, j)
        for number, group in enumerate(groups)
        for i, row in enumerate(group.labels)
        if sides[number][i] == asked
        for j, label in enumerate(row)
        if not np.isnan(label)
    ]


def _label(groups: Sequence[Group], pair: Pair) -> bool:
    return bool(groups[pair.block].labels[pair.passage, pair.wording] > 0)


def _figure(
    groups: Sequence[Group], scores: Sequence[Matrix], sides: Sequence[Sequence[int]], held: int
) -> float:
    """Strict mean average precision of the arguments of one half."""
    rows = [[i for i, side in enumerate(of) if side == held] for of in sides]
    left = [replace(g, labels=g.labels[of]) for g, of in zip(groups, rows, strict=True)]
    return mean_average_precision(left, [s[of] for s, of in zip(scores, rows, strict=True)])[
        "strict"
    ]


def main() -> int:
    """Play the answers and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the three CSV files")
    parser.add_argument("--split", default="dev", help="train, dev or test")
    parser.add_argument("--no-model", action="store_true", help="compare words and letters only")
    options = parser.parse_args()
    embedder = None if options.no_model else load_default()
    groups, texts, blocks = [], [], []
    with threadpoolctl.threadpool_limits(1):  # sums in one order on every machine
        for topic in read_topics(options.data, options.split):
            space = topic_space(topic, embedder)
            for group in topic.groups:
                groups.append(group)
                texts.append([topic.arguments[i] for i in group.rows])
                blocks.append(Block(space, group.rows, group.columns))
        print(json.dumps(figures(groups, texts, blocks)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
