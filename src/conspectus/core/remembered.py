"""What a process remembers between requests: a few results that are dear to work out.

Only what is the same for every reader, under a key that holds the generation of its scope: then
nothing remembered is ever older than what is published.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


_all: list[Remembered[Any]] = []


def forget_everything() -> None:
    """Empties every memory of this process: where the database is put in another's place."""
    for one in _all:
        one.forget()


class Remembered(Generic[Value]):
    """At most so many values; the one that was not asked for longest goes first."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()
        _all.append(self)

    def forget(self) -> None:
        """Nothing is remembered any more."""
        with self._lock:
            self._values.clear()

    def get(self, key: Hashable) -> Value | None:
        """What was put under the key, if it is still there."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: Value) -> Value:
        """Remembers the value, and gives it back."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
