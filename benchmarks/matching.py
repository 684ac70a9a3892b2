"""How well arguments find their key points (ArgKP-2021): the shared task's mean precision.

    python benchmarks/matching.py --data DIR --split dev [--no-model]

Prints one line of JSON: {"strict": ..., "relaxed": ...}.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run alone, from anywhere

from benchmarks.argkp import mean_average_precision, read_topics, topic_space
from conspectus.engine.embedding import load_default
from conspectus.engine.matching import match_scores


def main() -> int:
    """Measure one split and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the three CSV files")
    parser.add_argument("--split", required=True, help="train, dev or test")
    parser.add_argument("--no-model", action="store_true", help="compare words and letters only")
    options = parser.parse_args()
    embedder = None if options.no_model else load_default()
    groups, scores = [], []
    for topic in read_topics(options.data, options.split):
        space = topic_space(topic, embedder)
        for group in topic.groups:
            groups.append(group)
            scores.append(match_scores(space, group.rows, group.columns))
    print(json.dumps(mean_average_precision(groups, scores)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
