"""How far groups hold: the map made again and again from participants drawn (the bootstrap)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from conspectus.engine.opinions.components import Floats, plane_of, positions_of, table_of
from conspectus.engine.opinions.drawn import drawn
from conspectus.engine.opinions.grouping import arrangements, some_of
from conspectus.engine.opinions.opinion_map import Uncertainty
from conspectus.engine.opinions.responses import Ints, Responses

ROUNDS = 20
MOST_ASKED = 3000
"""Of more participants so many stand for all: pairs among them are enough to tell a part."""
MOST_DRAWN = 1000
"""Participants of a round; more would make it slower, and the groups look surer than here."""
COMPARED = 300


def stability(
    responses: Responses, members: Ints, labels: Ints, start: Floats, rounds: int = ROUNDS
) -> tuple[Uncertainty | None, tuple[float | None, ...]]:
    """Of all, and the part of pairs that stay together in each group.

    ``members``: rows that are in groups; ``labels``: their groups; ``start``: components from
    which the search for those of a round begins. Each round draws as many of ``members`` as there
    are (at most ``MOST_DRAWN``), some twice and some not at all, takes the plane from them, puts
    all members on it and looks for as many groups again.
    """
    number = int(labels.max()) + 1
    asked = some_of(len(members), MOST_ASKED)
    labels = labels[asked]
    tables = _tables(responses.only(members[asked]), labels, number, start, rounds)
    if not tables:
        return None, (None,) * number
    sizes = np.bincount(labels, minlength=number)
    kept = np.sum([_pairs(table).sum(axis=1) for table in tables], axis=0)
    possible = len(tables) * _pairs(sizes)
    met = sum(float(_pairs(table.sum(axis=0)).sum() - _pairs(table).sum()) for table in tables)
    all_apart = len(tables) * float(_pairs(np.array([len(labels)])).sum() - _pairs(sizes).sum())
    apart = 1.0 - met / all_apart if all_apart else 1.0
    each = tuple(_part(float(k), float(p)) for k, p in zip(kept, possible, strict=True))
    together = _part(float(kept.sum()), float(possible.sum()))
    return Uncertainty(len(tables), together, round(apart, 4)), each


def _tables(
    responses: Responses, labels: Ints, number: int, start: Floats, rounds: int
) -> Sequence[Ints]:
    """For each round: (groups, groups of the round), how many are in both."""
    values, there = table_of(responses)
    found = []
    for turn in range(rounds):
        lot = np.sort(drawn(min(len(labels), MOST_DRAWN), len(labels), 1000 + turn))
        points = positions_of(responses, plane_of(values[lot], there[lot], start))
        made = arrangements(points, range(number, number + 1), compared=COMPARED)
        if made:
            table = np.zeros((number, number), dtype=np.int64)
            np.add.at(table, (labels, made[0].labels), 1)
            found.append(table)
    return found


def _pairs(counts: Ints) -> Floats:
    return np.asarray(counts * (counts - 1) / 2, dtype=np.float64)


def _part(some: float, possible: float) -> float:
    return round(some / possible, 4) if possible else 1.0
