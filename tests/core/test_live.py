"""What happens on a channel reaches whoever waits for it, in any process."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from django.db import transaction

from conspectus.core.clock import stamp
from conspectus.core.hearing import KNOWN, Hearing
from conspectus.core.live import (
    KEPT,
    MOST,
    Happened,
    change_on,
    forget_old,
    happened,
    latest,
    publish,
    stop_hearing,
    wait_for_change,
)
from conspectus.core.models import LiveEvent

HERE, THERE = "/igf/2026/", "/igf/2025/"


@pytest.fixture
def channel(transactional_db):
    yield HERE
    stop_hearing()


def test_ids_rise_on_a_channel_and_say_what_was_published(db):
    before = latest(HERE)
    first, other, second = publish(HERE, {"n": 1}), publish(THERE, {}), publish(HERE, {"n": 2})
    assert before < first < other < second == latest(HERE)
    assert happened(HERE, [second, other, first]) == [
        Happened(first, {"n": 1}),
        Happened(second, {"n": 2}),
    ]


def test_who_was_away_is_told_all_that_it_missed_at_once(channel):
    after = latest(channel)
    missed = [publish(channel, {}) for _ in range(3)]
    publish(THERE, {})
    assert wait_for_change(channel, after, 10.0) == missed
    assert wait_for_change(channel, missed[1], 10.0) == missed[2:]


def test_one_answer_holds_a_bounded_number(channel):
    after = latest(channel)
    LiveEvent.objects.bulk_create([LiveEvent(channel=channel) for _ in range(MOST + 5)])
    told = wait_for_change(channel, after, 10.0)
    assert len(told) == MOST
    assert len(wait_for_change(channel, told[-1], 10.0)) == 5


def test_who_waits_in_a_thread_or_a_loop_hears_of_its_channel_alone(channel):
    after = publish(channel, {})
    told = {}

    def wait(name, where, seconds):
        told[name] = wait_for_change(where, after, seconds)

    def loop(name, where, seconds):
        told[name] = asyncio.run(change_on(where, after, seconds))

    threads = [
        threading.Thread(target=how, args=(how.__name__ + where, where, seconds))
        for how in (wait, loop)
        for where, seconds in ((HERE, 10.0), (THERE, 0.6))
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.3)  # they wait by now, and if not they are told all the same
    number = publish(channel, {})
    for thread in threads:
        thread.join()
    nothing = {key: [] for key in (f"wait{THERE}", f"loop{THERE}")}
    assert told == {f"wait{HERE}": [number], f"loop{HERE}": [number]} | nothing


def test_what_is_undone_is_not_told(channel):
    after = latest(channel)
    with transaction.atomic():
        publish(channel, {})
        transaction.set_rollback(True)
    assert wait_for_change(channel, after, 0.1) == []


def test_an_old_event_is_forgotten(db):
    old, new = publish(HERE, {}), publish(HERE, {})
    LiveEvent.objects.filter(pk=old).update(created=stamp() - 2 * KEPT)
    assert forget_old() == 1
    assert happened(HERE, [old, new]) == [Happened(new, {})]


def test_who_missed_more_than_is_remembered_is_sent_to_the_database():
    hearing = Hearing()
    assert hearing.newer(HERE, 0) == []  # nobody has looked yet
    hearing._remember([], 7)  # noqa: SLF001 - what its thread does
    hearing._remember([(8 + n, HERE if n % 2 else THERE) for n in range(KNOWN + 2)], 7)  # noqa: SLF001
    assert hearing.newer(HERE, 8) is None
    assert hearing.newer(HERE, 9 + KNOWN - 4) == [KNOWN + 7, KNOWN + 9]
    assert hearing.newer("/elsewhere/", 9) == []
