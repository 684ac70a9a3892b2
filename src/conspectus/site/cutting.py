"""Cuts connections on which a body no longer comes: the server would wait for it for ever.

A thread that waits for a body is the server's, and nothing but its connection's end wakes it. The
server does not tell which connection a request came by, so this one asks the system which of the
site's have been silent in both directions for so long (tcp(7), TCP_INFO; Linux only).
"""

from __future__ import annotations

import os
import socket
import stat
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

STILL: Final = 60.0
"""Seconds of silence; no answer of the site takes as long to begin."""

SHORT: Final = 10.0
"""Seconds of silence where many bodies are that late at once."""

MANY: Final = 256
"""Late bodies that take up a quarter of the server's threads: that is no crowd of slow lines."""

EVERY: Final = 5.0
"""Seconds between two looks; nobody looks while no body is late."""

_INFO: Final = struct.Struct("B7x12I")
_ESTABLISHED: Final = 1
_UNACKNOWLEDGED, _LAST_SENT, _LAST_RECEIVED = 4, 9, 11


class Cutting:
    """Watches the reading of bodies in one process."""

    def __init__(
        self,
        *,
        still: float = STILL,
        short: float = SHORT,
        many: int = MANY,
        every: float = EVERY,
    ) -> None:
        self._still = still
        self._short = short
        self._many = many
        self._every = every
        self._lock = threading.Lock()
        self._reading: dict[int, float] = {}
        self._ports: set[int] = set()
        self._watches = False

    @contextmanager
    def reading(self, port: int) -> Iterator[None]:
        """While a body is read that comes to this port of ours."""
        me = threading.get_ident()
        with self._lock:
            self._reading[me] = time.monotonic()
            self._ports.add(port)
            if not self._watches:
                self._watches = True
                threading.Thread(target=self._watch, name="cutting", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._reading.pop(me, None)

    def _watch(self) -> None:
        while True:
            time.sleep(self._every)
            with self._lock:
                since, ports = sorted(self._reading.values()), set(self._ports)
            seconds = self._patience(since)
            if seconds is not None:
                cut_silent(ports, seconds=seconds)

    def _patience(self, since: list[float]) -> float | None:
        """The silence that is cut now, the longest reading first; ``None`` while none is late.

        A crowd before a deadline does not shorten it: its bodies are here within moments.
        """
        now = time.monotonic()
        if len(since) >= self._many and now - since[self._many - 1] >= self._short:
            return self._short
        return self._still if since and now - since[0] >= self._still else None


def cut_silent(ports: set[int], *, seconds: float) -> int:
    """Ends this process's connections to ``ports`` that are silent for so long; how many."""
    count = 0
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed by now, or shut by the other side
            if not stat.S_ISSOCK(os.fstat(int(entry.name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(entry.name))) as one:
                if _is_ours(one, ports) and _is_silent(one, seconds):
                    one.shutdown(socket.SHUT_RDWR)
                    count += 1
    return count


def _is_ours(one: socket.socket, ports: set[int]) -> bool:
    return one.family in {socket.AF_INET, socket.AF_INET6} and one.getsockname()[1] in ports


def _is_silent(one: socket.socket, seconds: float) -> bool:
    """Raises OSError where it is no TCP connection."""
    said = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO.size)
    state, *numbers = _INFO.unpack(said)
    silence = min(numbers[_LAST_SENT], numbers[_LAST_RECEIVED]) / 1000
    return state == _ESTABLISHED and not numbers[_UNACKNOWLEDGED] and silence >= seconds
