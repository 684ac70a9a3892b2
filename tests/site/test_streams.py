"""The event loop holds live pages open: one look for all readers, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import threading

import pytest

from conspectus.consultations.live_parts import Address, seen
from conspectus.consultations.services.captions import (
    Heard,
    begin,
    end,
    remove_captions,
    take_caption,
)
from conspectus.core.live import stop_hearing
from conspectus.site.streams import Streams
from tests.factories_meetings import a_meeting, more_captions

PATH = "/en/igf/2026/meetings/first/live/events"
HERE = Address("en", "igf", "2026", "first")


class Reader:
    """The server's side of one request, as `granian` gives it."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 0, {}, b""
        self._gone = asyncio.Event()
        self.grown = asyncio.Event()

    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.body = status, dict(headers), body

    def response_stream(self, status, headers):
        self.status, self.headers = status, dict(headers)
        return self

    async def send_bytes(self, data):
        self.body += data
        self.grown.set()

    async def client_disconnect(self):
        await self._gone.wait()

    def leave(self):
        self._gone.set()

    def numbers(self):
        lines = self.body.decode().splitlines()
        return [int(line[4:]) for line in lines if line.startswith("id: ")]

    def over(self):
        lines = [one for one in self.body.decode().splitlines() if '"over"' in one]
        return [json.loads(one.removeprefix("data: "))["over"] for one in lines]

    async def until(self, holds):
        async with asyncio.timeout(10):
            while not holds(self):
                self.grown.clear()
                await self.grown.wait()


def opened(streams, *, after="", last="", **more):
    """(the reader, its stream as a task)."""
    reader = Reader()
    environ = {"QUERY_STRING": f"after={after}", "REMOTE_ADDR": "192.0.2.1", **more}
    if last:
        environ["HTTP_LAST_EVENT_ID"] = last
    return reader, asyncio.ensure_future(streams.answer(HERE, environ, reader))


@pytest.fixture
def meeting(transactional_db, home):
    made = a_meeting()
    begin(made)
    yield made
    stop_hearing()


def say(meeting, words):
    return asyncio.to_thread(take_caption, meeting, Heard(text=words))


def test_only_the_events_of_a_live_page_are_streams():
    streams = Streams()
    assert streams.at(PATH) == HERE
    for path in (PATH + "/", PATH.replace("/en", "/xx"), "/en/igf/2026/meetings/live/events", "/"):
        assert streams.at(path) is None


def test_a_caption_reaches_every_reader_once_by_one_look(meeting):
    looks = []

    def counted(address, after):
        looks.append(threading.current_thread().name)
        return seen(address, after)

    async def run():
        streams = Streams(look=counted)
        readers = [opened(streams, after="0") for _ in range(20)]
        for reader, _ in readers:
            await reader.until(lambda one: b"event: state" in one.body)
        assert len(looks) == 1
        await say(meeting, "Access.")
        for reader, _ in readers:
            await reader.until(lambda one: one.numbers())
        assert len(looks) == 2
        assert {reader.body for reader, _ in readers} == {readers[0][0].body}
        assert len(streams) == 20
        for reader, _ in readers:
            reader.leave()
        await asyncio.gather(*(task for _, task in readers))
        assert len(streams) == 0
        return readers[0][0]

    first = asyncio.run(run())
    assert first.numbers() == [1]
    assert first.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert len(set(looks)) == 1


def test_who_comes_back_is_sent_what_it_missed_and_no_more(meeting):
    more_captions(meeting, 150)  # longer ago than a room holds from its beginning

    async def run():
        streams = Streams()
        back, _ = opened(streams, last="148", after="3")
        far, _ = opened(streams, after="10")
        for reader, first in ((back, 149), (far, 11)):
            await reader.until(lambda one: 150 in one.numbers())
            assert reader.numbers() == list(range(first, 151))
        await say(meeting, "Access.")
        for reader in (back, far):
            await reader.until(lambda one: 151 in one.numbers())
            assert reader.numbers()[-2:] == [150, 151]
            reader.leave()

    asyncio.run(run())


def test_who_missed_too_much_is_told_to_load_the_page_anew(meeting):
    more_captions(meeting, 300)

    async def run():
        reader, _ = opened(Streams(), after="1")
        await reader.until(lambda one: b"event: anew" in one.body)
        assert reader.numbers() == []
        reader.leave()

    asyncio.run(run())


