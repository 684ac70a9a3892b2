from __future__ import annotations

import pytest

from conspectus.record.errors import RecordError, StorageError
from conspectus.record.leaf import Tombstone, Withheld, erased_by, erasure, leaf
from conspectus.record.statements import (
    LastLines,
    erase_statements,
    publish_statements,
    published_count,
    read_statements,
    reveal_statements,
    statements_path,
)
from tests.record.factories_record import MemoryStore, leaves, salt


def erasing(store, indexes, *, at):
    data = erasure(indexes, date="2026-11-28", reason="a legal duty")
    publish_statements(store, at, [leaf(data, salt(at))])


def test_leaves_read_back_whatever_the_batches():
    store = MemoryStore()
    all_leaves = leaves(300)
    publish_statements(store, 0, all_leaves[:255])
    publish_statements(store, 255, all_leaves[255:])
    assert sorted(store.files) == ["leaves/000.jsonl", "leaves/001.jsonl"]
    assert [*read_statements(store, 0), *read_statements(store, 1)] == all_leaves
    assert read_statements(store, 2) == []


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 600])
def test_lines_are_counted(count):
    store = MemoryStore()
    publish_statements(store, 0, leaves(count))
    assert published_count(store) == count


def test_whoever_keeps_the_last_lines_appends_the_same_bytes():
    usual, kept = MemoryStore(), MemoryStore()
    said = [*leaves(250), Withheld(), *leaves(300, first=251)]
    publish_statements(usual, 0, said)
    last = LastLines(kept)
    for first, end in ((0, 1), (1, 200), (200, 256), (256, 300), (300, 551)):
        last.append(said[first:end])
        assert LastLines(kept).count == last.count == end
    assert kept.files == usual.files


def test_the_last_lines_are_looked_at_again_after_a_change():
    store = MemoryStore()
    last = LastLines(store)
    last.append([Withheld(), *leaves(1, first=1)])
    reveal_statements(store, dict(enumerate(leaves(1))))
    last.look_again()
    last.append(leaves(1, first=2))
    assert read_statements(store, 0) == leaves(3)


def test_erased_words_and_salts_are_in_no_file():
    store = MemoryStore()
    publish_statements(store, 0, leaves(3))
    erasing(store, [1], at=3)
    erase_statements(store, 3, [1])
    whole = b"".join(store.files.values())
    assert salt(1).hex().encode() not in whole
    assert leaves(3)[1].content not in whole
    assert read_statements(store, 0)[1] == Tombstone(3)
    assert b'{"erased_by":3,"index":1}\n' in whole


def test_publishing_again_brings_nothing_erased_back():
    store = MemoryStore()
    publish_statements(store, 0, leaves(3))
    erasing(store, [1], at=3)
    erase_statements(store, 3, [1])
    before = dict(store.files)
    publish_statements(store, 0, leaves(3))
    assert store.files == before


@pytest.mark.parametrize(("by", "indexes"), [(2, [1]), (3, [0]), (3, [1, 3]), (9, [1])])
def test_nothing_is_erased_without_a_recorded_reason(by, indexes):
    store = MemoryStore()
    publish_statements(store, 0, leaves(3))
    erasing(store, [1], at=3)
    before = dict(store.files)
    with pytest.raises(RecordError, match=r"does not say that it erases|not published"):
        erase_statements(store, by, indexes)
    assert store.files == before


def test_a_recorded_erasure_is_never_erased():
    store = MemoryStore()
    publish_statements(store, 0, leaves(3))
    erasing(store, [1], at=3)
    erasing(store, [3], at=4)
    with pytest.raises(RecordError, match="records an erasure and stays"):
        erase_statements(store, 4, [3])


def test_lines_are_not_published_past_a_gap():
    with pytest.raises(StorageError, match="lacks lines"):
        publish_statements(MemoryStore(), 3, leaves(2))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_damaged_line_is_not_carried_on(at):
    store = MemoryStore()
    publish_statements(store, 0, leaves(3))
    lines = store.files[statements_path(0)].split(b"\n")
    lines[at] = lines[at].replace(b'"index":%d' % at, b'"index":9')
    store.files[statements_path(0)] = b"\n".join(lines)
    with pytest.raises(StorageError, match=f"leaf {at} in leaves/ is damaged"):
        publish_statements(store, 3, leaves(1, first=3))


def test_an_erasure_names_what_it_erases_in_order():
    data = erasure([5, 2, 5], date="2026-11-28", reason="a legal duty")
    assert erased_by(data) == (2, 5)
    assert erased_by({"kind": "post", "erases": [1]}) == ()
    with pytest.raises(RecordError, match="at least one"):
        erasure([], date="2026-11-28", reason="a legal duty")


def test_what_is_withheld_is_in_no_file_until_it_is_revealed():
    store = MemoryStore()
    one, two, three = leaves(3)
    publish_statements(store, 0, [one, Withheld(), three])
    assert salt(1).hex().encode() not in store.files[statements_path(0)]
    assert b'{"index":1,"withheld":true}\n' in store.files[statements_path(0)]
    publish_statements(store, 1, [two])
    assert read_statements(store, 0) == [one, Withheld(), three]
    reveal_statements(store, {1: two})
    assert read_statements(store, 0) == [one, two, three]


def test_a_withheld_leaf_is_erased_like_any_other_and_never_revealed_then():
    store = MemoryStore()
    publish_statements(store, 0, [Withheld(), Withheld()])
    erasing(store, [1], at=2)
    erase_statements(store, 2, [1])
    reveal_statements(store, dict(enumerate(leaves(2))))
    assert read_statements(store, 0)[:2] == [leaves(1)[0], Tombstone(2)]


def test_a_leaf_that_withholds_its_reason_erases_nothing():
    store = MemoryStore()
    publish_statements(store, 0, [*leaves(1), Withheld()])
    with pytest.raises(RecordError, match="does not say that it erases"):
        erase_statements(store, 1, [0])


def test_only_lines_that_are_there_are_revealed():
    with pytest.raises(RecordError, match="not published"):
        reveal_statements(MemoryStore(), {0: leaves(1)[0]})
