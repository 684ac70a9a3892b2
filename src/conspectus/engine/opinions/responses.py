"""Votes as a table of participants and propositions, whatever the order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from conspectus.engine.opinions.opinion_map import Vote

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Responses:
    """Each response once.

    Attributes:
        participants: keys, ascending; a row each.
        propositions: keys, ascending; a column each.
        rows: row of each response, ascending.
        columns: column of each response, ascending within a row.
        values: 1, 0 or -1.
        opinions: for each column whether it counts: not moderated out, and an opinion.
    """

    participants: tuple[int, ...]
    propositions: tuple[int, ...]
    rows: Ints
    columns: Ints
    values: Small
    opinions: npt.NDArray[np.bool_]

    @property
    def counts(self) -> Ints:
        """Responses of each participant, to what was moderated out as well."""
        return np.bincount(self.rows, minlength=len(self.participants)).astype(np.int64)

    def only(self, chosen: Ints) -> Responses:
        """Those of the rows ``chosen``, ascending; the propositions stay."""
        place = np.full(len(self.participants), -1)
        place[chosen] = np.arange(len(chosen))
        here = place[self.rows] >= 0
        return Responses(
            participants=tuple(self.participants[at] for at in chosen.tolist()),
            propositions=self.propositions,
            rows=place[self.rows[here]],
            columns=self.columns[here],
            values=self.values[here],
            opinions=self.opinions,
        )


def read_votes(votes: Sequence[Vote] | Iterable[Vote], left_out: frozenset[int]) -> Responses:
    """The last response of each participant to each proposition.

    Responses of the same ``order`` that differ count as a pass: nobody can say which was meant.

    Raises:
        ValueError: for a value other than 1, 0 and -1.
    """
    numbers = (
        number
        for vote in votes
        for number in (vote.participant, vote.proposition, vote.value, vote.order)
    )
    listed = np.fromiter(numbers, dtype=np.int64).reshape(-1, 4)
    if listed.size and not np.isin(listed[:, 2], (-1, 0, 1)).all():
        raise ValueError("A response is 1 (agrees), 0 (passes) or -1 (disagrees).")
    who, rows = np.unique(listed[:, 0], return_inverse=True)
    what, columns = np.unique(listed[:, 1], return_inverse=True)
    cells, values = _last(rows * max(len(what), 1) + columns, listed[:, 2], listed[:, 3])
    return Responses(
        participants=tuple(who.tolist()),
        propositions=tuple(what.tolist()),
        rows=cells // max(len(what), 1),
        columns=cells % max(len(what), 1),
        values=values.astype(np.int8),
        opinions=~np.isin(what, np.array(sorted(left_out), dtype=np.int64)),
    )


def _last(cells: Ints, values: Ints, orders: Ints) -> tuple[Ints, Ints]:
    if not cells.size:
        return cells, values
    sort = np.lexsort((values, orders, cells))
    cells, values, orders = cells[sort], values[sort], orders[sort]
    moments = np.flatnonzero(np.r_[True, (np.diff(cells) != 0) | (np.diff(orders) != 0)])
    low = np.minimum.reduceat(values, moments)
    high = np.maximum.reduceat(values, moments)
    clear = np.where(low == high, low, 0)
    at = cells[moments]
    last = np.r_[np.diff(at) != 0, True]
    return at[last], clear[last]
