from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.record.canonical import canonical_json, read_object
from conspectus.record.errors import CanonicalError
from conspectus.record.verify_record import _written

SAFE = 2**53 - 1
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_ordered_by_utf16_as_the_rfc_orders_them():
    # RFC 8785 §3.2.3
    names = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    values = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]
    assert list(json.loads(canonical_json(names)).values()) == values


def test_strings_are_escaped_as_the_rfc_escapes_them():
    # RFC 8785 §3.2.2.2
    string = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
    assert canonical_json({"string": string}) == (
        b'{"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


@given(st.dictionaries(TEXT, DATA, max_size=4))
def test_what_is_written_reads_back_the_same(data):
    assert read_object(canonical_json(data)) == data


@given(DATA)
def test_the_verifier_writes_the_same_bytes_by_another_way(data):
    assert _written(data).encode() == canonical_json(data)


@given(st.dictionaries(TEXT, DATA, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_nothing(data, random):
    keys = list(data)
    random.shuffle(keys)
    assert canonical_json({key: data[key] for key in keys}) == canonical_json(data)


@pytest.mark.parametrize(
    "data",
    [1.5, 2.0, float("nan"), 2**53, {1: "one"}, {"a": {2}}, b"bytes", "\ud800", {"\udfff": 1}],
    ids=repr,
)
def test_what_has_no_canonical_form_is_refused_with_a_sentence(data):
    with pytest.raises(CanonicalError, match=r"cannot be recorded: .*\.$"):
        canonical_json(data)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e0}',
        b'{"a":NaN}',
        b'{"a":"\xff"}',
        b'{"a":"\\u0041"}',
        b'{"a":1}\n',
        b"[]",
        b"{",
        b"",
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_anything_but_the_canonical_form_of_an_object_is_refused(content):
    with pytest.raises(CanonicalError):
        read_object(content)
