"""From votes to a map of opinions: the stages in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase

import numpy as np

from conspectus.engine.opinions import agreement
from conspectus.engine.opinions.components import (
    Floats,
    Plane,
    plane_of,
    positions_of,
    table_of,
)
from conspectus.engine.opinions.grouping import Arrangement, arrangements, improved
from conspectus.engine.opinions.marks import marks_of
from conspectus.engine.opinions.opinion_map import Group, OpinionMap, Vote
from conspectus.engine.opinions.responses import Ints, Responses, read_votes
from conspectus.engine.opinions.silhouettes import Closeness
from conspectus.engine.opinions.uncertainty import ROUNDS, stability

LEAST_RESPONSES = 7
"""Who responded to fewer (or not to all, where there are fewer) is in no group."""
LEAST_PARTICIPANTS = 10
"""Two groups of five: below, nothing is drawn and nothing said of groups."""
LEAST_PROPOSITIONS = 3
LEAST_MEMBERS = 5
"""A group of fewer can have no common ground with others, and its members could be guessed."""
PARTICIPANTS_A_GROUP = 12
MOST_GROUPS = 12
"""Beyond, signs and letters can no longer be told apart at a glance."""


def largest_number(participants: int) -> int:
    """The most groups that are tried: two, and one more for every twelve participants."""
    return min(2 + participants // PARTICIPANTS_A_GROUP, MOST_GROUPS)


def map_of(
    votes: Iterable[Vote],
    *,
    k: int | None = None,
    moderated_out: frozenset[int] = frozenset(),
    groups: Mapping[int, int] | None = None,
    least_participants: int = LEAST_PARTICIPANTS,
    rounds: int = ROUNDS,
) -> OpinionMap:
    """The map of all votes, equal for equal votes in any order.

    Args:
        votes: all responses; of several to one proposition the last counts.
        k: how many groups, as k-means finds them; by default the number with the best
            silhouette, and whoever stands between groups goes where it is better still.
        moderated_out: propositions that count for nothing: moderated out, or no opinions
            (questions about the participants themselves).
        groups: number of the group of each participant who is in one, where they are known
            already (found by ``history.groups_in_time``, for comparison).
        least_participants: with fewer who responded to enough there are no groups.
        rounds: how often the map is made again to see how far it holds; 0 for not at all.

    Raises:
        ValueError: for a value other than 1, 0 and -1.
    """
    responses = read_votes(votes, frozenset(moderated_out))
    values, there = table_of(responses)
    empty = Plane(np.zeros(len(responses.propositions)), np.zeros((2, len(responses.propositions))))
    plane = plane_of(values, there) if len(responses.rows) else empty
    points = positions_of(responses, plane)
    members = _members(responses) if groups is None else _those_in(responses, groups)
    reason = _reason(responses, points[members], least_participants)
    found = None
    if not reason:
        here = points[members]
        found = _chosen(here, k) if groups is None else _given(here, members, responses, groups)
        reason = "" if found else "no differences"
    if found is None:
        return _without_groups(responses, plane, points, reason)
    return _told(responses, plane, points, members, found, rounds)


Found = tuple[Ints, float, tuple[tuple[int, float], ...]]


def _members(responses: Responses) -> Ints:
    enough = min(LEAST_RESPONSES, len(responses.propositions))
    return np.flatnonzero(responses.counts >= enough).astype(np.int64)


def _reason(responses: Responses, points: Floats, least: int) -> str:
    if int(responses.opinions.sum()) < LEAST_PROPOSITIONS:
        return "few propositions"
    if len(points) < max(least, 2):
        return "few participants"
    return "" if len(np.unique(points, axis=0)) > 1 else "no differences"


def _those_in(responses: Responses, groups: Mapping[int, int]) -> Ints:
    return np.flatnonzero([who in groups for who in responses.participants]).astype(np.int64)


def _given(
    here: Floats, members: Ints, responses: Responses, groups: Mapping[int, int]
) -> Found | None:
    numbers = [groups[responses.participants[at]] for at in members.tolist()]
    labels = np.unique(numbers, return_inverse=True)[1].astype(np.int64)
    if not labels.max():
        return None
    silhouette = Closeness(here).silhouette(labels)
    return _by_size(labels), silhouette, ((int(labels.max()) + 1, silhouette),)


def _chosen(here: Floats, k: int | None) -> Found | None:
    """Labels of the members, largest group first, with silhouette and what was tried."""
    numbers = range(2, largest_number(len(here)) + 1) if k is None else range(k, k + 1)
    made = arrangements(here, numbers, least=LEAST_MEMBERS)
    if not made:
        return None
    tried = tuple((len(each.sizes), each.silhouette) for each in made)
    best = max(_large_enough(made), key=lambda each: (each.silhouette, -len(each.sizes)))
    if k is None:
        best = improved(here, best, LEAST_MEMBERS)
    return _by_size(best.labels), best.silhouette, tried


def _large_enough(made: list[Arrangement]) -> list[Arrangement]:
    return [each for each in made if each.sizes.min() >= LEAST_MEMBERS] or made


def _by_size(labels: Ints) -> Ints:
    """The same groups, numbered from the largest; of equal ones, whose first member comes first."""
    first = np.unique(labels, return_index=True)[1]
    order = np.lexsort((first, -np.bincount(labels)))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[labels]


def _told(
    responses: Responses,
    plane: Plane,
    points: Floats,
    members: Ints,
    found: Found,
    rounds: int,
) -> OpinionMap:
    labels, silhouette, tried = found
    number = int(labels.max()) + 1
    of_all = np.full(len(points), -1, dtype=np.int64)
    of_all[members] = labels
    counts = agreement.count(responses, of_all, number)
    letters = letters_of(number)
    opinions = responses.opinions.tolist()
    shaken, stable = stability(responses, members, labels, plane.components, rounds)
    consensus, common, dividing = agreement.standings(
        counts, letters, responses.propositions, opinions
    )
    keys = np.array(responses.participants)
    groups = tuple(
        Group(
            letter=letters[at],
            members=tuple(keys[of_all == at].tolist()),
            centre=_pair(points[of_all == at].mean(axis=0)),
            stability=stable[at],
            representative=agreement.representative(counts, at, responses.propositions, opinions),
        )
        for at in range(number)
    )
    return OpinionMap(
        participants=responses.participants,
        propositions=responses.propositions,
        centre=tuple(plane.centre.tolist()),
        components=_both(plane),
        positions=tuple(_pair(point) for point in points),
        grouped=tuple(letters[at] if at >= 0 else "" for at in of_all.tolist()),
        groups=groups,
        silhouette=silhouette,
        tried=tried,
        uncertainty=shaken,
        consensus=consensus,
        common_ground=common,
        dividing=dividing,
        marks=marks_of(points[members], labels, letters),
        reason="",
    )


def _without_groups(responses: Responses, plane: Plane, points: Floats, reason: str) -> OpinionMap:
    return OpinionMap(
        participants=responses.participants,
        propositions=responses.propositions,
        centre=tuple(plane.centre.tolist()),
        components=_both(plane),
        positions=tuple(_pair(point) for point in points),
        grouped=("",) * len(responses.participants),
        groups=(),
        silhouette=0.0,
        tried=(),
        uncertainty=None,
        consensus=(),
        common_ground=(),
        dividing=(),
        marks=(),
        reason=reason,
    )


def letters_of(number: int) -> tuple[str, ...]:
    """A to Z, then AA, AB and so on."""
    alphabet = ascii_uppercase
    return tuple(
        alphabet[at] if at < 26 else alphabet[at // 26 - 1] + alphabet[at % 26]
        for at in range(number)
    )


def _pair(point: Floats) -> tuple[float, float]:
    return round(float(point[0]), 6) + 0.0, round(float(point[1]), 6) + 0.0


def _both(plane: Plane) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(plane.components[0].tolist()), tuple(plane.components[1].tolist())
