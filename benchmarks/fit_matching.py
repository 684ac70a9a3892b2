"""Fit the dozen coefficients of ``conspectus.engine.matching`` on ArgKP's training topics.

    python benchmarks/fit_matching.py --data DIR

Logistic regression (labelled pairs only, each group with the same weight), stage by stage: the
first score, then each round of refinement on the scores of the round before. The dev split is not
read. The figures printed are cross-validated: each topic is scored by coefficients fitted without
it. Prints one line of JSON with the coefficients to commit, with and without a model.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run alone, from anywhere

from benchmarks.argkp import Group, mean_average_precision, read_topics, topic_space
from conspectus.engine.embedding import Embedder, load_default
from conspectus.engine.matching import (
    Weights,
    first_features,
    neighbour_weights,
    refined_features,
    weighted,
)
from conspectus.engine.similarity import Matrix, TextSpace

ROUNDS = 2
FOLDS = 6
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Case:
    """One group with what does not depend on the coefficients."""

    group: Group
    space: TextSpace
    features: tuple[Matrix, ...]
    neighbours: Matrix


def read_cases(folder: Path, embedder: Embedder | None) -> list[Case]:
    """The training groups, ready to be scored."""
    cases = []
    for topic in read_topics(folder, "train"):
        space = topic_space(topic, embedder)
        for group in topic.groups:
            features = first_features(space, group.rows, group.columns)
            neighbours = neighbour_weights(space, group.rows)
            cases.append(Case(group, space, features, neighbours))
    return cases


def fit_coefficients(
    cases: Sequence[Case], features: Sequence[tuple[Matrix, ...]]
) -> tuple[float, ...]:
    """Coefficients of a logistic regression on the labelled pairs of ``cases``."""
    rows, labels, weights = [], [], []
    for case, parts in zip(cases, features, strict=True):
        known = ~np.isnan(case.group.labels)
        rows.append(np.stack([part[known] for part in parts], axis=-1))
        labels.append(case.group.labels[known])
        weights.append(np.full(int(known.sum()), 1.0 / known.sum()))
    weight: npt.NDArray[np.float64] = np.concatenate(weights)
    model = LogisticRegression(max_iter=2000)
    model.fit(np.concatenate(rows), np.concatenate(labels), sample_weight=weight / weight.mean())
    return tuple(round(float(c), DIGITS) for c in model.coef_[0])


def fit_weights(cases: Sequence[Case]) -> Weights:
    """All coefficients, each stage fitted on the scores of the stage before."""
    first = fit_coefficients(cases, [case.features for case in cases])
    scores = [weighted(case.features, first) for case in cases]
    rounds = []
    for _ in range(ROUNDS):
        refined = [
            refined_features(case.space, case.group.rows, case.neighbours, score)
            for case, score in zip(cases, scores, strict=True)
        ]
        own, neighbours, preference, typical = fit_coefficients(cases, refined)
        rounds.append((own, neighbours, preference, typical))
        scores = [weighted(parts, rounds[-1]) for parts in refined]
    return Weights(first=first, rounds=tuple(rounds))


def score_case(case: Case, weights: Weights) -> Matrix:
    """The score of ``match_scores`` from what the case keeps."""
    score = weighted(case.features, weights.first)
    for coefficients in weights.rounds:
        parts = refined_features(case.space, case.group.rows, case.neighbours, score)
        score = weighted(parts, coefficients)
    return score


def cross_validated(cases: Sequence[Case]) -> dict[str, float]:
    """The figures when each topic is scored by coefficients fitted without its fold."""
    topics = sorted({case.group.topic for case in cases})
    fold = {topic: i % FOLDS for i, topic in enumerate(topics)}
    groups, scores = [], []
    for held in range(FOLDS):
        weights = fit_weights([case for case in cases if fold[case.group.topic] != held])
        for case in cases:
            if fold[case.group.topic] == held:
                groups.append(case.group)
                scores.append(score_case(case, weights))
    return mean_average_precision(groups, scores)


def main() -> int:
    """Fit and print the coefficients with and without a model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training CSVs")
    options = parser.parse_args()
    embedder = load_default()
    kinds = {"without_model": None} | ({"with_model": embedder} if embedder else {})
    found = {}
    for name, model in kinds.items():
        cases = read_cases(options.data, model)
        weights = fit_weights(cases)
        found[name] = {
            "first": weights.first,
            "rounds": weights.rounds,
            "cross_validated": cross_validated(cases),
        }
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
