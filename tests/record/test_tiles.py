from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conspectus.record.errors import StorageError
from conspectus.record.tiles import (
    ENTRIES,
    TileName,
    bundle_content,
    bundle_entries,
    tile_content,
    tile_hashes,
    tile_name,
)
from conspectus.record.verify_record import number_path as verifiers_path
from tests.record.factories_record import tiles_at


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (TileName(0, 0), "tile/0/000"),
        (TileName(0, 1234067), "tile/0/x001/x234/067"),
        (TileName(1, 1000, 17), "tile/1/x001/000.p/17"),
        (TileName(63, 999, 255), "tile/63/999.p/255"),
        (TileName(ENTRIES, 0, 1), "tile/entries/000.p/1"),
        (TileName(ENTRIES, 273), "tile/entries/273"),
    ],
)
def test_paths_are_those_of_the_specification(name, path):
    assert name.path == path
    assert tile_name(path) == name


@given(st.integers(-1, 63), st.integers(0, 10**12), st.integers(1, 256))
def test_every_tile_has_one_path(level, index, width):
    name = TileName(level, index, width)
    assert tile_name(name.path) == name
    assert verifiers_path(index) in name.path


@pytest.mark.parametrize(
    "path",
    """tile/64/000 tile/00/000 tile/-1/000 tile/0/0 tile/0/0000 tile/0/000/001 tile/0/x000/001
    tile/0/000.p/0 tile/0/000.p/256 tile/0/000.p/01 tile/0/000.p/ tile/data/000 tile/0/٠٠٠
    checkpoint /tile/0/000 tile/0/000/""".split(),
)
def test_other_paths_are_no_tiles(path):
    assert tile_name(path) is None


@given(st.integers(0, 3), st.integers(1, 10**6))
def test_a_tile_ends_within_the_trees_that_have_it(level, size):
    assert all(name.end <= size for name in tiles_at(level, size))


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=256), st.data())
def test_contents_read_back_in_any_width_up_to_their_own(parts, data):
    width = data.draw(st.integers(1, len(parts)))
    assert list(tile_hashes(tile_content(parts), width, "p")) == parts[:width]
    assert list(bundle_entries(bundle_content(parts), width, "p")) == parts[:width]


def test_an_entry_stands_after_its_length():
    assert bundle_content([bytes(32), b"\xff" * 32]) == (
        b"\x00\x20" + bytes(32) + b"\x00\x20" + b"\xff" * 32
    )


@pytest.mark.parametrize("content", [b"", bytes(31), bytes(33), bytes(32)])
def test_a_tile_that_is_too_short_or_uneven_is_refused(content):
    with pytest.raises(StorageError, match="restore"):
        tile_hashes(content, 2, "tile/0/000.p/2")


@pytest.mark.parametrize("content", [b"", bytes(34), b"\x00\x20" + bytes(33), b"\x00\x20"])
def test_a_bundle_that_is_malformed_is_refused(content):
    with pytest.raises(StorageError, match=r"tile/entries/000\.p/1 is no bundle"):
        bundle_entries(content, 1, "tile/entries/000.p/1")
