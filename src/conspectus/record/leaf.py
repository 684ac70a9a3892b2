"""Leaves: what the log commits to without showing it.

The log's entry is SHA-256(salt ‖ canonical JSON), 32 bytes. As long as salt and data are known,
anybody can open the commitment; once both are erased, the entry says nothing about them, and every
other proof still holds (DESIGN §6).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.record.canonical import JsonObject, JsonValue, canonical_json, read_object
from conspectus.record.errors import RecordError

SALT_BYTES = 32
ENTRY_BYTES = 32
ERASURE = "erasure"
"""The kind of leaf by which others are erased."""


@dataclass(frozen=True)
class Leaf:
    """What is recorded: `salt`, 32 random bytes of its own; `content`, canonical JSON."""

    salt: bytes
    content: bytes

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_BYTES:
            raise RecordError(f"A salt has {SALT_BYTES} random bytes, this one {len(self.salt)}.")
        read_object(self.content)

    @property
    def data(self) -> JsonObject:
        """The content, parsed."""
        return read_object(self.content)

    @property
    def entry(self) -> bytes:
        """The log's entry: 32 bytes."""
        return hashlib.sha256(self.salt + self.content).digest()


@dataclass(frozen=True)
class Tombstone:
    """Stands where a leaf was erased; `erased_by` is the index of the leaf that says why."""

    erased_by: int


@dataclass(frozen=True)
class Withheld:
    """Stands where what a leaf says is not published, or not yet: the log holds it all the same."""


Statement = Leaf | Tombstone | Withheld


def leaf(data: JsonObject, salt: bytes) -> Leaf:
    """Raises CanonicalError where `data` has no canonical form."""
    return Leaf(salt, canonical_json(data))


def erasure(erases: Sequence[int], *, date: str, reason: str) -> JsonObject:
    """Data of the leaf that erases others: public for ever, so without personal data."""
    if not erases:
        raise RecordError("An erasure names at least one leaf.")
    indexes: list[JsonValue] = [*sorted(set(erases))]
    return {"kind": ERASURE, "erases": indexes, "date": date, "reason": reason}


def erased_by(data: JsonObject) -> tuple[int, ...]:
    """The indexes that this leaf erases; none for a leaf of another kind."""
    indexes = data.get("erases")
    if data.get("kind") != ERASURE or not isinstance(indexes, list):
        return ()
    return tuple(index for index in indexes if isinstance(index, int))
