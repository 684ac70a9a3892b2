"""Notes against the specification's own example of a key, and against the vectors of RFC 8032."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from conspectus.record.checkpoint import open_checkpoint, sign_checkpoint
from conspectus.record.errors import NoteError
from conspectus.record.merkle import EMPTY_ROOT
from conspectus.record.notes import (
    VerifierKey,
    open_note,
    parse_note,
    sign_note,
    signer_from_seed,
    verifier_key,
)
from conspectus.record.verify_record import read_key, signed_by
from tests.record.factories_record import NAME, SIGNER

KNOWN_KEYS = [
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
]
KNOWN_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
KNOWN_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""  # noqa: E501 - one line of signature
"""The key and note that the first implementation of notes publishes for its tests."""

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
            "1cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
            "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
            "984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_verifiers_own_ed25519_takes_the_vectors_of_rfc_8032(public, message, signature):
    public, message, signature = map(bytes.fromhex, (public, message, signature))
    assert signed_by(public, message, signature)
    assert not signed_by(public, message + b"x", signature)
    for at in range(64):
        flipped = signature[:at] + bytes([signature[at] ^ 4]) + signature[at + 1 :]
        assert not signed_by(public, message, flipped)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_the_verifiers_own_ed25519_agrees_with_the_library(seed, message):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    signature = private.sign(message)
    assert signed_by(public, message, signature)
    assert not signed_by(public, message + b"\x00", signature)


def test_a_second_form_of_a_signature_is_refused():
    # RFC 8032 §5.1.7: the scalar must be below the group's order
    public, message, signature = (bytes.fromhex(one) for one in RFC_8032[1])
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(signature[32:], "little") + order
    assert not signed_by(public, message, signature[:32] + scalar.to_bytes(32, "little"))
    assert not signed_by(public, message, signature + b"\x00")


@pytest.mark.parametrize("encoded", KNOWN_KEYS)
def test_keys_of_others_are_read_and_written_as_they_are(encoded):
    key = verifier_key(encoded)
    assert key.encoded == encoded
    assert read_key(encoded) == (key.name, key.key_id, key.public)


def test_a_note_of_others_is_opened_and_signed_alike():
    key = verifier_key(KNOWN_KEYS[0])
    text = open_note(KNOWN_NOTE.encode(), [key])
    assert text.startswith("If you think")
    assert sign_note(text, signer_from_seed("PeterNeumann", KNOWN_SEED)) == KNOWN_NOTE.encode()


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "name",
        "name+00000000+",
        KNOWN_KEYS[0].replace("c74f", "C74F"),
        KNOWN_KEYS[0].replace("Peter", "Petra"),
        KNOWN_KEYS[0].replace("ARpc", "AhpC"),
        KNOWN_KEYS[0] + "=",
        KNOWN_KEYS[0].replace("PeterNeumann", "Peter Neumann"),
    ],
)
def test_a_damaged_key_is_refused(encoded):
    with pytest.raises(NoteError, match=r"no public key|damaged"):
        verifier_key(encoded)
    with pytest.raises(ValueError, match=r".+"):
        read_key(encoded)


def test_signatures_of_strangers_are_ignored():
    witness = signer_from_seed("witness.example", bytes(32))
    note = sign_note("text\n", SIGNER) + sign_note("text\n", witness).split(b"\n\n")[1]
    assert open_note(note, [SIGNER.verifier]) == "text\n"
    assert open_note(note, [witness.verifier]) == "text\n"
    assert len(parse_note(note).signatures) == 2


def test_one_wrong_signature_of_a_known_key_spoils_the_note():
    witness = signer_from_seed("witness.example", bytes(32))
    note = sign_note("text\n", SIGNER) + sign_note("other\n", witness).split(b"\n\n")[1]
    with pytest.raises(NoteError, match=r"witness\.example is not one of this text"):
        open_note(note, [SIGNER.verifier, witness.verifier])


def test_a_note_that_no_known_key_signed_is_refused():
    other = signer_from_seed(NAME, bytes(32))
    with pytest.raises(NoteError, match="not signed by forum"):
        open_note(sign_note("text\n", other), [SIGNER.verifier])
    with pytest.raises(NoteError, match="any key"):
        open_note(sign_note("text\n", SIGNER), [])


def test_the_text_may_have_empty_lines():
    assert open_note(sign_note("a\n\nb\n", SIGNER), [SIGNER.verifier]) == "a\n\nb\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\n\xe2\x80\x94 name AAAAAAAA",
        b"text\n\n- name AAAAAAAA\n",
        b"text\n\n\xe2\x80\x94 name AAAA\n",
        b"text\n\n\xe2\x80\x94 name AAAAAA9=\n",
        b"te\txt\n\n\xe2\x80\x94 name AAAAAAAA\n",
        b"\xff\n\n\xe2\x80\x94 name AAAAAAAA\n",
        b"x" * 100_001,
    ],
)
def test_what_is_no_note_is_refused_with_a_sentence(content):
    with pytest.raises(NoteError, match=r"\.$"):
        parse_note(content)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb"])
def test_a_key_name_has_no_space_and_no_plus(name):
    with pytest.raises(NoteError, match="no name of a key"):
        VerifierKey(name, bytes(32))


def test_a_text_that_cannot_be_a_note_is_not_signed():
    for text in ("no newline", "tab\t\n"):
        with pytest.raises(NoteError, match="ends in a newline"):
            sign_note(text, SIGNER)


def test_keys_and_seeds_have_32_bytes():
    with pytest.raises(NoteError, match="32 bytes"):
        signer_from_seed(NAME, bytes(31))
    with pytest.raises(NoteError, match="instead of 32"):
        VerifierKey(NAME, bytes(33))


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_back_as_it_was_signed(size, root):
    signed = sign_checkpoint(size, root, SIGNER)
    assert open_checkpoint(signed.note, [SIGNER.verifier]) == signed
    assert signed.note.decode().split("\n")[:2] == [NAME, str(size)]


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}\n1\n",
        f"{NAME}\n01\n{base64.b64encode(EMPTY_ROOT).decode()}\n",
        f"{NAME}\n-1\n{base64.b64encode(EMPTY_ROOT).decode()}\n",
        f"{NAME}\n1\n{base64.b64encode(EMPTY_ROOT[1:]).decode()}\n",
        f"{NAME}\n1\nno base64\n",
        f"{NAME}\n1\n{base64.b64encode(EMPTY_ROOT).decode()}\nextension\n",
        f"another.example\n1\n{base64.b64encode(EMPTY_ROOT).decode()}\n",
    ],
)
def test_a_signed_note_that_is_no_checkpoint_of_this_log_is_refused(text):
    with pytest.raises(NoteError, match="checkpoint"):
        open_checkpoint(sign_note(text, SIGNER), [SIGNER.verifier])
