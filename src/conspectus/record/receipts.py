"""Receipts: what a contributor keeps to prove, without asking us, what was recorded and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.record.canonical import JsonObject, JsonValue, canonical_json, read_object
from conspectus.record.checkpoint import Checkpoint, SignedCheckpoint, open_checkpoint
from conspectus.record.errors import ReceiptError, RecordError
from conspectus.record.leaf import Leaf, leaf
from conspectus.record.merkle import leaf_hash
from conspectus.record.notes import VerifierKey
from conspectus.record.proofs import verify_inclusion
from conspectus.record.tree import StoredTree

FORMAT = "conspectus-receipt/1"
MEMBERS = {"checkpoint", "data", "format", "index", "proof", "salt"}
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Receipt:
    """`proof`: the audit path of leaf `index` in the tree of `note`, a signed checkpoint."""

    leaf: Leaf
    index: int
    proof: tuple[bytes, ...]
    note: bytes

    @property
    def content(self) -> bytes:
        """The file: canonical JSON and a newline."""
        proof: list[JsonValue] = [one.hex() for one in self.proof]
        members: JsonObject = {
            "format": FORMAT,
            "data": self.leaf.data,
            "salt": self.leaf.salt.hex(),
            "index": self.index,
            "proof": proof,
            "checkpoint": self.note.decode(),
        }
        return canonical_json(members) + b"\n"


def receipt(recorded: Leaf, index: int, tree: StoredTree, signed: SignedCheckpoint) -> Receipt:
    """The receipt under `signed`; raises ReceiptError where the record holds another leaf there."""
    if tree.entry(index) != recorded.entry:
        raise ReceiptError(f"The record holds another leaf at {index}: ask for its own index.")
    proof = tree.inclusion(index, signed.checkpoint.size)
    return Receipt(recorded, index, proof, signed.note)


def read_receipt(content: bytes) -> Receipt:
    """Raises ReceiptError unless `content` is exactly what `Receipt.content` writes."""
    try:
        members = read_object(content.removesuffix(b"\n"))
        if set(members) != MEMBERS or members["format"] != FORMAT:
            raise ReceiptError(f"The file is no receipt of the format {FORMAT}.")
        proof = members["proof"]
        data = members["data"]
        if not isinstance(proof, list) or not isinstance(data, dict):
            raise ReceiptError("The receipt's proof is no list, or its data no object.")
        found = Receipt(
            leaf(data, _hash(members["salt"])),
            _index(members["index"]),
            tuple(map(_hash, proof)),
            str(members["checkpoint"]).encode(),
        )
    except (RecordError, UnicodeEncodeError) as error:
        raise ReceiptError(f"The receipt cannot be read: {error}") from error
    if found.content != content:
        raise ReceiptError("The receipt is not as it was given: use the file as it was sent.")
    return found


def verify_receipt(given: Receipt, keys: Sequence[VerifierKey]) -> Checkpoint:
    """The checkpoint under which the receipt holds; raises ReceiptError where it does not."""
    try:
        checkpoint = open_checkpoint(given.note, keys).checkpoint
        verify_inclusion(
            leaf=leaf_hash(given.leaf.entry),
            index=given.index,
            size=checkpoint.size,
            proof=given.proof,
            root=checkpoint.root,
        )
    except RecordError as error:
        raise ReceiptError(f"The receipt for leaf {given.index} does not hold: {error}") from error
    return checkpoint


def _hash(value: JsonValue) -> bytes:
    if not isinstance(value, str) or not HASH.fullmatch(value):
        raise ReceiptError(f"{value!r} is no hash of 64 lower-case hexadecimal digits.")
    return bytes.fromhex(value)


def _index(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ReceiptError(f"{value!r} is no index of a leaf.")
    return value
