from __future__ import annotations

import os
from pathlib import Path

import pytest

from conspectus.record.errors import StorageError
from conspectus.record.storage import UNFINISHED, DirectoryStore


def test_files_read_back_and_are_listed_in_order(tmp_path):
    store = DirectoryStore(tmp_path / "record")
    store.write([("tile/0/000.p/2", b"two"), ("checkpoint", b"one")])
    store.write([("checkpoint", b"three")])
    assert store.read("checkpoint") == b"three"
    assert store.read("tile/0/000.p/2") == b"two"
    assert store.read("tile/0/000.p/3") is None
    assert store.read("checkpoint/below") is None
    assert list(store.paths()) == ["checkpoint", "tile/0/000.p/2"]


def test_what_is_deleted_takes_empty_directories_with_it(tmp_path):
    store = DirectoryStore(tmp_path)
    store.write([("tile/0/000.p/2", b""), ("tile/0/000", b"")])
    store.delete(["tile/0/000.p/2", "tile/0/000.p/1"])
    assert list(store.paths()) == ["tile/0/000"]
    assert not (tmp_path / "tile/0/000.p").exists()


@pytest.mark.parametrize("path", ["../out", "/etc/out", "a/../../out", ""])
def test_no_path_leads_out_of_the_record(tmp_path, path):
    store = DirectoryStore(tmp_path / "record")
    with pytest.raises(StorageError, match="no path inside"):
        store.write([(path, b"")])
    with pytest.raises(StorageError, match="no path inside"):
        store.read(path)


def test_a_file_is_flushed_before_it_is_moved_and_its_directory_after(tmp_path, monkeypatch):
    done = []
    flush, move = os.fsync, Path.replace

    def fsync(handle):
        flushed = Path(f"/proc/self/fd/{handle}").readlink()
        done.append(("flush", flushed.relative_to(tmp_path).as_posix()))
        flush(handle)

    def replace(self, target):
        done.append(("move", target.relative_to(tmp_path).as_posix()))
        return move(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    DirectoryStore(tmp_path).write([("a/b/one", b"1"), ("a/b/two", b"2")])
    first_two = [("flush", f"a/b/one{UNFINISHED}"), ("flush", f"a/b/two{UNFINISHED}")]
    assert done[:2] == first_two
    assert done[2:4] == [("move", "a/b/one"), ("move", "a/b/two")]
    assert sorted(done[4:]) == [("flush", "."), ("flush", "a"), ("flush", "a/b")]


def test_what_a_crash_left_unfinished_is_no_file_and_is_cleared(tmp_path):
    store = DirectoryStore(tmp_path)
    store.write([("tile/0/000", b"")])
    left = tmp_path / f"tile/0/001{UNFINISHED}"
    left.write_bytes(b"half")
    assert list(store.paths()) == ["tile/0/000"]
    with store.exclusive():
        assert not left.exists()


def test_only_one_process_at_a_time_may_append(tmp_path):
    with DirectoryStore(tmp_path).exclusive():
        other = DirectoryStore(tmp_path)
        with pytest.raises(StorageError, match="Another process appends"), other.exclusive():
            pass
    with DirectoryStore(tmp_path).exclusive():
        pass
