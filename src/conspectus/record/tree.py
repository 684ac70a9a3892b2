"""A tree that is read from tiles: entries, subtrees and proofs for any size up to its own."""

from __future__ import annotations

from conspectus.record.edge import RightEdge
from conspectus.record.errors import StorageError
from conspectus.record.merkle import (
    consistency_proof,
    inclusion_proof,
    perfect_root,
    tree_root,
)
from conspectus.record.storage import RecordStore
from conspectus.record.tiles import (
    ENTRIES,
    TILE_HEIGHT,
    TILE_WIDTH,
    TileName,
    bundle_entries,
    tile_hashes,
)


class StoredTree:
    """The first `size` leaves in `store`. Keeps the tiles it has read; make a new one to forget."""

    def __init__(self, store: RecordStore, size: int) -> None:
        self.size = size
        self._store = store
        self._tiles: dict[TileName, tuple[bytes, ...]] = {}

    def root(self, size: int) -> bytes:
        """The Merkle tree hash of the first `size` leaves."""
        return tree_root(self._within(size), self._subtree)

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The audit path of leaf `index` in the tree of `size`."""
        return inclusion_proof(index, self._within(size), self._subtree)

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The proof that the tree of `new` leaves begins with that of `old`."""
        return consistency_proof(old, self._within(new), self._subtree)

    def entry(self, index: int) -> bytes:
        """The 32 bytes at `index`; raises StorageError where there is none."""
        if not 0 <= index < self.size:
            raise StorageError(f"There is no entry {index} in a record of {self.size}.")
        return self._tile(ENTRIES, index // TILE_WIDTH)[index % TILE_WIDTH]

    def edge(self) -> RightEdge:
        """The incomplete tiles, to append to."""
        levels: list[tuple[bytes, ...]] = []
        hashes = self.size
        while hashes:
            index, partial = divmod(hashes, TILE_WIDTH)
            levels.append(self._tile(len(levels), index) if partial else ())
            hashes = index
        index, partial = divmod(self.size, TILE_WIDTH)
        entries = self._tile(ENTRIES, index) if partial else ()
        return RightEdge(self.size, entries, tuple(levels))

    def _subtree(self, height: int, index: int) -> bytes:
        level, inner = divmod(height, TILE_HEIGHT)
        tile, start = divmod(index << inner, TILE_WIDTH)
        return perfect_root(self._tile(level, tile)[start : start + (1 << inner)])

    def _tile(self, level: int, index: int) -> tuple[bytes, ...]:
        """The hashes or entries that this tree has in a tile."""
        hashes = self.size >> (TILE_HEIGHT * max(level, 0))
        name = TileName(level, index, min(TILE_WIDTH, hashes - index * TILE_WIDTH))
        if name not in self._tiles:
            self._tiles[name] = self._read(name)
        return self._tiles[name]

    def _read(self, name: TileName) -> tuple[bytes, ...]:
        whole = TileName(name.level, name.index)
        content = self._store.read(name.path)
        if content is None:  # a partial tile may go once the whole one is there
            content = self._store.read(whole.path)
        if content is None:
            raise StorageError(f"{name.path} is missing: restore it from a copy of the record.")
        parts = bundle_entries if name.level == ENTRIES else tile_hashes
        return parts(content, name.width, name.path)

    def _within(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise StorageError(f"The record has {self.size} leaves, not {size}.")
        return size
