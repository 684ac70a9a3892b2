"""Groups as the reference implementation comes to them, vote by vote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conspectus.engine.opinions.history import Habits, groups_in_time, habits_at
from conspectus.engine.opinions.opinion_map import Vote
from tests.engine.opinions.camps import camps

IN_2018, IN_2024 = 1_530_000_000_000, 1_710_000_000_000


def at(moment, votes):
    """Votes from ``moment`` on, eight at once, and the next eight two seconds later."""
    return [replace(vote, order=moment + at // 8 * 2_000) for at, vote in enumerate(votes)]


CAMPS = camps("++++++++", "--------", members=12)


def sides(groups):
    return [{who for who, group in groups.items() if group == number} for number in (0, 1)]


def test_two_camps_are_two_groups_and_who_came_first_is_in_the_first():
    camp = [set(range(number * 100, number * 100 + 12)) for number in (0, 1)]
    assert sides(groups_in_time(at(IN_2024, CAMPS), 2)) == camp
    other = sorted(CAMPS, key=lambda vote: -vote.participant)
    assert sides(groups_in_time(at(IN_2024, other), 2)) == camp[::-1]


def test_the_order_of_the_list_changes_nothing_since_each_vote_has_its_time():
    votes = at(IN_2024, CAMPS)
    assert groups_in_time(votes[::-1], 2) == groups_in_time(votes, 2)


def test_of_many_only_who_responded_to_seven_is_grouped():
    few = [Vote(900, what, 1, 0) for what in range(6)]
    assert 900 not in groups_in_time(at(IN_2024, CAMPS + few), 2)
    assert 900 in groups_in_time(at(IN_2024, [*CAMPS, *few, Vote(900, 6, 1, 0)]), 2)


def test_of_the_first_fifteen_everybody_is_and_stays():
    assert 900 in groups_in_time(at(IN_2024, [Vote(900, 0, 1, 0), *CAMPS]), 2)


def test_what_is_moderated_out_counted_as_responded_to_until_2019():
    few = [Vote(900, what, 1, 0) for what in (3, 4)]
    out = frozenset({5, 6, 7, 8, 9})
    votes = [*CAMPS, *(Vote(0, what, 1, 0) for what in (8, 9)), *few]
    assert 900 in groups_in_time(at(IN_2018, votes), 2, moderated_out=out)
    assert 900 not in groups_in_time(at(IN_2024, votes), 2, moderated_out=out)


@pytest.mark.parametrize(
    ("moment", "habits"),
    [
        (1_435_654_192_085, Habits(buckets=50, means=False, left_out_counted=False)),
        (1_500_232_652_930, Habits(buckets=100, means=False, left_out_counted=True)),
        (IN_2018, Habits(buckets=100, means=True, left_out_counted=True)),
        (IN_2024, Habits(buckets=100, means=True, left_out_counted=False)),
    ],
)
def test_what_the_reference_did_at_that_time(moment, habits):
    assert habits_at(moment, begun=moment) == habits
    assert not habits_at(moment, begun=1_403_054_214_196).left_out_counted


def test_of_more_than_a_hundred_with_moderated_propositions_groups_begin_anew_or_are_the_farthest():
    many = at(IN_2024, camps("++++++++", "--------", members=60))
    camp = [set(range(number * 100, number * 100 + 60)) for number in (0, 1)]
    for anew in (True, False):
        found = groups_in_time(many, 2, moderated_out=frozenset({7}), anew=anew)
        assert sides(found) in (camp, camp[::-1])


def test_nobody_is_in_no_group():
    assert groups_in_time([], 2) == {}
