"""Threads for what has to wait, started by a thread of their own.

Starting a thread waits until it runs, which takes its turn of Python: with a thousand to start, the
event loop that asks for them would read no head meanwhile.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class WaitingRoom(Executor):
    """An executor whose `submit` never waits. ``most``: threads at most; more tasks queue."""

    def __init__(self, most: int) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="waiting")
        self._coming: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._begun = False

    def submit(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Called by one thread only. The threads begin with the first task."""
        if not self._begun:
            self._begun = True
            threading.Thread(target=self._admit, name="waiting room", daemon=True).start()
        result: Future[T] = Future()
        self._coming.put(lambda: _do(result, lambda: task(*args, **kwargs)))
        return result

    def _admit(self) -> None:
        while True:
            self._pool.submit(self._coming.get())


def _do(result: Future[Any], task: Callable[[], object]) -> None:
    if not result.set_running_or_notify_cancel():
        return
    try:
        result.set_result(task())
    except BaseException as error:  # noqa: BLE001 - raised where the result is awaited
        result.set_exception(error)
