"""A map of opinions: the same for the same votes, and never the wrong way round."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.engine.opinions.mapping import largest_number, letters_of, map_of
from conspectus.engine.opinions.opinion_map import Vote
from tests.engine.opinions.camps import any_votes, camps, turned_round

TWO_CAMPS = camps("+++---+0", "---++++0")


def test_two_camps_are_two_groups():
    made = map_of(TWO_CAMPS)
    assert [group.members for group in made.groups] == [
        tuple(range(8)),
        tuple(range(100, 108)),
    ]
    assert made.k == 2
    assert made.silhouette > 0.5
    assert made.uncertainty.together > 0.9


def test_three_camps_are_three_groups_and_numbers_beyond_five_are_tried():
    minds = ("++++----+", "----++++-", "+-+-+-+--")
    made = map_of(camps(*minds, members=20), rounds=0)
    assert sorted(len(group.members) for group in made.groups) == [20, 20, 20]
    assert max(k for k, _ in made.tried) > 5


def test_what_all_camps_agree_on_is_common_ground_and_what_splits_them_divides():
    made = map_of(TWO_CAMPS, rounds=0)
    assert [(each.proposition, each.agrees) for each in made.common_ground] == [(6, True)]
    assert {each.proposition for each in made.dividing} == set(range(6))


def test_what_all_camps_reject_is_common_ground_too():
    made = map_of(turned_round(TWO_CAMPS), rounds=0)
    assert [(each.proposition, each.agrees) for each in made.common_ground] == [(6, False)]


def test_the_last_response_counts():
    votes = [*TWO_CAMPS, *(Vote(each.participant, each.proposition, 0, -1) for each in TWO_CAMPS)]
    assert map_of(votes, rounds=0) == map_of(TWO_CAMPS, rounds=0)


def test_two_different_responses_at_one_moment_are_a_pass():
    both = [*TWO_CAMPS, Vote(3, 0, -1, 10**6), Vote(3, 0, 1, 10**6)]
    assert map_of(both, rounds=0) == map_of([*TWO_CAMPS, Vote(3, 0, 0, 10**6)], rounds=0)


def test_who_responded_to_little_is_in_no_group():
    made = map_of([*TWO_CAMPS, Vote(999, 0, 1, 1)], rounds=0)
    assert dict(zip(made.participants, made.grouped, strict=True))[999] == ""


def test_what_is_moderated_out_bears_on_nothing():
    made = map_of(TWO_CAMPS, moderated_out=frozenset({0, 6}), rounds=0)
    named = {each.proposition for group in made.groups for each in group.representative}
    named |= {each.proposition for each in (*made.consensus, *made.dividing)}
    assert not named & {0, 6}
    assert made.components[0][0] == made.components[1][6] == 0


@pytest.mark.parametrize(
    ("votes", "out", "reason"),
    [
        ([], (), "few propositions"),
        (camps("+++---", "---+++", members=4), (), "few participants"),
        (TWO_CAMPS, range(6), "few propositions"),
        ([Vote(who, what, 1, 0) for who in range(20) for what in range(8)], (), "no differences"),
    ],
)
def test_where_little_is_known_nothing_is_said_of_groups(votes, out, reason):
    made = map_of(votes, moderated_out=frozenset(out))
    assert made.reason == reason
    assert (made.groups, made.marks, made.common_ground, made.uncertainty) == ((), (), (), None)


def test_a_value_that_is_no_response_is_refused():
    with pytest.raises(ValueError, match="disagrees"):
        map_of([Vote(1, 1, 2, 0)])


def test_as_many_groups_as_are_asked_for():
    assert map_of(camps("++++----", "----++++", members=20), k=3, rounds=0).k == 3


def test_groups_that_are_known_are_kept():
    sides = {who: who // 100 for who in map_of(TWO_CAMPS, rounds=0).participants if who != 0}
    made = map_of(TWO_CAMPS, groups=sides, rounds=0)
    assert [set(each.members) for each in made.groups] == [
        {who for who, side in sides.items() if side == number} for number in (1, 0)
    ]
    assert made.grouped[made.participants.index(0)] == ""


@given(any_votes(), st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_rows_changes_nothing(votes, chance):
    shuffled = votes.copy()
    chance.shuffle(shuffled)
    assert map_of(shuffled, rounds=2) == map_of(votes, rounds=2)


@given(any_votes())
@settings(max_examples=25)
def test_votes_turned_round_turn_round_what_is_said_and_nothing_else(votes):
    assert mirrored(map_of(turned_round(votes), rounds=0)) == map_of(votes, rounds=0)


@given(any_votes())
@settings(max_examples=25)
def test_nothing_is_said_of_a_group_that_most_of_it_contradict(votes):
    made = map_of(votes, rounds=0)
    for group in made.groups:
        for each in group.representative:
            assert side(each.tally, each.agrees) > side(each.tally, not each.agrees)
    for standing in (*made.consensus, *made.common_ground):
        for tally in standing.tallies.values():
            assert side(tally, standing.agrees) >= side(tally, not standing.agrees)
    for standing in made.common_ground:
        assert all(tally.responses >= 5 for tally in standing.tallies.values())
        shares = [side(t, standing.agrees) / t.responses for t in standing.tallies.values()]
        assert min(shares) >= 0.6


def test_letters_go_on_after_z():
    assert letters_of(28)[-3:] == ("Z", "AA", "AB")


def test_more_groups_are_tried_where_there_are_more_participants():
    assert [largest_number(n) for n in (10, 24, 60, 10_000)] == [2, 4, 7, 12]


def test_a_large_map_seeks_groups_among_some_and_puts_all_in_them():
    chance = random.Random(1)
    votes = [
        Vote(who, what, 1 if (what < 6) == (who % 2 == 0) or chance.random() < 0.1 else -1, 0)
        for who in range(1400)
        for what in range(12)
    ]
    made = map_of(votes, k=2, rounds=0)
    assert [{who % 2 for who in group.members} for group in made.groups] in ([{0}, {1}], [{1}, {0}])
    assert sum(mark.count for mark in made.marks) == 1400


def side(tally, agrees):
    return tally.agree if agrees else tally.disagree


def mirrored(made):
    """The map with every sign turned."""

    def turned(tally):
        return dataclasses.replace(tally, agree=tally.disagree, disagree=tally.agree)

    def of_all(standings):
        return tuple(
            dataclasses.replace(
                each,
                agrees=not each.agrees,
                tallies={name: turned(tally) for name, tally in each.tallies.items()},
            )
            for each in standings
        )

    def of_group(group):
        return dataclasses.replace(
            group,
            centre=(-group.centre[0], -group.centre[1]),
            representative=tuple(
                dataclasses.replace(
                    each,
                    agrees=not each.agrees,
                    tally=turned(each.tally),
                    others=turned(each.others),
                )
                for each in group.representative
            ),
        )

    return dataclasses.replace(
        made,
        centre=tuple(-part for part in made.centre),
        positions=tuple((-x, -y) for x, y in made.positions),
        groups=tuple(of_group(group) for group in made.groups),
        consensus=of_all(made.consensus),
        common_ground=of_all(made.common_ground),
        dividing=of_all(made.dividing),
        marks=moved(made.marks),
    )


def moved(marks):
    return tuple(dataclasses.replace(mark, x=-mark.x, y=-mark.y) for mark in marks)
