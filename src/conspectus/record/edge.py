"""The right edge of the tree: all that a writer must know in order to append."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.record.merkle import EMPTY_ROOT, leaf_hash, node_hash, perfect_root
from conspectus.record.storage import Files
from conspectus.record.tiles import (
    ENTRIES,
    TILE_WIDTH,
    TileName,
    bundle_content,
    tile_content,
)


@dataclass(frozen=True)
class RightEdge:
    """The incomplete tiles of a tree of `size` leaves.

    entries: of the incomplete bundle, 0 to 255. levels: the hashes of each incomplete tile, from
    the leaves upwards, 0 to 255 each; the last level is not empty.
    """

    size: int = 0
    entries: tuple[bytes, ...] = ()
    levels: tuple[tuple[bytes, ...], ...] = ()

    @property
    def root(self) -> bytes:
        """The Merkle tree hash of the whole tree."""
        parts = [
            perfect_root(level[start : start + width])
            for level in reversed(self.levels)
            for start, width in _perfect_runs(len(level))
        ]
        if not parts:
            return EMPTY_ROOT
        root = parts.pop()
        while parts:
            root = node_hash(parts.pop(), root)
        return root


@dataclass(frozen=True)
class Growth:
    """What appending makes: the new edge, and the files to write, bundles before tiles."""

    edge: RightEdge
    bundles: Files
    tiles: Files


def grown(edge: RightEdge, entries: Sequence[bytes]) -> Growth:
    """The edge after `entries` (32 bytes each) were appended."""
    bundles: list[tuple[str, bytes]] = []
    index = edge.size // TILE_WIDTH
    pending = [*edge.entries, *entries]
    for name, part in _parts(ENTRIES, index, pending):
        bundles.append((name.path, bundle_content(part)))
    tiles: list[tuple[str, bytes]] = []
    levels: list[tuple[bytes, ...]] = []
    rising = [leaf_hash(entry) for entry in entries]
    level = 0
    while rising or level < len(edge.levels):
        known = edge.levels[level] if level < len(edge.levels) else ()
        hashes = [*known, *rising]
        full = len(hashes) // TILE_WIDTH * TILE_WIDTH
        if rising:
            index = edge.size // TILE_WIDTH ** (level + 1)
            parts = _parts(level, index, hashes)
            tiles += [(name.path, tile_content(part)) for name, part in parts]
        rising = [
            perfect_root(hashes[start : start + TILE_WIDTH]) for start in range(0, full, TILE_WIDTH)
        ]
        levels.append(tuple(hashes[full:]))
        level += 1
    kept = tuple(pending[len(pending) // TILE_WIDTH * TILE_WIDTH :])
    return Growth(RightEdge(edge.size + len(entries), kept, tuple(levels)), bundles, tiles)


def _parts(
    level: int, index: int, hashes: Sequence[bytes]
) -> list[tuple[TileName, Sequence[bytes]]]:
    """The tiles that `hashes` fill from tile `index` on, the last one partial if need be."""
    parts = []
    for start in range(0, len(hashes), TILE_WIDTH):
        part = hashes[start : start + TILE_WIDTH]
        parts.append((TileName(level, index + start // TILE_WIDTH, len(part)), part))
    return parts


def _perfect_runs(width: int) -> list[tuple[int, int]]:
    """(start, width) of the powers of two that make up `width`, the widest first."""
    runs = []
    start = 0
    while start < width:
        run = 1 << ((width - start).bit_length() - 1)
        runs.append((start, run))
        start += run
    return runs