def test_the_end_is_told_and_then_nobody_needs_to_ask_any_more(meeting):
    async def run():
        looked, loop = asyncio.Event(), asyncio.get_running_loop()

        def telling(address, after):
            found = seen(address, after)
            loop.call_soon_threadsafe(looked.set)
            return found

        streams = Streams(look=telling)
        await say(meeting, "Thank you.")
        reader, _ = opened(streams, after="1")
        await reader.until(lambda one: one.over() == [False])
        await asyncio.to_thread(end, meeting)
        await reader.until(lambda one: one.over() == [False, True])
        later, task = opened(streams, last="1")
        await task
        assert later.status == 204
        looked.clear()
        await asyncio.to_thread(remove_captions, meeting)
        await asyncio.wait_for(looked.wait(), 10)
        await asyncio.sleep(0.01)  # until the room has what it saw
        back, _ = opened(streams, last="0")
        await back.until(lambda one: one.over() == [True])
        assert back.numbers() == []
        back.leave()
        reader.leave()

    asyncio.run(run())


def test_there_are_so_many_streams_and_a_refusal_says_why(meeting):
    async def run():
        streams = Streams(most=5)
        held = [opened(streams) for _ in range(2)]
        await asyncio.sleep(0)
        same, _ = opened(streams)
        others = [opened(streams, REMOTE_ADDR=f"198.51.{n}.7") for n in range(3)]
        none_left, _ = opened(streams, REMOTE_ADDR="203.0.113.9")
        await asyncio.sleep(0)
        assert (same.status, none_left.status) == (429, 503)
        assert b"2 live pages are open in your network" in same.body
        assert none_left.headers["Retry-After"] == "30"
        for reader, _ in [*held, *others]:
            await reader.until(lambda one: one.status == 200)
        streams.end()  # the server stops: nobody has to leave first
        await asyncio.gather(*(task for _, task in held))
        late, _ = opened(streams)
        await asyncio.sleep(0)
        assert late.status == 503

    asyncio.run(run())


async def taken(streams, addresses, tasks):
    """How many of these addresses get a stream, one after another."""
    held = [opened(streams, REMOTE_ADDR=one) for one in addresses]
    tasks += [task for _reader, task in held]
    await asyncio.sleep(0)
    return sum(reader.status not in (429, 503) for reader, _task in held)


async def all_left(streams, tasks):
    streams.end()
    await asyncio.wait_for(asyncio.gather(*tasks), 60)


def test_no_network_takes_all_streams_and_a_hall_behind_one_address_gets_in(meeting):
    async def run():
        streams, tasks = Streams(), []
        assert await taken(streams, ["192.0.2.1"] * 900, tasks) == 800
        assert await taken(streams, [f"192.0.2.{n}" for n in range(2, 255)], tasks) == 200
        # One prefix has more addresses than there are streams: it is one network nevertheless.
        # It gets what there is until a quarter of all is left.
        assert await taken(streams, ["2001:db8:1:1::1"] * 700, tasks) == 500
        far = [f"2001:db8:1:{n:x}::1" for n in range(2, 99)]
        assert await taken(streams, far, tasks) == 0
        assert await taken(streams, [f"198.51.{n}.1" for n in range(100)], tasks) == 100
        assert await taken(streams, ["203.0.113.5"] * 400, tasks) == 20
        await all_left(streams, tasks)

    asyncio.run(run())


def test_a_hall_of_four_hundred_follows_though_a_whole_prefix_is_full(meeting):
    async def run():
        streams, tasks = Streams(), []
        attacker = [f"2001:db8:1:{n % 65536:x}::{n:x}" for n in range(1500)]
        assert await taken(streams, attacker, tasks) == 1000
        assert await taken(streams, ["203.0.113.5"] * 400, tasks) == 400
        assert await taken(streams, ["2001:db8:2::1"] * 700, tasks) == 100
        await all_left(streams, tasks)

    asyncio.run(run())


@pytest.mark.usefixtures("transactional_db", "home")
def test_there_is_no_stream_of_a_meeting_that_is_not_there():
    async def run():
        reader, task = opened(Streams())
        await task
        assert reader.status == 404

    asyncio.run(run())
