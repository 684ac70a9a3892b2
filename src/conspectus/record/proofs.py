"""Verification of Merkle proofs, by the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2."""

from __future__ import annotations

from collections.abc import Sequence

from conspectus.record.errors import ProofError
from conspectus.record.merkle import EMPTY_ROOT, node_hash


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Raises ProofError unless the leaf hash `leaf` stands at `index` in the tree of `root`."""
    if not 0 <= index < size:
        raise ProofError(f"There is no leaf {index} in a tree of {size}.")
    position, last, computed = index, size - 1, leaf
    for sibling in proof:
        if not last:
            raise ProofError(f"The proof of leaf {index} is too long for a tree of {size}.")
        if position & 1 or position == last:
            computed = node_hash(sibling, computed)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise ProofError(f"The proof of leaf {index} is too short for a tree of {size}.")
    if computed != root:
        raise ProofError(f"Leaf {index} is not in the tree of {size} leaves with this root.")


def verify_consistency(
    *, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Raises ProofError unless the tree of `new` leaves begins with the tree of `old` leaves."""
    if not 0 <= old <= new:
        raise ProofError(f"A tree of {new} leaves does not continue one of {old}.")
    if old in {0, new}:
        expected = EMPTY_ROOT if not old else new_root
        if proof or old_root != expected:
            raise ProofError(f"The trees of {old} and {new} leaves are not one log.")
        return
    path = list(proof)
    if not old & (old - 1):
        path.insert(0, old_root)
    if not path:
        raise ProofError(f"The proof from {old} to {new} leaves is empty.")
    seen_old, seen_new = _follow(old, new, path)
    if seen_old != old_root or seen_new != new_root:
        raise ProofError(f"The trees of {old} and {new} leaves are not one log.")


def _follow(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Both roots as the path has them."""
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    seen_old = seen_new = path[0]
    for sibling in path[1:]:
        if not last:
            raise ProofError(f"The proof from {old} to {new} leaves is too long.")
        if position & 1 or position == last:
            seen_old = node_hash(sibling, seen_old)
            seen_new = node_hash(sibling, seen_new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            seen_new = node_hash(seen_new, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise ProofError(f"The proof from {old} to {new} leaves is too short.")
    return seen_old, seen_new
