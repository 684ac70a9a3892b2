"""The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1): hashes, roots and proofs.

Nothing here holds the tree. Functions ask a `Subtrees` for the hashes of perfect subtrees, which
may come from memory or from tiles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from conspectus.record.errors import ProofError

EMPTY_ROOT = hashlib.sha256().digest()

Subtrees: TypeAlias = Callable[[int, int], bytes]
"""(height, index) → hash of the perfect subtree over leaves index · 2^height up to, and without,
(index + 1) · 2^height."""


def leaf_hash(entry: bytes) -> bytes:
    """MTH({d}) of RFC 6962 §2.1: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(size: int, subtrees: Subtrees) -> bytes:
    """The Merkle tree hash of the first `size` leaves."""
    return _range_root(0, size, subtrees) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, subtrees: Subtrees) -> tuple[bytes, ...]:
    """The audit path PATH(index, D[size]) of RFC 6962 §2.1.1, lowest sibling first."""
    if not 0 <= index < size:
        raise ProofError(f"There is no leaf {index} in a tree of {size}.")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_root(middle, end, subtrees))
            end = middle
        else:
            path.append(_range_root(start, middle, subtrees))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old: int, new: int, subtrees: Subtrees) -> tuple[bytes, ...]:
    """PROOF(old, D[new]) of RFC 6962 §2.1.2; empty for an empty or an equal old tree."""
    if not 0 <= old <= new:
        raise ProofError(f"A tree of {new} leaves does not continue one of {old}.")
    if old in {0, new}:
        return ()
    proof = []
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range_root(middle, end, subtrees))
            end = middle
        else:
            proof.append(_range_root(start, middle, subtrees))
            start = middle
    # A subtree that starts at the first leaf is the old root, which the verifier has.
    if start:
        proof.append(_range_root(start, end, subtrees))
    return tuple(reversed(proof))


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over 2^k hashes of equal height."""
    level = list(hashes)
    if not level or len(level) & (len(level) - 1):
        raise ProofError(f"{len(level)} hashes fill no perfect tree.")
    while len(level) > 1:
        level = [node_hash(*level[at : at + 2]) for at in range(0, len(level), 2)]
    return level[0]


def subtrees_of(leaf_hashes: Sequence[bytes]) -> Subtrees:
    """Perfect subtrees over hashes in memory, for small trees."""

    def subtree(height: int, index: int) -> bytes:
        return perfect_root(leaf_hashes[index << height : (index + 1) << height])

    return subtree


def _range_root(start: int, end: int, subtrees: Subtrees) -> bytes:
    """The root over [start, end), where start is a multiple of every subtree's width in it."""
    hashes = [subtrees(height, index) for height, index in _perfect_parts(start, end)]
    root = hashes.pop()
    while hashes:
        root = node_hash(hashes.pop(), root)
    return root


def _perfect_parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """(height, index) of the perfect subtrees that make up [start, end), the widest first."""
    while start < end:
        height = (end - start).bit_length() - 1
        yield height, start >> height
        start += 1 << height


def _split(width: int) -> int:
    """The largest power of two smaller than `width` (RFC 6962: k < n <= 2k)."""
    return 1 << ((width - 1).bit_length() - 1)
