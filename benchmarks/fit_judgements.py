"""Fit the judgements in ``engine/lexicon`` on what readers said of real passages.

    python benchmarks/fit_judgements.py --data DIR [--write]

DIR holds the 120 submissions (``netmundial2014``); the readers' labels stand in
``docs/audit/labels`` as places in them. Gradient boosting (Friedman 2001). The figures printed are
cross-validated: by wording, or by passage, each is judged by trees that have not seen it. Prints
one line of JSON; ``--write`` renews the files of the lexicon.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run alone, from anywhere

from conspectus.cli.loading import load
from conspectus.engine.judgement.trees import Signs
from conspectus.engine.judgement.wish_signs import wish_signs
from conspectus.engine.verification.wording_signs import wording_signs

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "docs" / "audit" / "labels"
LEXICON = ROOT / "src" / "conspectus" / "engine" / "lexicon"
FOLDS = 8
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Task:
    """A judgement: its labels, which of them mean yes, how signs are read, what parts the folds."""

    name: str
    labels: str
    yes: str
    signs: Callable[[Mapping[str, str], str], Signs | None]
    apart: tuple[str, ...]
    sure: tuple[float, ...]
    trees: int
    depth: int
    rate: float = 0.07
    leaf: int = 15
    share: float = 0.5
    """Of the signs, how many each split may choose from."""


@dataclass(frozen=True, slots=True)
class Cases:
    """``signs``: float64 (n, k) in the order of ``names``; ``yes``: 0 or 1; ``groups``: folds."""

    names: tuple[str, ...]
    signs: npt.NDArray[np.float64]
    yes: npt.NDArray[np.int64]
    groups: Sequence[str]


def _of_concept(row: Mapping[str, str], text: str) -> Signs | None:
    words = row["concept"].split()
    return wish_signs(tuple(words), text)


def _of_wording(row: Mapping[str, str], text: str) -> Signs | None:
    return wording_signs(row["wording"], text)


TASKS = (
    Task(
        "wants_concept_en",
        "concepts.csv",
        "w",
        _of_concept,
        ("source", "start"),
        (0.6, 0.7, 0.8),
        250,
        7,
        rate=0.05,
        leaf=3,
        share=0.15,
    ),
    Task("carries_wording_en", "wordings.csv", "y", _of_wording, ("wording",), (0.6, 0.7), 140, 3),
)


def read_cases(task: Task, texts: Mapping[str, str]) -> Cases:
    """The labelled passages of ``task`` with their signs. ``texts``: source id → its text."""
    found: list[Signs] = []
    yes: list[int] = []
    groups: list[str] = []
    for kept in csv.DictReader((LABELS / task.labels).open(encoding="utf-8")):
        row = _resolved(kept, texts)
        text = texts[row["source"]]
        passage = text[int(row["start"]) : int(row["end"])]
        if row["lead"]:
            lead = text[int(row["lead"]) : int(row["start"])].strip().split("\n")[0]
            passage = f"{lead} {passage}"
        signs = task.signs(row, " ".join(passage.split()))
        if signs is not None:
            found.append(signs)
            yes.append(int(row["label"] in task.yes.split()))
            groups.append(" ".join(kept[column] for column in task.apart))
    names = tuple(sorted({name for signs in found for name in signs}))
    table = np.array([[signs.get(name, 0.0) for name in names] for signs in found])
    return Cases(names, table, np.array(yes), groups)


def _resolved(row: dict[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """The row with the wording that "@source:start:end" points to."""
    wording = row.get("wording", "")
    if not wording.startswith("@"):
        return row
    source, start, end = wording[1:].split(":")
    found = texts[source][int(start) : int(end)]
    return {**row, "wording": found[:1].lower() + found[1:]}


def fitted(task: Task, signs: npt.NDArray[np.float64], yes: npt.NDArray[np.int64]) -> Any:  # noqa: ANN401
    """The boosted trees of scikit-learn for these cases."""
    model = GradientBoostingClassifier(
        n_estimators=task.trees,
        max_depth=task.depth,
        learning_rate=task.rate,
        min_samples_leaf=task.leaf,
        subsample=0.7,
        max_features=task.share,
        random_state=0,
    )
    return model.fit(signs, yes)


def cross_validated(task: Task, cases: Cases) -> dict[str, float]:
    """Average precision, and precision and recall at each threshold, of unseen cases."""
    sure = np.zeros(len(cases.yes))
    for train, test in GroupKFold(FOLDS).split(cases.signs, cases.yes, list(cases.groups)):
        model = fitted(task, cases.signs[train], cases.yes[train])
        sure[test] = model.predict_proba(cases.signs[test])[:, 1]
    figures = {"average_precision": round(float(average_precision_score(cases.yes, sure)), 3)}
    for limit in task.sure:
        kept = sure >= limit
        figures[f"precision_at_{limit}"] = round(float(cases.yes[kept].mean()), 3)
        figures[f"recall_at_{limit}"] = round(float(cases.yes[kept].sum() / cases.yes.sum()), 3)
    return figures


def exported(model: Any, names: Sequence[str]) -> dict[str, object]:  # noqa: ANN401
    """The trees as plain data (``engine.judgement.trees``)."""
    share = model.init_.class_prior_[1]
    trees = [_node(tree.tree_, 0, names, model.learning_rate) for tree in model.estimators_[:, 0]]
    return {"start": round(float(np.log(share / (1 - share))), DIGITS), "trees": trees}


def _node(tree: Any, at: int, names: Sequence[str], rate: float) -> object:  # noqa: ANN401
    if tree.children_left[at] < 0:
        return round(float(tree.value[at][0][0]) * rate, DIGITS)
    return [
        names[tree.feature[at]],
        round(float(tree.threshold[at]), DIGITS),
        _node(tree, tree.children_left[at], names, rate),
        _node(tree, tree.children_right[at], names, rate),
    ]


def main() -> int:
    """Fit, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the submissions")
    parser.add_argument("--write", action="store_true", help="renew the files of the lexicon")
    options = parser.parse_args()
    loaded = load(options.data, config=None, jobs=2, cache=None, tell=lambda *_: None)
    texts = {source.id: source.text for source in loaded.corpus.sources}
    found: dict[str, object] = {}
    for task in TASKS:
        cases = read_cases(task, texts)
        found[task.name] = {
            "cases": len(cases.yes),
            "yes": int(cases.yes.sum()),
            **cross_validated(task, cases),
        }
        if options.write:
            kept = exported(fitted(task, cases.signs, cases.yes), cases.names)
            lines = json.dumps(kept, ensure_ascii=False).replace(', ["', ',\n["', -1)
            (LEXICON / f"{task.name}.json").write_text(lines + "\n", encoding="utf-8")
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
