"""ArgKP-2021 as files: groups of arguments and key points, and the shared task's measure."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

from conspectus.engine.embedding import Embedder
from conspectus.engine.similarity import TextSpace

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """One topic and stance. ``labels``: float64 (arguments, key points), NaN where unlabelled.

    ``rows`` and ``columns``: where its texts stand among those of its topic.
    """

    topic: str
    stance: str
    rows: range
    columns: range
    labels: Array


@dataclass(frozen=True, slots=True)
class Topic:
    """All arguments and key points of one topic, and its groups."""

    name: str
    arguments: tuple[str, ...]
    key_points: tuple[str, ...]
    groups: tuple[Group, ...]


def read_topics(folder: Path, split: str) -> tuple[Topic, ...]:
    """Read ``arguments_SPLIT.csv``, ``key_points_SPLIT.csv`` and ``labels_SPLIT.csv``."""
    arguments = _read(folder / f"arguments_{split}.csv")
    points = _read(folder / f"key_points_{split}.csv")
    labels = {
        (row["arg_id"], row["key_point_id"]): float(row["label"])
        for row in _read(folder / f"labels_{split}.csv")
    }
    return tuple(
        _topic(
            name,
            [row for row in arguments if row["topic"] == name],
            [row for row in points if row["topic"] == name],
            labels,
        )
        for name in sorted({row["topic"] for row in arguments})
    )


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _topic(
    name: str,
    arguments: Sequence[dict[str, str]],
    points: Sequence[dict[str, str]],
    labels: dict[tuple[str, str], float],
) -> Topic:
    arguments = sorted(arguments, key=lambda row: row["stance"])
    points = sorted(points, key=lambda row: row["stance"])
    groups = []
    for stance in sorted({row["stance"] for row in arguments}):
        rows = [i for i, row in enumerate(arguments) if row["stance"] == stance]
        columns = [i for i, row in enumerate(points) if row["stance"] == stance]
        if not columns:
            continue
        table = [
            [
                labels.get((arguments[i]["arg_id"], points[j]["key_point_id"]), np.nan)
                for j in columns
            ]
            for i in rows
        ]
        groups.append(
            Group(
                topic=name,
                stance=stance,
                rows=range(rows[0], rows[-1] + 1),
                columns=range(columns[0], columns[-1] + 1),
                labels=np.array(table, dtype=np.float64),
            )
        )
    return Topic(
        name=name,
        arguments=tuple(row["argument"] for row in arguments),
        key_points=tuple(row["key_point"] for row in points),
        groups=tuple(groups),
    )


def topic_space(topic: Topic, embedder: Embedder | None) -> TextSpace:
    """The engine's view of a topic: its texts with their vectors, or without a model."""
    if embedder is None:
        return TextSpace(topic.arguments, topic.key_points)
    return TextSpace(
        topic.arguments,
        topic.key_points,
        embedder.encode(topic.arguments),
        embedder.encode(topic.key_points),
        encode=embedder.encode,
    )


def mean_average_precision(
    groups: Sequence[Group], scores: Sequence[npt.NDArray[np.float32]]
) -> dict[str, float]:
    """The shared task's two figures (its scorer as of 2021-09-23), mean over the groups.

    Each argument's best key point, sorted by score, the top half kept; average precision over
    these, times the positives among them, divided by their number. An unlabelled pair is wrong in
    ``strict`` and right in ``relaxed``.
    """
    figures = [_group_figures(g.labels, np.asarray(s)) for g, s in zip(groups, scores, strict=True)]
    strict, relaxed = np.mean(figures, axis=0)
    return {"strict": round(float(strict), 4), "relaxed": round(float(relaxed), 4)}


def _group_figures(labels: Array, scores: npt.NDArray[np.float32]) -> tuple[float, float]:
    everyone = np.arange(len(scores))
    best = scores.argmax(axis=1)
    score, label = scores[everyone, best], labels[everyone, best]
    kept = np.argsort(-score, kind="stable")[: len(scores) // 2]
    return (
        _retrieval_precision(np.nan_to_num(label[kept], nan=0.0), score[kept]),
        _retrieval_precision(np.nan_to_num(label[kept], nan=1.0), score[kept]),
    )


def _retrieval_precision(labels: Array, scores: npt.NDArray[np.float32]) -> float:
    if not labels.any():
        return 0.0
    return float(average_precision_score(labels, scores) * labels.mean())
