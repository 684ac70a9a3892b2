"""Boosted regression trees as plain data: how sure a judgement is, from named signs.

The trees are fitted by ``benchmarks/fit_judgements.py`` on judgements of readers (gradient boosting
with logistic loss, Friedman 2001) and kept as text in ``engine/lexicon``. Here they are only added
up, in their order, so that the same signs give the same number on every machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LEXICON = "conspectus.engine.lexicon"

Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Split:
    """An inner node: below or equal ``limit`` of ``sign`` to ``low``, else to ``high``."""

    sign: str
    limit: float
    low: Split | float
    high: Split | float


@dataclass(frozen=True, slots=True)
class Judgement:
    """``start``: log odds before any tree; ``trees`` add to it."""

    start: float
    trees: tuple[Split | float, ...]

    def probability(self, signs: Signs) -> float:
        """How likely a reader says yes, 0 to 1. A sign that is not given counts as 0."""
        total = self.start
        for tree in self.trees:
            node = tree
            while isinstance(node, Split):
                node = node.low if signs.get(node.sign, 0.0) <= node.limit else node.high
            total += node
        return 1.0 / (1.0 + math.exp(-total))


@cache
def judgement(name: str) -> Judgement:
    """The judgement kept in the lexicon as ``name``."""
    text = (resources.files(LEXICON) / f"{name}.json").read_text(encoding="utf-8")
    kept = json.loads(text)
    return Judgement(kept["start"], tuple(_node(tree) for tree in kept["trees"]))


def _node(kept: list[object] | float) -> Split | float:
    """A leaf is a number, a split the list [sign, limit, low, high]."""
    if not isinstance(kept, list):
        return float(kept)
    sign, limit, low, high = kept
    return Split(str(sign), float(limit), _node(low), _node(high))  # type: ignore[arg-type]
