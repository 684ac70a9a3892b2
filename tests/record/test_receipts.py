from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.record.errors import ReceiptError, RecordError
from conspectus.record.leaf import Leaf, leaf
from conspectus.record.notes import signer_from_seed
from conspectus.record.receipts import read_receipt, receipt, verify_receipt
from tests.record.factories_record import NAME, SIGNER, MemoryStore, leaves, published, salt

LOG = published(MemoryStore(), 43)
KEYS = [SIGNER.verifier]


def given_receipt(index=7):
    return receipt(leaves(43)[index], index, LOG.tree(), LOG.signed)


@pytest.mark.parametrize("index", [0, 7, 42])
def test_a_receipt_reads_back_and_holds(index):
    read = read_receipt(given_receipt(index).content)
    assert read == given_receipt(index)
    assert verify_receipt(read, KEYS) == LOG.signed.checkpoint
    assert read.leaf.data["number"] == index


def test_a_receipt_is_canonical_json_with_six_members():
    members = json.loads(given_receipt().content)
    assert sorted(members) == ["checkpoint", "data", "format", "index", "proof", "salt"]
    assert members["format"] == "conspectus-receipt/1"
    assert members["salt"] == salt(7).hex()


@given(st.data())
def test_no_receipt_with_a_changed_byte_holds(data):
    content = given_receipt().content
    at = data.draw(st.integers(0, len(content) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]
    with pytest.raises(ReceiptError, match=r"\.$"):
        verify_receipt(read_receipt(changed), KEYS)


@pytest.mark.parametrize(
    "change",
    [
        {"index": True},
        {"index": "7"},
        {"proof": {}},
        {"proof": [7]},
        {"salt": "00"},
        {"salt": "AB" * 32},
        {"data": []},
        {"checkpoint": 7},
        {"format": "conspectus-receipt/2"},
        {"more": 1},
    ],
)
def test_a_receipt_of_another_form_is_refused(change):
    members = json.loads(given_receipt().content) | change
    content = json.dumps(members, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    with pytest.raises(ReceiptError):
        verify_receipt(read_receipt(content.encode() + b"\n"), KEYS)


def test_a_receipt_signed_by_another_key_does_not_hold():
    other = signer_from_seed(NAME, bytes(32)).verifier
    with pytest.raises(ReceiptError, match="leaf 7 does not hold: The note is not signed"):
        verify_receipt(given_receipt(), [other])


def test_no_receipt_is_given_for_what_is_not_recorded():
    with pytest.raises(ReceiptError, match="another leaf"):
        receipt(leaf({"kind": "post"}, salt(7)), 7, LOG.tree(), LOG.signed)


def test_a_leaf_has_32_bytes_of_salt_and_canonical_content():
    with pytest.raises(RecordError, match="32 random bytes"):
        leaf({"kind": "post"}, bytes(31))
    with pytest.raises(RecordError, match="canonical"):
        Leaf(bytes(32), b'{"kind": "post"}')


def test_the_same_data_with_another_salt_is_another_entry():
    assert leaf({"kind": "post"}, salt(1)).entry != leaf({"kind": "post"}, salt(2)).entry
