"""Who came first is written first, whatever the threads do."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from conspectus.contributions.models import Contribution
from conspectus.core import turns as turns_module
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Scope
from conspectus.core.turns import OUTLASTED, PATIENCE, Turns, in_turn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def most_patient(monkeypatch):
    """As patient with each as with the largest crowd: the order is not to hang on the load."""
    monkeypatch.setattr(turns_module, "MORE_PATIENCE", turns_module.MOST_PATIENCE)


def through(turns, lanes, count, job, *, body=lambda: None):
    """So many requests: stamped in order, their bodies arrive in any, a lane writes."""

    def request(mine):
        body()
        future = turns.admit(mine, lambda: lanes.submit(turns.write, mine, lambda: job(mine)))
        try:
            future.result()
        finally:
            turns.leave(mine)

    stamps = [turns.announce() for _ in range(count)]
    threads = [threading.Thread(target=request, args=[mine]) for mine in stamps]
    random.Random(7).shuffle(threads)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return stamps


def test_writes_are_in_the_order_of_stamps_although_bodies_arrive_in_any_order(most_patient):
    turns, written = Turns(), []
    with ThreadPoolExecutor(4) as lanes:
        stamps = through(turns, lanes, 200, written.append, body=lambda: time.sleep(0.002))
    assert written == stamps


def test_a_body_that_dribbles_in_is_waited_for_no_longer_than_the_patience():
    turns, written = Turns(), []
    slow, quick = turns.announce(), turns.announce()
    began = time.monotonic()
    turns.admit(quick, lambda: turns.write(quick, lambda: written.append(quick)))
    assert PATIENCE * 0.9 <= time.monotonic() - began < PATIENCE * 3
    turns.admit(slow, lambda: turns.write(slow, lambda: written.append(slow)))
    assert written == [quick, slow]


def test_the_first_of_a_crowd_is_waited_for_as_the_others_are(most_patient):
    """Its head was read before there was a crowd; its thread then waits for Python like all."""
    turns, written = Turns(), []
    first = turns.announce()
    with ThreadPoolExecutor(4) as lanes, ThreadPoolExecutor(60) as threads:

        def request(mine):
            write = lambda: written.append(mine)  # noqa: E731
            turns.admit(mine, lambda: lanes.submit(turns.write, mine, write)).result()
            turns.leave(mine)

        crowd = [turns.announce() for _ in range(50)]
        others = [threads.submit(request, mine) for mine in crowd]
        time.sleep(PATIENCE * 1.5)
        request(first)
        for other in others:
            other.result()
    assert written == [first, *crowd]


def test_one_whose_body_is_here_is_waited_for_longer_than_that():
    turns, written = Turns(), []
    first, second = turns.announce(), turns.announce()
    turns.is_here(first)

    def write(mine):
        turns.admit(mine, lambda: turns.write(mine, lambda: written.append(mine)))

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(write, second)
        time.sleep(PATIENCE * 1.5)
        write(first)
        waiting.result()
    assert written == [first, second]


def test_one_that_leaves_without_writing_holds_nobody_up():
    turns, written = Turns(), []
    first, second = turns.announce(), turns.announce()
    turns.leave(first)
    began = time.monotonic()
    turns.admit(second, lambda: turns.write(second, lambda: written.append(second)))
    assert written == [second]
    assert time.monotonic() - began < PATIENCE


def test_what_one_write_raises_undoes_nothing_of_the_others():
    turns = Turns()

    def job(mine):
        Scope.objects.create(path=str(mine.microsecond))
        if mine == stamps[3]:
            raise SiteError("Not this one.")

    stamps = [stamp() for _ in range(8)]
    with ThreadPoolExecutor(4) as lanes:
        futures = [lanes.submit(turns.write, one, lambda one=one: job(one)) for one in stamps]
    assert [type(future.exception()) for future in futures].count(SiteError) == 1
    assert Scope.objects.filter(path=str(stamps[3].microsecond)).count() == 0
    assert Scope.objects.exclude(path="").count() == 7


def test_a_write_outside_any_front_is_done_at_once():
    assert Turns().write(stamp(), Contribution.objects.count) == 0


def test_those_that_came_too_late_are_written_at_once_and_hold_no_lane():
    turns, written = Turns(), []
    late = [turns.announce() for _ in range(8)]
    time.sleep(PATIENCE * 1.2)
    in_time = [turns.announce() for _ in range(4)]
    began = time.monotonic()
    with ThreadPoolExecutor(2) as lanes:
        for mine in (*in_time, *late):
            turns.admit(
                mine,
                lambda mine=mine: lanes.submit(turns.write, mine, lambda: written.append(mine)),
            )
    assert sorted(written) == [*late, *in_time]
    # Eight that wait, in two lanes, would take four times as long as one.
    assert time.monotonic() - began < 3 * PATIENCE


def test_an_address_whose_bodies_do_not_come_is_no_longer_waited_for():
    turns, written = Turns(), []

    def seconds(sender):
        turns.announce(sender)
        mine, began = turns.announce("elsewhere"), time.monotonic()
        turns.admit(mine, lambda: turns.write(mine, lambda: written.append(mine)))
        turns.leave(mine)
        return time.monotonic() - began

    for _ in range(OUTLASTED - 1):
        turns.announce("slow")
    assert seconds("slow") >= PATIENCE * 0.9
    assert seconds("slow") < PATIENCE * 0.5
    assert seconds("another") >= PATIENCE * 0.9


def test_only_what_submits_is_admitted_in_order():
    for path in (
        "/ar/igf/2026/calls/first/contribute/quick/",
        "/en/igf/2026/drafts/Abc_-123/send/",
    ):
        assert in_turn("POST", path)
        assert not in_turn("GET", path)
    for path in ("/en/send/", "/send/", "/en/igf/2026/send/", "/en/a/b/drafts/c/d/send/"):
        assert not in_turn("POST", path)
