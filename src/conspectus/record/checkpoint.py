"""Checkpoints (C2SP tlog-checkpoint): how many leaves there are, with which root, signed."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.record.errors import NoteError
from conspectus.record.notes import NoteSigner, VerifierKey, open_note, sign_note

SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
ROOT_BYTES = 32


@dataclass(frozen=True)
class Checkpoint:
    """`origin` names the log, `size` counts its leaves, `root` is their Merkle tree hash."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class SignedCheckpoint:
    """`note` is what is published at `checkpoint` and stands in receipts."""

    checkpoint: Checkpoint
    note: bytes


def sign_checkpoint(size: int, root: bytes, signer: NoteSigner) -> SignedCheckpoint:
    """The origin is the name of the key, as the specification recommends."""
    checkpoint = Checkpoint(signer.name, size, root)
    return SignedCheckpoint(checkpoint, sign_note(checkpoint.text, signer))


def open_checkpoint(note: bytes, keys: Sequence[VerifierKey]) -> SignedCheckpoint:
    """Raises NoteError unless one of `keys` signed it and it is the checkpoint of that log."""
    text = open_note(note, keys)
    # Our logs sign no extension lines: nobody could audit them.
    lines = text.split("\n")
    if len(lines) != 4 or not SIZE.fullmatch(lines[1]):
        raise NoteError("The note is no checkpoint of three lines: origin, size, root hash.")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except binascii.Error:
        root = b""
    checkpoint = Checkpoint(lines[0], int(lines[1]), root)
    if len(root) != ROOT_BYTES or checkpoint.text != text:
        raise NoteError("The third line of the checkpoint is no root hash of 32 bytes.")
    if checkpoint.origin not in {key.name for key in keys}:
        raise NoteError(f"The checkpoint is one of {checkpoint.origin}, another log.")
    return SignedCheckpoint(checkpoint, note)
