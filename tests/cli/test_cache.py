from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.cli.cache import DiskCache, cache_folder


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_put_is_got_back(tmp_path):
    cache = DiskCache(tmp_path)
    cache.put("vectors", "a key", b"some bytes")
    assert cache.get("vectors", "a key") == b"some bytes"


def test_another_key_or_kind_is_not_there(tmp_path):
    cache = DiskCache(tmp_path)
    cache.put("vectors", "a key", b"some bytes")
    assert cache.get("vectors", "another key") is None
    assert cache.get("documents", "a key") is None


def test_the_last_value_put_counts(tmp_path):
    cache = DiskCache(tmp_path)
    cache.put("vectors", "a key", b"first")
    cache.put("vectors", "a key", b"second")
    assert cache.get("vectors", "a key") == b"second"
    assert len(files(tmp_path)) == 1


@given(position=st.integers(0, 41), flip=st.integers(1, 255))
def test_an_entry_with_one_changed_byte_is_ignored_and_dropped(tmp_path_factory, position, flip):
    folder = tmp_path_factory.mktemp("cache")
    cache = DiskCache(folder)
    cache.put("vectors", "a key", b"ten  bytes")
    (entry,) = files(folder)
    content = bytearray(entry.read_bytes())
    content[position] ^= flip
    entry.write_bytes(content)
    assert cache.get("vectors", "a key") is None
    assert files(folder) == []


@pytest.mark.parametrize("length", [0, 1, 31, 32, 40])
def test_a_truncated_entry_is_ignored(tmp_path, length):
    cache = DiskCache(tmp_path)
    cache.put("vectors", "a key", b"ten  bytes")
    (entry,) = files(tmp_path)
    entry.write_bytes(entry.read_bytes()[:length])
    assert cache.get("vectors", "a key") is None


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = DiskCache(blocked)
    cache.put("vectors", "a key", b"some bytes")
    assert cache.get("vectors", "a key") is None


def test_a_kind_that_would_leave_the_folder_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no kind of cache entry"):
        DiskCache(tmp_path).put("../elsewhere", "a key", b"some bytes")


def test_trimming_drops_what_was_used_least_recently(tmp_path):
    cache = DiskCache(tmp_path, max_bytes=500)
    for number in range(5):
        cache.put("vectors", str(number), bytes(100))
    for age, path in enumerate(files(tmp_path)):
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    cache.get("vectors", "3")
    cache.trim()
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 400
    assert cache.get("vectors", "3") == bytes(100)


def test_trimming_leaves_a_small_cache_alone(tmp_path):
    cache = DiskCache(tmp_path)
    cache.put("vectors", "a key", b"some bytes")
    cache.trim()
    assert cache.get("vectors", "a key") == b"some bytes"


def test_the_folder_follows_the_xdg_rule(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache" / "conspectus"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == tmp_path / "home" / ".cache" / "conspectus"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == tmp_path / "home" / ".cache" / "conspectus"
