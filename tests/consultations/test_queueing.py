"""The order of a speaking queue: whatever is asked for, it is fair, total, and says why."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from conspectus.consultations.queueing import (
    Act,
    Asked,
    Channel,
    Given,
    Kind,
    Options,
    Override,
    Why,
    given_to,
    limit_of,
    order,
    overridden,
    seconds_of,
)

T = dt.datetime(2026, 6, 1, 10, 3, 12, tzinfo=dt.UTC)
CLASSES = ("Ministers", "Members")


def at(seconds: float) -> dt.datetime:
    return T + dt.timedelta(seconds=seconds)


def asked(number: int, speaker: str = "", **fields) -> Asked:
    said = {"asked": at(number), "speaker": speaker or f"s{number}", **fields}
    return Asked(number=number, **said)


few = settings(max_examples=25)
requests = st.builds(
    Asked,
    number=st.integers(1, 10**6),
    asked=st.integers(0, 60).map(at),
    speaker=st.sampled_from("abcdef"),
    kind=st.sampled_from(Kind),
    channel=st.sampled_from(Channel),
    group=st.sampled_from(["", "users", "states"]),
    precedence=st.sampled_from(["", "Members", "Ministers", "unknown"]),
    item=st.none() | st.integers(1, 4),
    place=st.none() | st.integers(1, 12),
    skipped=st.none() | st.integers(0, 60).map(at),
    goes_on=st.booleans(),
)
queues = st.lists(requests, max_size=9, unique_by=lambda one: one.number)
options = st.builds(
    Options,
    classes=st.sampled_from([(), CLASSES]),
    first_turns=st.booleans(),
    shares=st.booleans(),
    remote_delay_s=st.sampled_from([0, 15]),
)
turns = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "users"])), max_size=5)
items = st.none() | st.integers(1, 4)


def numbers(places) -> list[int]:
    return [one.asked.number for one in places]


@few
@forall(queues, options, turns, items, st.randoms(use_true_random=False))
def test_everybody_stands_once_with_a_reason_in_whatever_order_they_are_given(
    waiting, chosen, held, item, chance
):
    found = order(waiting, chosen, given_to(held), item=item)
    assert sorted(numbers(found)) == sorted(one.number for one in waiting)
    assert all(one.reasons for one in found)
    mixed = list(waiting)
    chance.shuffle(mixed)
    assert order(mixed, chosen, given_to(held), item=item) == found


@few
@forall(queues, options, turns, items)
def test_points_of_order_come_first_and_replies_last(waiting, chosen, held, item):
    found = order(waiting, chosen, given_to(held), item=item)
    kinds = [one.asked.kind for one in found if one.reasons[0].why != Why.GOES_ON]
    assert kinds == sorted(kinds, key=[Kind.POINT, Kind.INTERVENTION, Kind.REPLY].index)


def in_the_list(waiting):
    """Interventions that no chair has touched."""
    return [
        one
        for one in waiting
        if one.kind == Kind.INTERVENTION
        and one.place is None
        and one.skipped is None
        and not one.goes_on
    ]


@few
@forall(queues, options, turns)
def test_nobodys_first_turn_is_behind_anybodys_second(waiting, chosen, held):
    chosen = Options(classes=chosen.classes, shares=chosen.shares, first_turns=True)
    found = order(in_the_list(waiting), chosen, given_to(held))
    seen = {speaker for speaker, _group in held}
    is_first = []
    for one in found:
        is_first.append(one.asked.speaker not in seen)
        if one.asked.speaker not in seen and one.reasons[0].why == Why.FIRST:
            seen.add(one.asked.speaker)
    assert is_first == sorted(is_first, reverse=True)


@few
@forall(queues, turns, items)
def test_by_default_time_alone_decides_whatever_channel_group_and_class(waiting, held, item):
    free = in_the_list(waiting)
    found = [one.asked for one in order(free, Options(), given_to(held), item=item)]
    now = [one for one in found if item is None or one.item in (None, item)]
    assert found[: len(now)] == now
    assert now == sorted(now, key=lambda one: (one.asked, one.number))


@few
@forall(queues, options, turns)
def test_classes_hold_within_first_and_within_later_turns(waiting, chosen, held):
    chosen = Options(classes=CLASSES, first_turns=chosen.first_turns, shares=chosen.shares)
    found = order(in_the_list(waiting), chosen, given_to(held))
    ranks = [
        (
            bool(chosen.first_turns and one.reasons[0].why == Why.AGAIN),
            (*CLASSES, one.asked.precedence).index(one.asked.precedence),
        )
        for one in found
    ]
    assert ranks == sorted(ranks)


@few
@forall(queues)
def test_groups_take_turns_while_each_has_somebody_who_waits(waiting):
    found = [one.asked.group for one in order(in_the_list(waiting), Options(shares=True), Given())]
    for end in range(len(found)):
        left = set(found[end:])
        before = {group: found[:end].count(group) for group in left}
        assert not before or before[found[end]] == min(before.values())


@few
@forall(queues, st.integers(1, 14), turns)
def test_who_is_moved_stands_where_the_chair_has_put_them(waiting, place, held):
    free = in_the_list(waiting)
    if not free:
        return
    so_far = given_to(held)
    said = Override(free[-1].number, Act.MOVE, "Has to leave.", place)
    moved = overridden(free[-1], said, so_far, at=T)
    found = numbers(order([*free[:-1], moved], Options(), so_far))
    assert found.index(moved.number) == min(place, len(free)) - 1
    others = numbers(order(free[:-1], Options(), so_far))
    assert [one for one in found if one != moved.number] == others


def test_whoever_was_moved_comes_nearer_as_others_are_called():
    waiting = [asked(n) for n in range(1, 6)]
    so_far = Given()
    waiting[4] = overridden(waiting[4], Override(5, Act.MOVE, "Leaves.", 3), so_far, at=T)
    called = []
    while waiting:
        first = order(waiting, Options(), so_far)[0].asked
        called.append(first.number)
        waiting.remove(first)
        so_far = given_to((f"s{n}", "") for n in called)
    assert called == [1, 2, 5, 3, 4]


def test_who_is_skipped_goes_behind_the_item_and_who_speaks_now_before_all():
    waiting = [asked(n) for n in (1, 2, 3)]
    skipped = overridden(waiting[0], Override(1, Act.SKIP, "Not here."), Given(), at=at(60))
    now = overridden(waiting[2], Override(3, Act.NOW, "Asked a question."), Given(), at=at(61))
    found = order([skipped, waiting[1], now], Options(), Given())
    assert numbers(found) == [3, 2, 1]
    assert [one.why for one in found[2].reasons] == [Why.SKIPPED, Why.ASKED]
    assert [one.why for one in found[0].reasons] == [Why.MOVED]


def test_an_override_without_a_reason_is_none():
    with pytest.raises(ValueError, match="reason"):
        Override(1, Act.SKIP, " ")


def test_who_was_interrupted_goes_on_before_the_list_and_after_points_of_order():
    waiting = [asked(1), asked(2, kind=Kind.POINT), asked(3, goes_on=True), asked(4, kind="reply")]
    assert numbers(order(waiting, Options(), Given())) == [2, 3, 1, 4]


def test_what_is_far_away_is_heard_later_and_counts_as_earlier():
    near, far = asked(1, asked=at(5)), asked(2, asked=at(15), channel=Channel.REMOTE)
    assert numbers(order([near, far], Options(), Given())) == [1, 2]
    found = order([near, far], Options(remote_delay_s=12), Given())
    assert numbers(found) == [2, 1]
    assert [one.why for one in found[0].reasons] == [Why.DELAY, Why.ASKED]


def test_a_request_for_a_later_item_waits_for_it():
    waiting = [asked(1, item=3), asked(2, item=1), asked(3, item=2), asked(4)]
    found = order(waiting, Options(), Given(), item=2)
    assert numbers(found) == [3, 4, 1, 2]
    assert found[2].reasons[0].why == Why.ITEM


def test_time_runs_from_the_call_to_the_end_and_what_was_spoken_before_counts():
    assert seconds_of(T, at(90), 0.0, at(500)) == 90
    assert seconds_of(T, None, 30.0, at(60)) == 90
    assert seconds_of(None, None, 30.0, at(60)) == 30
    chosen = Options(limit_s=180, short_limit_s=60)
    assert [limit_of(kind, chosen) for kind in Kind] == [180, 60, 60]


def test_the_order_of_a_long_queue_takes_no_long_time():
    waiting = [asked(n, group=f"g{n % 7}") for n in range(1, 301)]
    found = order(waiting, Options(shares=True, first_turns=True), Given())
    first = [one.asked.group for one in found[:7]]
    assert len(set(first)) == len(first)
    assert all(a.reasons for a, _b in itertools.pairwise(found))
