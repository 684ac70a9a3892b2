"""The plane and the silhouettes, beside what others compute."""

from __future__ import annotations

import numpy as np
import pytest

from conspectus.engine.opinions.components import plane_of, positions_of, table_of
from conspectus.engine.opinions.grouping import lloyd
from conspectus.engine.opinions.opinion_map import Vote
from conspectus.engine.opinions.responses import read_votes
from conspectus.engine.opinions.silhouettes import Closeness

CHANCE = np.random.RandomState(5)
TABLE = np.where(CHANCE.uniform(size=(40, 15)) < 0.3, np.nan, CHANCE.randint(-1, 2, (40, 15)))
OUT = 4


@pytest.fixture(scope="module")
def responses():
    votes = [
        Vote(int(who), int(what), int(TABLE[who, what]), 0)
        for who, what in np.argwhere(~np.isnan(TABLE))
    ]
    return read_votes(votes, frozenset({OUT}))


@pytest.fixture(scope="module")
def plane(responses):
    return plane_of(*table_of(responses))


def imputed():
    beyond = np.where(np.isnan(TABLE), 0.0, TABLE - np.nanmean(TABLE, axis=0))
    beyond[:, OUT] = 0.0
    return beyond


def test_components_are_those_of_the_table_with_means_for_what_is_missing(plane):
    _, _, lines = np.linalg.svd(imputed())
    assert np.abs((plane.components * lines[:2]).sum(axis=1)) == pytest.approx([1, 1], abs=1e-9)


def test_the_largest_number_of_a_component_is_positive(plane):
    assert [line[np.abs(line).argmax()] > 0 for line in plane.components] == [True, True]


def test_who_responded_to_little_is_moved_outward_by_the_root_of_what_is_missing(responses, plane):
    there = ~np.isnan(TABLE)
    there[:, OUT] = True
    outward = np.sqrt(15 / there.sum(axis=1))[:, None]
    expected = imputed() @ plane.components.T * outward
    assert positions_of(responses, plane) == pytest.approx(expected, abs=1e-7)


def test_silhouettes_are_those_of_the_definition(responses, plane):
    points = positions_of(responses, plane)
    labels = lloyd(points, points[[0, 1, 2]])
    assert Closeness(points).silhouette(labels) == pytest.approx(by_definition(points, labels))


def test_moving_who_is_in_doubt_never_makes_the_silhouette_worse(responses, plane):
    points = positions_of(responses, plane)
    closeness = Closeness(points)
    labels = np.arange(40) % 3
    better = closeness.improved(labels)
    assert closeness.silhouette(better) > closeness.silhouette(labels)
    assert (better != labels).sum() <= 2


def by_definition(points, labels):
    found = []
    for at, point in enumerate(points):
        away = np.sqrt(((points - point) ** 2).sum(axis=1))
        if (labels == labels[at]).sum() == 1:
            found.append(0.0)
            continue
        own = away[labels == labels[at]].sum() / ((labels == labels[at]).sum() - 1)
        other = min(away[labels == each].mean() for each in set(labels) - {labels[at]})
        found.append((other - own) / max(own, other))
    return np.mean(found)
