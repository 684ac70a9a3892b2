"""Signed notes (C2SP signed-note) with Ed25519: a text, an empty line, lines of signatures."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from conspectus.record.errors import NoteError

ED25519 = b"\x01"
"""Signature type of the specification."""

KEY_BYTES = 32
ID_BYTES = 4
LARGEST_NOTE = 100_000
"""Bytes; a checkpoint with sixteen post-quantum signatures of witnesses fits."""

SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
KEY_NAME = re.compile(r"[^\s+]+")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True)
class VerifierKey:
    """A public key under a name, usually the address of the log without its scheme."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not KEY_NAME.fullmatch(self.name) or CONTROL.search(self.name):
            raise NoteError(f"{self.name!r} is no name of a key: no spaces, no plus, not empty.")
        if len(self.public) != KEY_BYTES:
            raise NoteError(f"The key {self.name} has {len(self.public)} bytes instead of 32.")

    @property
    def key_id(self) -> bytes:
        """The first four bytes of the specification's hash over name, type and key."""
        known_as = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(known_as).digest()[:ID_BYTES]

    @property
    def encoded(self) -> str:
        """name+id+key, the usual form of note keys: what people compare and configure."""
        key = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether `signature` (64 bytes) is one of `text` by this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class NoteSigner:
    """A private key under a name."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        """The public half, under the same name."""
        return VerifierKey(self.name, self.private.public_key().public_bytes_raw())


def signer_from_seed(name: str, seed: bytes) -> NoteSigner:
    """`seed`: the 32 secret bytes of RFC 8032 §5.1.5."""
    if len(seed) != KEY_BYTES:
        raise NoteError(f"The seed of a signing key has 32 bytes, this one {len(seed)}.")
    return NoteSigner(name, Ed25519PrivateKey.from_private_bytes(seed))


def verifier_key(encoded: str) -> VerifierKey:
    """Reads name+id+key; raises NoteError where it is malformed or the id is another key's."""
    try:
        name, _, key = encoded.split("+", 2)
        decoded = base64.b64decode(key, validate=True)
        found = VerifierKey(name, decoded[1:])
    except (ValueError, NoteError) as error:
        raise NoteError(f"{encoded!r} is no public key of the form name+id+key.") from error
    if not decoded.startswith(ED25519) or found.encoded != encoded:
        raise NoteError(f"{encoded!r} is damaged or no Ed25519 key: copy it anew.")
    return found


@dataclass(frozen=True)
class NoteSignature:
    """A line of signature: whose it says it is, and the bytes after the key's id."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True)
class Note:
    """`text` ends in a newline and is what is signed."""

    text: str
    signatures: tuple[NoteSignature, ...]


def sign_note(text: str, signer: NoteSigner) -> bytes:
    """The note as it is published: UTF-8. Ed25519 signatures are deterministic (RFC 8032)."""
    if not text.endswith("\n") or CONTROL.search(text):
        raise NoteError("The text of a note ends in a newline and has no control characters.")
    signed = signer.verifier.key_id + signer.private.sign(text.encode())
    return f"{text}\n— {signer.name} {base64.b64encode(signed).decode()}\n".encode()


def parse_note(content: bytes) -> Note:
    """Raises NoteError for what is no note; says nothing about who signed it."""
    if len(content) > LARGEST_NOTE:
        raise NoteError(f"A note has at most {LARGEST_NOTE} bytes, this one {len(content)}.")
    try:
        whole = content.decode()
    except UnicodeDecodeError as error:
        raise NoteError("The note is not UTF-8 text.") from error
    if CONTROL.search(whole):
        raise NoteError("The note has control characters.")
    text, separator, below = whole.rpartition("\n\n")
    if not separator or not below.endswith("\n"):
        raise NoteError("The note has no signatures below an empty line.")
    return Note(text + "\n", tuple(map(_signature, below[:-1].split("\n"))))


def open_note(content: bytes, keys: Sequence[VerifierKey]) -> str:
    """The text, if a key of `keys` signed it and none of them signed something else.

    Signatures of others (witnesses, former keys) are ignored, as the specification asks.
    """
    note = parse_note(content)
    known = {(key.name, key.key_id): key for key in keys}
    accepted = False
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        if not key.accepts(note.text, signature.signature):
            raise NoteError(f"The signature of {key.name} is not one of this text.")
        accepted = True
    if not accepted:
        names = ", ".join(key.encoded for key in keys)
        raise NoteError(f"The note is not signed by {names or 'any key that was given'}.")
    return note.text


def _signature(line: str) -> NoteSignature:
    found = SIGNATURE.fullmatch(line)
    try:
        decoded = base64.b64decode(found[2], validate=True) if found else b""
    except binascii.Error:
        decoded = b""
    # Spare bits at the end of base64 must be zero, or two texts would mean the same.
    if found is None or base64.b64encode(decoded).decode() != found[2] or len(decoded) <= ID_BYTES:
        raise NoteError(f"{line!r} is no line of signature.")
    return NoteSignature(found[1], decoded[:ID_BYTES], decoded[ID_BYTES:])
