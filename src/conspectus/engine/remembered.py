"""What was read of a text in earlier runs, so that only new texts are read again.

A reading depends on its arguments and on the engine's code only. While a run has a cache, each
``remembered`` function looks there first, under a digest of its arguments; the run's end stores
what is new. Without a cache the function is as it was. Values are kept as JSON, in a form that the
function's ``pack`` and ``unpack`` give.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Generic, ParamSpec, Protocol, TypeVar, runtime_checkable

from conspectus.engine.code_version import code_version
from conspectus.engine.embedding import Cache

CACHE_KIND: Final = "readings"
DIGEST_BYTES: Final = 16
MOST_KEPT: Final = 500_000
"""Above so many readings of one function those that this run did not ask for are forgotten."""

Given = ParamSpec("Given")
Read = TypeVar("Read")


@runtime_checkable
class KeepsTables(Protocol):
    """A cache in the memory of a process that makes one paper after the other.

    ``tables``: key → digest → packed reading, as it is and not as JSON, which takes a fifth of such
    a run to read again.
    """

    tables: dict[str, dict[str, object]]


class Remembered(Generic[Given, Read]):
    """A function of texts, with what earlier runs found of them."""

    def __init__(
        self,
        read: Callable[Given, Read],
        pack: Callable[[Read], object],
        unpack: Callable[[Any], Read],
    ) -> None:
        self._read, self._pack, self._unpack = read, pack, unpack
        self.name = f"{read.__module__}.{read.__qualname__}"
        self._cache: Cache | None = None
        self._known: dict[str, object] | None = None
        self._asked: dict[str, object] = {}
        self._new: dict[str, None] = {}

    def __call__(self, *given: Given.args, **named: Given.kwargs) -> Read:
        """The reading, remembered or new: the same either way."""
        if self._cache is None:
            return self._read(*given, **named)
        known = self._known if self._known is not None else self._looked_up()
        asked = repr((given, sorted(named.items()))).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(asked, digest_size=DIGEST_BYTES).hexdigest()
        if digest in known:
            packed = self._asked[digest] = known[digest]
            try:
                return self._unpack(packed)
            except (ValueError, TypeError):
                pass  # written by something else: read the text again
        found = self._read(*given, **named)
        known[digest] = self._asked[digest] = self._pack(found)
        self._new[digest] = None
        return found

    def _looked_up(self) -> dict[str, object]:
        if self._known is None:
            if (tables := _tables(self._cache)) is not None:
                self._known = tables.setdefault(self._key, {})
            else:
                stored = self._cache.get(CACHE_KIND, self._key) if self._cache is not None else None
                self._known = _rows(stored)
        return self._known

    def open(self, cache: Cache) -> None:
        """Look into ``cache`` from now on."""
        self._cache = cache

    def close(self) -> None:
        """Store what is new, and hold nothing any more."""
        if self._cache is not None and self._new and self._known is not None:
            kept = self._known if len(self._known) <= MOST_KEPT else self._asked
            if (tables := _tables(self._cache)) is not None:
                tables[self._key] = kept
            else:
                rows = json.dumps(dict(sorted(kept.items())), separators=(",", ":"))
                self._cache.put(CACHE_KIND, self._key, rows.encode())
        self._cache, self._known, self._asked, self._new = None, None, {}, {}

    @property
    def learnt(self) -> dict[str, object]:
        """The readings of this run that no earlier one knew, packed."""
        return {digest: self._asked[digest] for digest in self._new}

    def learn(self, readings: Mapping[str, object]) -> None:
        """Take over what another process has ``learnt``."""
        if self._cache is not None:
            self._looked_up().update(readings)
            self._new.update(dict.fromkeys(readings))
            self._asked.update(readings)

    def learn_afresh(self) -> None:
        """Let ``learnt`` begin here."""
        self._new = {}

    @property
    def _key(self) -> str:
        return f"{code_version()}\n{self.name}"


_FUNCTIONS: Final[list[Remembered[Any, Any]]] = []


def remembered(
    pack: Callable[[Read], object], unpack: Callable[[Any], Read]
) -> Callable[[Callable[Given, Read]], Remembered[Given, Read]]:
    """Decorate a function of texts (or of what ``repr`` tells wholly) as one to be remembered.

    ``pack``: its value as JSON holds it; ``unpack``: the value again, equal to what it was.
    """

    def decorated(read: Callable[Given, Read]) -> Remembered[Given, Read]:
        function = Remembered(read, pack, unpack)
        _FUNCTIONS.append(function)
        return function

    return decorated


@contextmanager
def remembering(cache: Cache | None) -> Iterator[None]:
    """Within it remembered functions know what ``cache`` holds; what is new is stored after it."""
    if cache is None:
        yield
        return
    for function in _FUNCTIONS:
        function.open(cache)
    try:
        yield
    finally:
        for function in _FUNCTIONS:
            function.close()


Learnt = Mapping[str, Mapping[str, object]]
"""Readings of each remembered function, by its name."""


def learnt() -> Learnt:
    """What this process has read anew in this run, for another one that reads with it."""
    return {function.name: function.learnt for function in _FUNCTIONS}


def learn_afresh() -> None:
    """In a copy of a process: ``learnt`` gives from now on what the copy reads."""
    for function in _FUNCTIONS:
        function.learn_afresh()


def learn(readings: Learnt) -> None:
    """Take over what another process has ``learnt`` with the same code and cache."""
    for function in _FUNCTIONS:
        function.learn(readings.get(function.name, {}))


def _tables(cache: object) -> dict[str, dict[str, object]] | None:
    return cache.tables if isinstance(cache, KeepsTables) else None


def _rows(stored: bytes | None) -> dict[str, object]:
    """The stored table; empty where there is none or where something else wrote it."""
    try:
        rows = json.loads(stored) if stored is not None else {}
    except ValueError:
        return {}
    return rows if isinstance(rows, dict) else {}
