"""The log against the definition of the tree, and against power cuts at every point."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conspectus.record.checkpoint import open_checkpoint
from conspectus.record.errors import NoteError, RecordError, StorageError
from conspectus.record.log import CHECKPOINT, KEY, LARGEST_BATCH, create_log, open_log
from conspectus.record.merkle import EMPTY_ROOT, leaf_hash
from conspectus.record.notes import signer_from_seed, verifier_key
from conspectus.record.proofs import verify_consistency, verify_inclusion
from conspectus.record.storage import DirectoryStore
from conspectus.record.tiles import ENTRIES, tile_name
from conspectus.record.verify_record import tree_root
from tests.record.factories_record import (
    NAME,
    SIGNER,
    FailingStore,
    MemoryStore,
    PowerLossError,
    entries,
    tiles_at,
)

ENTRIES_OF_ALL = entries(800)
BATCHES = st.lists(st.integers(0, 300), max_size=5).filter(lambda sizes: sum(sizes) <= 800)


def appended(store, batches):
    log = create_log(store, SIGNER)
    done = 0
    for batch in batches:
        log.append(ENTRIES_OF_ALL[done : done + batch])
        done += batch
    return log


def root_of(size):
    return tree_root([leaf_hash(entry) for entry in ENTRIES_OF_ALL[:size]])


def committed(files, size):
    """The files that every reader of a tree of this size may ask for."""
    names = {name.path for level in range(ENTRIES, 4) for name in tiles_at(level, size)}
    return {path: content for path, content in files.items() if path in names}


def test_a_new_log_is_empty_and_signed():
    store = MemoryStore()
    log = create_log(store, SIGNER)
    assert sorted(store.files) == [CHECKPOINT, KEY]
    assert log.signed.checkpoint.root == EMPTY_ROOT
    assert verifier_key(store.files[KEY].decode().strip()) == SIGNER.verifier
    assert open_checkpoint(store.files[CHECKPOINT], [SIGNER.verifier]) == log.signed


@given(BATCHES)
def test_roots_and_tiles_depend_on_the_leaves_and_not_on_the_batches(batches):
    store, at_once = MemoryStore(), MemoryStore()
    log = appended(store, batches)
    size = sum(batches)
    appended(at_once, [size])
    assert log.signed.checkpoint.root == log.tree().root(size) == root_of(size)
    assert store.files[CHECKPOINT] == at_once.files[CHECKPOINT]
    assert committed(store.files, size) == committed(at_once.files, size)
    assert len(committed(store.files, size)) == sum(
        len(list(tiles_at(level, size))) for level in range(ENTRIES, 4)
    )


@given(BATCHES, st.data())
def test_every_entry_has_a_proof_in_every_tree_since(batches, data):
    log = appended(MemoryStore(), [*batches, 1])
    tree = log.tree()
    size = data.draw(st.integers(1, tree.size))
    index = data.draw(st.integers(0, size - 1))
    assert tree.entry(index) == ENTRIES_OF_ALL[index]
    verify_inclusion(
        leaf=leaf_hash(tree.entry(index)),
        index=index,
        size=size,
        proof=tree.inclusion(index, size),
        root=root_of(size),
    )
    verify_consistency(
        old=size,
        new=tree.size,
        old_root=root_of(size),
        new_root=log.signed.checkpoint.root,
        proof=tree.consistency(size, tree.size),
    )


def test_partial_tiles_go_when_the_whole_one_is_there():
    store = MemoryStore()
    log = appended(store, [3, 4])
    assert {"tile/0/000.p/3", "tile/0/000.p/7", "tile/entries/000.p/3"} <= set(store.files)
    log.append(ENTRIES_OF_ALL[7:300])
    left = [path for path in store.files if ".p/" in path]
    assert sorted(left) == ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"]


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts(tmp_path):
    many = [index.to_bytes(32, "big") for index in range(70_000)]
    store = DirectoryStore(tmp_path)
    log = create_log(store, SIGNER)
    for start in range(0, len(many), LARGEST_BATCH):
        log.append(many[start : start + LARGEST_BATCH])
    names = [name for path in store.paths() if (name := tile_name(path))]
    whole = Counter(name.level for name in names if not name.is_partial)
    assert whole == {ENTRIES: 273, 0: 273, 1: 1}
    assert {"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"} <= set(store.paths())
    hashes = [leaf_hash(entry) for entry in many]
    assert log.signed.checkpoint.root == tree_root(hashes)
    assert (tmp_path / "tile/2/000.p/1").read_bytes() == tree_root(hashes[:65_536])
    proof = open_log(store, SIGNER).tree().inclusion(69_999, 70_000)
    root = log.signed.checkpoint.root
    verify_inclusion(leaf=hashes[-1], index=69_999, size=70_000, proof=proof, root=root)


def test_a_tree_of_256_has_one_full_tile_and_one_hash_above_it():
    store = MemoryStore()
    appended(store, [256])
    tiles = {path for path in store.files if path.startswith("tile/")}
    assert tiles == {"tile/entries/000", "tile/0/000", "tile/1/000.p/1"}


@settings(max_examples=150)
@given(BATCHES, st.integers(1, 300), st.integers(0, 2), st.sets(st.integers(0, 5)))
def test_after_a_power_cut_nothing_acknowledged_is_lost_and_the_rest_can_be_finished(
    batches, lost, writes, surviving
):
    before = MemoryStore()
    size = appended(before, batches).signed.checkpoint.size
    batch = ENTRIES_OF_ALL[size : size + lost]
    failing = FailingStore(before.files, writes=writes, survives=lambda at: at in surviving)
    if not batch:
        return
    with pytest.raises(PowerLossError):
        open_log(failing, SIGNER).append(batch)
    store = MemoryStore(failing.files)
    log = open_log(store, SIGNER, known_size=size)
    made_it = log.signed.checkpoint.size == size + len(batch)
    assert made_it == (writes == 2 and 0 in surviving)
    assert made_it or set(store.files) == set(before.files)
    if not made_it:
        log.append(batch[: len(batch) // 2])
    log.append(ENTRIES_OF_ALL[log.signed.checkpoint.size : size + len(batch)])
    assert log.signed.checkpoint.root == root_of(size + len(batch))
    fresh = MemoryStore()
    appended(fresh, [size + len(batch)])
    for path, content in committed(fresh.files, size + len(batch)).items():
        assert store.files[path] == content


def test_after_a_failure_the_log_must_be_opened_anew():
    failing = FailingStore({}, writes=2, survives=lambda _: True)
    log = create_log(failing, SIGNER)
    with pytest.raises(PowerLossError):
        log.append(entries(1))
    with pytest.raises(RecordError, match="open the record again"):
        log.append(entries(1))


def test_what_is_in_the_log_already_is_located_and_not_appended_twice():
    log = appended(MemoryStore(), [10, 5])
    outbox = entries(4, first=12)
    assert log.located(outbox, since=10) == {
        outbox[0]: 12,
        outbox[1]: 13,
        outbox[2]: 14,
    }
    assert log.located(outbox, since=14) == {outbox[2]: 14}


def test_an_old_copy_of_the_record_is_not_continued():
    store = MemoryStore()
    appended(store, [5])
    with pytest.raises(StorageError, match="5 leaves, but 6 are known"):
        open_log(store, SIGNER, known_size=6)


def test_a_checkpoint_far_older_than_the_tiles_is_no_trace_of_a_crash():
    store = MemoryStore()
    log = appended(store, [5])
    old = store.files[CHECKPOINT]
    for _ in range(2):
        log.append([bytes(32)] * LARGEST_BATCH)
    store.files[CHECKPOINT] = old
    store.files.update(dict.fromkeys(["tile/0/000.p/5"], b"".join(map(leaf_hash, entries(5)))))
    files = dict(store.files)
    with pytest.raises(StorageError, match="far beyond"):
        open_log(store, SIGNER)
    assert store.files == files


@pytest.mark.parametrize("path", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
@pytest.mark.parametrize("how", ["flip", "cut", "remove"])
def test_a_damaged_edge_is_not_appended_to(path, how):
    store = MemoryStore()
    appended(store, [300])
    content = store.files.pop(path)
    if how != "remove":
        changed = bytes([content[0] ^ 1]) + content[1:]
        store.files[path] = changed if how == "flip" else content[:-1]
    with pytest.raises(StorageError, match="restore"):
        open_log(store, SIGNER)


def test_a_record_is_begun_once_and_opened_by_its_own_key():
    store = MemoryStore()
    with pytest.raises(StorageError, match="no checkpoint"):
        open_log(store, SIGNER)
    create_log(store, SIGNER)
    with pytest.raises(StorageError, match="open it"):
        create_log(store, SIGNER)
    with pytest.raises(NoteError, match="not signed"):
        open_log(store, signer_from_seed(NAME, bytes(32)))


def test_a_beginning_that_a_crash_cut_short_is_begun_again():
    store = MemoryStore()
    create_log(store, SIGNER)
    del store.files[CHECKPOINT]
    assert create_log(store, SIGNER).signed.checkpoint.size == 0
    del store.files[CHECKPOINT]
    with pytest.raises(StorageError, match="open it"):
        create_log(store, signer_from_seed(NAME, bytes(32)))


def test_entries_of_another_length_and_larger_batches_are_refused():
    log = create_log(MemoryStore(), SIGNER)
    with pytest.raises(RecordError, match="32 bytes"):
        log.append([bytes(31)])
    with pytest.raises(RecordError, match="at most 4096"):
        log.append([bytes(32)] * (LARGEST_BATCH + 1))
    assert log.append([]) == log.signed
    assert log.append([bytes(32)]).checkpoint.size == 1


def test_the_tree_gives_nothing_beyond_its_size():
    tree = appended(MemoryStore(), [5]).tree()
    for ask in (lambda: tree.entry(5), lambda: tree.entry(-1), lambda: tree.root(6)):
        with pytest.raises(StorageError):
            ask()


def test_only_tiles_checkpoint_and_key_are_written():
    store = MemoryStore()
    appended(store, [300, 10])
    assert {path for path in store.files if tile_name(path) is None} == {CHECKPOINT, KEY}
