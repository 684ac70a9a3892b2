"""Bodies: read whole, however they come, and not waited for for ever."""

from __future__ import annotations

import asyncio

import pytest

from conspectus.site import bodies
from conspectus.site.bodies import Bodies, NotRead


class Coming:
    """A body as the server gives it: parts, one ``every`` seconds; ``then``: silence, its end."""

    def __init__(self, *parts, every=0.0, then=0.0):
        self.parts, self.every, self.then = parts, every, then

    async def __aiter__(self):
        for part in self.parts:
            await asyncio.sleep(self.every)
            yield part
        await asyncio.sleep(self.then)

    async def __call__(self):
        return b"".join([part async for part in self])


def read(reader, chunks, announced=None):
    async def reading():
        with await reader.read(chunks, announced) as body:
            return body.read()

    return asyncio.run(reading())


def test_a_body_in_parts_is_one_file():
    assert read(Bodies(), Coming(b"one ", b"two"), 7) == b"one two"
    assert read(Bodies(), Coming()) == b""


def test_a_large_one_goes_to_the_disk_and_comes_back_the_same():
    part = bytes(range(256)) * 400
    assert read(Bodies(), Coming(*[part] * 5), 5 * len(part)) == part * 5


def test_one_that_is_too_large_is_refused_unread(monkeypatch):
    with pytest.raises(NotRead, match="too large"):
        read(Bodies(), None, bodies.LARGEST + 1)
    monkeypatch.setattr(bodies, "LARGEST", 10)
    with pytest.raises(NotRead, match="too large"):
        read(Bodies(), Coming(b"123456", b"123456"))


def test_one_that_ends_too_early_is_refused():
    for announced in (4_000, 4_000_000):
        with pytest.raises(NotRead, match="ended before all of it"):
            read(Bodies(), Coming(b"half of what"), announced)


def test_one_that_stops_coming_is_given_up_and_a_slow_one_is_not():
    reader = Bodies(still=0.4, every=0.05)
    assert read(reader, Coming(*[b"x" * 6000] * 8, every=0.2), 48_000) == b"x" * 48_000
    for announced in (8, 48_000):
        with pytest.raises(NotRead, match="did not come in time"):
            read(reader, Coming(b"half", then=5), announced)


def test_where_very_many_are_late_silence_is_borne_less_long():
    reader = Bodies(still=60, short=0.3, many=3, every=0.05)

    async def all_of(count):
        reads = [reader.read(Coming(b"half", then=0.9), 48_000) for _ in range(count)]
        return await asyncio.gather(*reads, return_exceptions=True)

    assert [str(one) for one in asyncio.run(all_of(2))] == [str(bodies.cut_short())] * 2
    assert [str(one) for one in asyncio.run(all_of(3))] == [str(bodies.too_late())] * 3
