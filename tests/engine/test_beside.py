"""Work beside: what a copy finds arrives in order, and a copy that dies takes nothing with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from conspectus.engine.beside import beside


def test_what_a_copy_finds_arrives_in_order_and_it_ends() -> None:
    big = "x" * 300_000

    def work() -> Iterator[tuple[int, str]]:
        for number in range(5):
            yield number, big

    with beside(work) as copy:
        assert copy is not None
        assert list(copy.all()) == [(number, big) for number in range(5)]
        assert list(copy.all()) == list(copy.so_far()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(copy.pid, 0)


def test_what_fails_or_is_killed_ends_the_copy_after_what_it_has_sent() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError

    def killed() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)
        yield 2

    for work in (failing, killed):
        with beside(work) as copy:
            assert copy is not None
            assert list(copy.all()) == [1]


def test_a_copy_that_nobody_waits_for_is_ended() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(1 << 16)

    with beside(endless) as copy:
        assert copy is not None
        assert next(copy.all()) == bytes(1 << 16)
    with pytest.raises(ProcessLookupError):
        os.kill(copy.pid, 0)


def test_where_no_copy_can_be_made_the_caller_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", _refused)
    with beside(lambda: iter([1])) as copy:
        assert copy is None
    monkeypatch.delattr(os, "fork")
    with beside(lambda: iter([1])) as copy:
        assert copy is None


def _refused() -> int:
    raise BlockingIOError
