"""How often one may ask: windows of a minute for each reader, counted in memory, never written.

A reader is a token, or a network (`people.networks`). Each process counts for itself.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from conspectus.people.networks import network_of

WINDOW: Final = 60
"""Seconds."""

READING: Final = 600
"""Requests of a network's address in a window: an office has many readers."""

WITH_TOKEN: Final = 1_200
"""Requests with one token."""

WRITING: Final = 60
"""Requests with one token that change something; counted apart."""

CAPTIONS: Final = 600
"""Live captions with one token, counted apart: ten a second."""

EXPORT: Final = 20
"""Requests that one export counts as."""

MOST: Final = 20_000
"""Readers that are remembered; who was not heard of longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Where a reader stands in the window. ``resets``: seconds until it ends."""

    policy: str
    limit: int
    left: int
    resets: int

    @property
    def is_too_much(self) -> bool:
        """Whether this request is beyond the limit."""
        return self.left < 0

    def tell(self, answer: HttpResponse) -> None:
        """The headers RateLimit-Policy and RateLimit (IETF draft), and Retry-After beyond it."""
        answer["RateLimit-Policy"] = f'"{self.policy}";q={self.limit};w={WINDOW}'
        answer["RateLimit"] = f'"{self.policy}";r={max(0, self.left)};t={self.resets}'
        if self.is_too_much:
            answer["Retry-After"] = str(self.resets)


class Windows:
    """Counts of requests by reader."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._counts: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, policy: str, reader: str, *, limit: int, cost: int, now: float) -> Spent:
        """Counts a request. ``now``: seconds of any clock that never goes back."""
        key = policy, reader
        with self._lock:
            begun, count = self._counts.pop(key, (now, 0))
            if now - begun >= WINDOW:
                begun, count = now, 0
            # Beyond the limit nothing is added: who goes on asking waits no longer for it.
            count = min(count + cost, limit + 1)
            self._counts[key] = begun, count
            while len(self._counts) > self._most:
                self._counts.popitem(last=False)
        return Spent(policy, limit, limit - count, max(1, round(begun + WINDOW - now)))

    def forget(self) -> None:
        """Nobody has asked anything yet."""
        with self._lock:
            self._counts.clear()


windows = Windows()


def spent_by(
    request: HttpRequest, *, cost: int = 1, writing: tuple[str, int] = ("writing", WRITING)
) -> Spent | None:
    """Counts a request; ``None`` where requests are not counted.

    ``writing``: the policy of what changes something, and its limit.
    """
    token = request.headers.get("Authorization", "")
    now = time.monotonic()
    if token and len(token) < 200:
        reader = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
        # Whoever tries tokens is counted by address first: each try is another token.
        address = network_of(request)
        if address:
            tried = windows.spend("address", address, limit=WITH_TOKEN, cost=cost, now=now)
            if tried.is_too_much:
                return tried
        if request.method not in {"GET", "HEAD"}:
            policy, limit = writing
            return windows.spend(policy, reader, limit=limit, cost=cost, now=now)
        return windows.spend("token", reader, limit=WITH_TOKEN, cost=cost, now=now)
    address = network_of(request)
    if not address:
        return None
    return windows.spend("reading", address, limit=READING, cost=cost, now=now)
