"""Numbers that nobody could choose and everybody can compute: HMAC-SHA-256 in counter mode."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeVar

BITS = 256

Item = TypeVar("Item")


def numbers(seed: bytes, purpose: bytes) -> Iterator[int]:
    """HMAC-SHA-256(key = seed, purpose ‖ counter as 8 bytes), read big-endian; counter from 0."""
    for counter in count():
        message = purpose + counter.to_bytes(8, "big")
        yield int.from_bytes(hmac.new(seed, message, hashlib.sha256).digest(), "big")


def below(bound: int, source: Iterator[int], *, bits: int = BITS) -> int:
    """A number from 0 to bound - 1, each equally likely.

    Numbers of `source` from the last multiple of `bound` up are passed over: they would favour the
    small remainders.
    """
    limit = (1 << bits) - (1 << bits) % bound
    while True:
        number = next(source)
        if number < limit:
            return number % bound


def shuffled(items: Sequence[Item], source: Iterator[int]) -> list[Item]:
    """The shuffle of Fisher and Yates as Durstenfeld (1964) does it: from the last place down."""
    order = list(items)
    for place in range(len(order) - 1, 0, -1):
        other = below(place + 1, source)
        order[place], order[other] = order[other], order[place]
    return order
