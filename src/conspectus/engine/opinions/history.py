"""Groups as the reference implementation comes to them: response by response, in their time.

What the Polis maths finds hangs on how it got there, so its groups can be found again only by
going the same way. Learnt from its documentation and its sources of 2016 to 2026:

- once a second it takes what has come in, so that a second is a step (``STEP``);
- who responded to seven propositions is grouped, and stays; while there are fewer than fifteen,
  those who responded most are grouped as well, and they stay too;
- participants are in at most a hundred buckets, which go from one step to the next: an old bucket
  keeps its number, who stands farthest from all of them gets the next one;
- groups of buckets do not outlive a restart (only buckets are stored), and a server restarts every
  day. So groups begin anew: their first centres are the buckets with the lowest numbers.

While everybody can have a bucket, numbers follow the order in which participants came to be
grouped, and history decides little else. Of more participants than buckets, who shares one hangs
on the second in which each proposition was moderated, which no votes tell: where some were, and
participants are more than buckets, these too begin anew at the last vote, with who came first.

What it did differently in earlier years is in ``Habits``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from conspectus.engine.opinions.components import DIGITS, Floats, leading
from conspectus.engine.opinions.grouping import arrangements
from conspectus.engine.opinions.opinion_map import Vote
from conspectus.engine.opinions.responses import Ints

STEP = 1_000
STEPS = 6_000
"""More are not taken: of longer histories, several seconds are one step."""
ENOUGH, AT_LEAST_SO_MANY = 7, 15
BUCKET_ROUNDS, GROUP_ROUNDS = 100, 20
SAME = 0.01
MORE_BUCKETS_SINCE = 1_492_128_000_000
MEANS_SINCE = 1_508_544_000_000
LEFT_OUT_COUNTED = range(1_488_153_600_000, 1_546_300_800_000)


@dataclass(frozen=True, slots=True)
class Habits:
    """What the reference did at some time.

    Attributes:
        buckets: 50 at most, a hundred since 14 April 2017.
        means: a missing response stands for the mean of its proposition since 21 October 2017,
            before it stood for a pass.
        left_out_counted: what is moderated out counted as responded to by everybody when it was
            decided who is grouped, in conversations begun since 27 February 2017; so it was in
            2017 and 2018, and no more in August 2019.
    """

    buckets: int
    means: bool
    left_out_counted: bool


def habits_at(moment: int, begun: int) -> Habits:
    """At ``moment``, for a conversation begun then, both in milliseconds since 1970."""
    return Habits(
        buckets=100 if moment >= MORE_BUCKETS_SINCE else 50,
        means=moment >= MEANS_SINCE,
        left_out_counted=begun >= LEFT_OUT_COUNTED.start and moment < LEFT_OUT_COUNTED.stop,
    )


def groups_in_time(
    votes: Iterable[Vote],
    k: int,
    *,
    moderated_out: frozenset[int] = frozenset(),
    anew: bool = True,
) -> dict[int, int]:
    """Number of the group of each participant whom the reference groups.

    Args:
        votes: with ``order`` in milliseconds since 1970.
        k: how many groups.
        moderated_out: propositions that were moderated out, or no opinions, throughout.
        anew: groups have begun anew since the last restart; otherwise, where history is not told,
            they are those farthest apart, to which groups that live on come near.
    """
    listed = sorted(votes, key=lambda vote: vote.order)
    if not listed:
        return {}
    steps = list(_steps(listed))
    table, buckets = _Table(listed, moderated_out), _Buckets()
    for step in steps:
        habits = _take(step, table, buckets)
    told = len(buckets.members) <= habits.buckets or not table.left_out
    if told:
        table, buckets = _Table(listed, moderated_out), _Buckets()
        for step in steps[:-1]:
            earlier = _take(step, table, buckets)
            buckets.go_on(table.places(means=earlier.means), earlier.buckets)
        _take(steps[-1], table, buckets)
    buckets.go_on(table.places(means=habits.means), habits.buckets)
    groups = buckets.grouped(k) if told or anew else buckets.apart(k)
    return {who: groups[row] for who, row in table.participants.items() if row in groups}


def _take(step: list[Vote], table: _Table, buckets: _Buckets) -> Habits:
    habits = habits_at(max(vote.order for vote in step), table.begun)
    table.take(step)
    buckets.admit(table.counts(habits), min(ENOUGH, table.propositions))
    return habits


def _steps(listed: list[Vote]) -> Iterator[list[Vote]]:
    """What came within a second of the first of it, by proposition and participant."""
    length = STEP
    while len(starts := _starts(listed, length)) > STEPS:
        length *= 2
    number = np.searchsorted(np.array(starts), np.arange(len(listed)), side="right").tolist()
    for _, found in groupby(range(len(listed)), key=number.__getitem__):
        step = [listed[at] for at in found]
        yield sorted(step, key=lambda vote: (vote.proposition, vote.participant, vote.order))


def _starts(listed: list[Vote], length: int) -> list[int]:
    starts: list[int] = []
    end = -1
    for at, vote in enumerate(listed):
        if not starts or vote.order > end:
            starts.append(at)
            end = vote.order + length
    return starts


class _Table:
    """Who responded what so far: rows in the order of first responses, and what PCA needs of it."""

    def __init__(self, listed: list[Vote], left_out: frozenset[int]) -> None:
        people = list(dict.fromkeys(vote.participant for vote in listed))
        things = sorted({vote.proposition for vote in listed})
        self.participants = {who: row for row, who in enumerate(people)}
        self._columns = {what: column for column, what in enumerate(things)}
        self._left_out = np.array([what in left_out for what in things], dtype=bool)
        shape = (len(people), len(things))
        self._values, self._there = np.zeros(shape), np.zeros(shape)
        self._answered = np.zeros(shape, dtype=bool)
        self._seen = np.zeros(len(things), dtype=bool)
        size = (len(things), len(things))
        self._crossed = {name: np.zeros(size) for name in ("vv", "tv", "tt")}
        self._components: Floats | None = None
        self.arrived = 0
        self.begun = listed[0].order

    def take(self, step: list[Vote]) -> None:
        """Some more responses; sums of products stay whole numbers, and exact."""
        rows = sorted({self.participants[vote.participant] for vote in step})
        self._add(rows, -1)
        for vote in step:
            row, column = self.participants[vote.participant], self._columns[vote.proposition]
            self._seen[column] = self._answered[row, column] = True
            if not self._left_out[column]:
                self._values[row, column], self._there[row, column] = vote.value, 1
        self._add(rows, 1)
        self.arrived = max(self.arrived, rows[-1] + 1)

    def _add(self, rows: list[int], sign: int) -> None:
        values, there = self._values[rows], self._there[rows]
        self._crossed["vv"] += sign * (values.T @ values)
        self._crossed["tv"] += sign * (there.T @ values)
        self._crossed["tt"] += sign * (there.T @ there)

    @property
    def left_out(self) -> bool:
        """Whether any proposition that was responded to is left out."""
        return bool(self._left_out.any())

    @property
    def propositions(self) -> int:
        """How many were responded to so far."""
        return int(self._seen.sum())

    def counts(self, habits: Habits) -> Ints:
        """Responses of each who has arrived."""
        there = self._answered[: self.arrived]
        if habits.left_out_counted:
            there = there | (self._left_out & self._seen)
        return np.asarray(there.sum(axis=1), dtype=np.int64)

    def places(self, *, means: bool) -> Floats:
        """(arrived, 2): in the plane of all responses so far."""
        values, there = self._values[: self.arrived], self._there[: self.arrived]
        if min(self.arrived, self.propositions) < 2:
            return np.zeros((self.arrived, 2))
        centre = self._centre(means=means)
        lines = leading(self._products(centre, means=means), self._components)
        self._components = lines
        along = np.einsum("ij,kj->ik", values - there * centre, lines)
        answered = there.sum(axis=1) + (self._left_out & self._seen).sum()
        outward = np.sqrt(self.propositions / np.maximum(answered, 1))
        return np.asarray((along * outward[:, None]).round(DIGITS) + 0.0, dtype=np.float64)

    def _centre(self, *, means: bool) -> Floats:
        sums, seen = np.diag(self._crossed["tv"]), np.diag(self._crossed["tt"])
        return np.asarray(sums / (np.maximum(seen, 1) if means else self.arrived), dtype=np.float64)

    def _products(self, centre: Floats, *, means: bool) -> Floats:
        both = np.multiply.outer(centre, centre)
        if not means:
            return np.asarray(self._crossed["vv"] - self.arrived * both, dtype=np.float64)
        across = self._crossed["tv"] * centre[:, None]
        found = self._crossed["vv"] - (across + across.T) + self._crossed["tt"] * both
        return np.asarray(found, dtype=np.float64)


class _Buckets:
    """Buckets of participants from step to step: who is in which, and what number it has."""

    def __init__(self) -> None:
        self.members: Ints = np.zeros(0, dtype=np.int64)
        self._bucket: dict[int, int] = {}
        self._numbers: Ints = np.zeros(0, dtype=np.int64)
        self._points: Floats = np.zeros((0, 2))

    def admit(self, counts: Ints, enough: int) -> None:
        """Who is grouped with so many responses; rows of the table, ascending."""
        here = counts >= enough
        here[self.members] = True
        missing = AT_LEAST_SO_MANY - int(here.sum())
        if missing > 0:
            others = np.flatnonzero(~here)
            here[others[np.argsort(-counts[others], kind="stable")][:missing]] = True
        self.members = np.flatnonzero(here).astype(np.int64)

    def go_on(self, places: Floats, most: int) -> None:
        """One step of the buckets of all members, ``most`` of them; the first begins anew."""
        self._points = places[self.members]
        if len(self._numbers):
            numbers, centres = self._continued(most)
        else:
            centres = _first_different(self._points, most)
            numbers = np.arange(len(centres))
        found, kept = _settled(self._points, numbers, centres, None, BUCKET_ROUNDS)
        order = np.argsort(kept, kind="stable")
        place = np.argsort(order, kind="stable")
        self._numbers = kept[order]
        self._bucket = dict(zip(self.members.tolist(), place[found].tolist(), strict=True))

    def grouped(self, k: int) -> dict[int, int]:
        """Groups of the buckets, begun anew, by row."""
        labels = self._labels()
        centres, weights = _means(self._points, labels)
        first = _first_different(centres, k)
        groups, _ = _settled(centres, np.arange(len(first)), first, weights, GROUP_ROUNDS)
        return dict(zip(self.members.tolist(), groups[labels].tolist(), strict=True))

    def apart(self, k: int) -> dict[int, int]:
        """Groups of members that are as far apart as can be, by row."""
        found = arrangements(self._points, range(k, k + 1))
        labels = found[0].labels if found else np.zeros(len(self.members), dtype=np.int64)
        return dict(zip(self.members.tolist(), labels.tolist(), strict=True))

    def _labels(self) -> Ints:
        return np.array([self._bucket.get(row, -1) for row in self.members.tolist()])

    def _continued(self, most: int) -> tuple[Ints, Floats]:
        """Old buckets where their members are now, and new ones for who is far from all."""
        numbers, labels = _merged(self._points, self._numbers, self._labels())
        possible = min(most, len(np.unique(self._points, axis=0)))
        while len(numbers) < possible:
            away = _distances(self._points, _means(self._points, labels)[0]).min(axis=1)
            at = len(away) - 1 - int(away[::-1].argmax())
            if away[at] <= 0:
                break
            labels[at] = len(numbers)
            numbers = np.append(numbers, numbers.max() + 1)
            kept, part = np.unique(labels[labels >= 0], return_inverse=True)
            labels[labels >= 0] = part
            numbers = numbers[kept]
        return numbers, _means(self._points, labels)[0]


def _merged(points: Floats, numbers: Ints, labels: Ints) -> tuple[Ints, Ints]:
    """Buckets in the same place are one: with the number of the larger, or of the later."""
    centres, sizes = _means(points, labels)
    same: dict[tuple[float, float], int] = {}
    turned = np.arange(len(numbers))
    kept, counts = numbers.copy(), sizes.copy()
    for at, (x, y) in enumerate(centres.tolist()):
        first = same.setdefault((x, y), at)
        if first != at:
            turned[at] = first
            kept[first] = kept[at] if sizes[at] >= counts[first] else kept[first]
            counts[first] += sizes[at]
    stay, place = np.unique(turned, return_inverse=True)
    return kept[stay], np.where(labels >= 0, place[labels], -1)


def _settled(
    points: Floats, numbers: Ints, centres: Floats, weights: Floats | None, rounds: int
) -> tuple[Ints, Ints]:
    """k-means until centres, sorted, stay where they are: labels and the numbers that are left."""
    for _ in range(rounds + 1):
        away = _distances(points, centres)
        labels = away.shape[1] - 1 - away[:, ::-1].argmin(axis=1)
        kept, labels = np.unique(labels, return_inverse=True)
        before, centres, numbers = centres, _means(points, labels, weights)[0], numbers[kept]
        pairs = min(len(before), len(centres))
        moved = _by_place(before)[:pairs] - _by_place(centres)[:pairs]
        if (np.sqrt((moved**2).sum(axis=1)) < SAME).all():
            break
    return labels.astype(np.int64), numbers


def _by_place(centres: Floats) -> Floats:
    return centres[np.lexsort((centres[:, 1], centres[:, 0]))]


def _distances(points: Floats, centres: Floats) -> Floats:
    across = points[:, None, :] - centres[None, :, :]
    return np.asarray(np.sqrt((across**2).sum(axis=2)).round(DIGITS), dtype=np.float64)


def _means(
    points: Floats, labels: npt.NDArray[np.int64], weights: Floats | None = None
) -> tuple[Floats, Floats]:
    """Of each label from 0 on the mean and the weight; points with -1 are left out."""
    here = labels >= 0
    weights = np.ones(len(points)) if weights is None else weights
    total = np.bincount(labels[here], weights[here]).astype(np.float64)
    sums = [np.bincount(labels[here], (weights * part)[here]) for part in points.T]
    return (np.stack(sums, axis=1) / total[:, None]).round(DIGITS) + 0.0, total


def _first_different(points: Floats, count: int) -> Floats:
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:count]]
