"""The independent verifier finds every kind of damage, and nothing on a sound record."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conspectus.record import verify_record
from conspectus.record.leaf import erasure, leaf
from conspectus.record.log import CHECKPOINT, open_log
from conspectus.record.notes import signer_from_seed
from conspectus.record.receipts import receipt
from conspectus.record.statements import erase_statements, publish_statements
from conspectus.record.storage import DirectoryStore
from tests.record.factories_record import (
    NAME,
    SIGNER,
    FailingStore,
    MemoryStore,
    PowerLossError,
    entries,
    leaves,
    published,
    salt,
)

SCRIPT = Path(verify_record.__file__)
KEY = SIGNER.verifier.encoded


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """300 leaves, one of them erased, two receipts; and an older checkpoint beside it."""
    root = tmp_path_factory.mktemp("record")
    store = DirectoryStore(root / "copy")
    log = published(store, 260, batches=(100, 50, 110), receipts=(0, 40))
    (root / "older").write_bytes(log.signed.note)
    last = leaf(erasure([3], date="2026-11-28", reason="a legal duty"), salt(299))
    more = [*leaves(39, first=260), last]
    log.append([one.entry for one in more])
    publish_statements(store, 260, more)
    erase_statements(store, 299, [3])
    return root


@pytest.fixture
def copy(sound, tmp_path):
    return shutil.copytree(sound / "copy", tmp_path / "copy")


def wrong(root, *, key="", since=(), receipts=()):
    return verify_record.check(root, key, since, receipts)


def test_a_sound_record_has_nothing_wrong(sound):
    assert wrong(sound / "copy", key=KEY, since=[sound / "older"]) == []


def test_the_script_runs_alone_with_nothing_but_python(sound, tmp_path):
    alone = shutil.copy(SCRIPT, tmp_path / "verify_record.py")
    command = [sys.executable, "-I", "-S", alone, sound / "copy", "--key", KEY]
    done = subprocess.run(
        [*command, "--since", sound / "older"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Checkpoint, tiles, entries, leaves and receipts agree.\n"
    other = signer_from_seed(NAME, bytes(32)).verifier.encoded
    done = subprocess.run([*command[:-1], other], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "not as forum.example/record signed it" in done.stdout


def alone_with(folder, receipt, key=KEY):
    """The script in a folder with a receipt and nothing else, years later."""
    shutil.copy(SCRIPT, folder)
    command = [sys.executable, "-I", "-S", folder / "verify_record.py"]
    return subprocess.run(
        [*command, "--key", key, "--receipt", receipt], capture_output=True, text=True, check=False
    )


def test_a_receipt_holds_by_script_and_key_when_there_is_no_record_any_more(sound, tmp_path):
    receipt = shutil.copy(sound / "copy/receipts/40.json", tmp_path / "mine.json")
    done = alone_with(tmp_path, receipt)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The receipts hold by this key alone; no copy")


def test_without_a_record_a_receipt_that_was_changed_or_signed_by_another_is_found(sound, tmp_path):
    good = (sound / "copy/receipts/40.json").read_bytes()
    changed = tmp_path / "changed.json"
    changed.write_bytes(good.replace(b'"index":40', b'"index":41'))
    assert "does not lead to its checkpoint" in wrong(tmp_path, key=KEY, receipts=[changed])[0]
    mine = tmp_path / "mine.json"
    mine.write_bytes(good)
    other = signer_from_seed(NAME, bytes(32)).verifier.encoded
    assert "not as forum.example/record signed it" in wrong(tmp_path, key=other, receipts=[mine])[0]
    assert "no public key" in wrong(tmp_path, receipts=[mine])[0]


def test_a_copy_that_has_lost_its_checkpoint_is_no_record_for_whoever_gives_no_receipt(copy):
    (copy / "checkpoint").unlink()
    assert "checkpoint" in wrong(copy, key=KEY)[0]


def test_the_script_beside_a_record_checks_that_record(copy):
    shutil.copy(SCRIPT, copy)
    done = subprocess.run([sys.executable, copy / "verify_record.py"], cwd="/", check=False)
    assert done.returncode == 0


def test_the_script_is_short_enough_to_be_read():
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 300


def files(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def places(content):
    """The first bytes, the last bytes, and some between, with a bit each."""
    chance = random.Random(len(content))
    some = chance.sample(range(len(content)), min(len(content), 10))
    ends = [*range(min(len(content), 3)), *range(max(len(content) - 3, 0), len(content))]
    return [(at, 1 << chance.randrange(8)) for at in sorted({*some, *ends})]


def test_a_flipped_bit_in_any_file_is_found(copy):
    paths = files(copy)
    kinds = {path.relative_to(copy).parts[0] for path in paths}
    assert kinds == {"checkpoint", "key", "leaves", "receipts", "tile"}
    unseen = []
    for path in paths:
        content = path.read_bytes()
        for at, bit in places(content):
            path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
            if not wrong(copy):
                unseen.append((path, at, bit))
        path.write_bytes(content)
    assert unseen == []
    assert wrong(copy) == []


@pytest.mark.parametrize("name", [CHECKPOINT, "key"])
def test_a_flipped_bit_in_every_byte_of_the_small_files_is_found(copy, name):
    path = copy / name
    content = path.read_bytes()
    for at in range(len(content)):
        bit = 1 << at % 8
        path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        assert wrong_signature(copy), (at, bit)


def wrong_signature(root):
    """The part of the check that concerns checkpoint and key, without the tree."""
    try:
        text = (root / "key").read_bytes().decode()
        key = verify_record.read_key(text[:-1])
        verify_record.open_checkpoint((root / CHECKPOINT).read_bytes().decode(), key)
    except ValueError:
        return True
    return not text.endswith("\n")


def test_a_missing_line_of_the_leaves_is_found(copy):
    path = copy / "leaves/001.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert "leaf 299 in leaves/: this is missing or not canonical JSON (RFC 8785)." in wrong(copy)


def test_a_missing_file_is_found(copy):
    needed = [path for path in files(copy) if path.parent.name != "receipts"]
    for path in needed:
        if path.name == "key" or (path.parent.name.endswith(".p") and path.name != "44"):
            continue  # may be missing: the key is given, smaller partial tiles are outgrown
        content = path.read_bytes()
        path.unlink()
        assert wrong(copy, key=KEY), path
        path.write_bytes(content)


@pytest.mark.parametrize("size", [0, 1, -1])
def test_a_cut_or_lengthened_file_is_found(copy, size):
    for path in files(copy):
        content = path.read_bytes()
        path.write_bytes(content[:size] if size < 1 else content + b"\n")
        assert wrong(copy), path
        path.write_bytes(content)


def test_what_is_wrong_is_said_in_sentences_that_name_the_place(copy):
    (copy / "tile/0/000").write_bytes(bytes(8192))
    (copy / "stray").write_bytes(b"")
    (copy / "tile/1/000.p/1").unlink()
    assert wrong(copy) == [
        "stray: this is no file of a record.",
        "tile/0/000: this tile is not what the entries give.",
        "tile/1/000: this tile is missing.",
    ]


def test_an_erasure_without_its_reason_is_found(copy):
    path = copy / "leaves/000.jsonl"
    lines = path.read_bytes().split(b"\n")
    for by in (4, 3, 299_000):
        changed = [*lines]
        changed[9] = b'{"erased_by":%d,"index":9}' % by
        path.write_bytes(b"\n".join(changed))
        assert len(wrong(copy)) == 1
    changed[9] = b'{"erased_by":299,"index":9}'
    path.write_bytes(b"\n".join(changed))
    assert wrong(copy) == ["leaf 9 in leaves/: leaf 299 does not say it is erased."]


@pytest.mark.parametrize(("line", "holds"), [(b"true", True), (b"1", False), (b"null", False)])
def test_a_line_may_be_withheld_and_says_so_in_one_way_only(copy, line, holds):
    path = copy / "leaves/000.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[9] = b'{"index":9,"withheld":' + line + b"}"
    path.write_bytes(b"\n".join(lines))
    assert (wrong(copy) == []) == holds


def test_a_rewritten_record_contradicts_older_checkpoints_and_receipts(sound, tmp_path):
    rewritten = DirectoryStore(tmp_path / "copy")
    others = leaves(300, first=1)
    log = open_log_of(rewritten, [one.entry for one in others])
    assert log.signed.checkpoint.size == 300
    assert wrong(tmp_path / "copy") == []
    found = wrong(
        tmp_path / "copy", since=[sound / "older"], receipts=[sound / "copy/receipts/40.json"]
    )
    assert len(found) == 2
    assert all("does not continue its signed checkpoint of 260 leaves" in one for one in found)


def open_log_of(store, all_entries):
    published(store, 0)
    log = open_log(store, SIGNER)
    log.append(all_entries)
    return log


def test_lines_ahead_of_the_checkpoint_are_not_called_wrong(tmp_path):
    store = DirectoryStore(tmp_path)
    published(store, 43)
    publish_statements(store, 43, leaves(2, first=43))
    assert wrong(tmp_path) == []


def test_a_record_that_was_cut_is_found_by_an_older_checkpoint(sound, tmp_path):
    open_log_of(DirectoryStore(tmp_path / "copy"), entries(10))
    assert wrong(tmp_path / "copy") == []
    found = wrong(tmp_path / "copy", since=[sound / "older"])
    assert len(found) == 1
    assert "signed checkpoint of 260 leaves" in found[0]


def test_a_receipt_of_another_leaf_is_found(copy):
    store = DirectoryStore(copy)
    log = open_log(store, SIGNER)
    good = receipt(leaves(300)[40], 40, log.tree(), log.signed)
    for path, bad in {
        "data": good.content.replace(b"Wir sind 40", b"Wir sind 41"),
        "index": good.content.replace(b'"index":40', b'"index":41'),
        "beyond": good.content.replace(b'"index":40', b'"index":300'),
        "form": good.content.replace(b'"index":40', b'"index": 40'),
    }.items():
        (copy.parent / path).write_bytes(bad)
        assert len(wrong(copy, receipts=[copy.parent / path])) == 1
    (copy.parent / "good").write_bytes(good.content)
    assert wrong(copy, receipts=[copy.parent / "good"]) == []


def test_a_log_that_is_being_written_is_not_called_wrong(tmp_path):
    before = MemoryStore()
    published(before, 300)
    failing = FailingStore(before.files, writes=2, survives=lambda _: False)
    with pytest.raises(PowerLossError):
        open_log(failing, SIGNER).append(entries(300, first=300))
    DirectoryStore(tmp_path).write(list(failing.files.items()))
    assert wrong(tmp_path) == []


def test_an_empty_record_is_sound(tmp_path):
    published(DirectoryStore(tmp_path), 0)
    assert wrong(tmp_path) == []


def test_nothing_is_not_a_record(tmp_path):
    assert wrong(tmp_path)[0].startswith("There is no public key to check with")
    assert wrong(tmp_path, key=KEY)[0].startswith("The record: ")


@pytest.mark.parametrize("name", ["leaves/000.jsonl", "receipts/0.json"])
def test_nesting_without_end_is_said_in_a_sentence_too(copy, name):
    (copy / name).write_bytes(b"[" * 100_000 + b"]" * 100_000 + b"\n")
    assert wrong(copy)
