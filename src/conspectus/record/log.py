"""The log: append batches of entries, sign checkpoints, recover after a crash.

The checkpoint is the commit. Bundles are durable before tiles, tiles before the checkpoint, and
the checkpoint before `append` returns. What lies beyond the checkpoint after a crash was promised
to nobody: opening removes it, and the caller appends again what it still has in its outbox. The
outbox must keep one order, so that a checkpoint that somebody saw in the instant before the power
failed is continued and not contradicted.
"""

from __future__ import annotations

from collections.abc import Sequence

from conspectus.record.checkpoint import SignedCheckpoint, open_checkpoint, sign_checkpoint
from conspectus.record.edge import RightEdge, grown
from conspectus.record.errors import RecordError, StorageError
from conspectus.record.leaf import ENTRY_BYTES
from conspectus.record.merkle import leaf_hash
from conspectus.record.notes import NoteSigner
from conspectus.record.storage import RecordStore
from conspectus.record.tiles import TILE_HEIGHT, TILE_WIDTH, TileName, tile_name
from conspectus.record.tree import StoredTree

CHECKPOINT = "checkpoint"
KEY = "key"
LARGEST_BATCH = 4096
"""Entries in one append; more than that beyond the checkpoint is no trace of a crash."""


class Log:
    """One writer's hold of a record; made by `create_log` or `open_log`.

    The caller sees to it that there is only one at a time (`DirectoryStore.exclusive`).
    """

    def __init__(
        self, store: RecordStore, signer: NoteSigner, signed: SignedCheckpoint, edge: RightEdge
    ) -> None:
        self._store = store
        self._signer = signer
        self._signed = signed
        self._edge = edge
        self._failed = False

    @property
    def signed(self) -> SignedCheckpoint:
        """The newest checkpoint."""
        return self._signed

    def tree(self) -> StoredTree:
        """The tree of the newest checkpoint, for proofs and entries."""
        return StoredTree(self._store, self._signed.checkpoint.size)

    def append(self, entries: Sequence[bytes]) -> SignedCheckpoint:
        """Appends at most LARGEST_BATCH entries of 32 bytes; durable on return.

        Raises RecordError for other entries and after an earlier failure: what was written then
        is known only after opening anew.
        """
        if self._failed:
            raise RecordError("An earlier append failed: open the record again before appending.")
        if len(entries) > LARGEST_BATCH:
            raise RecordError(f"A batch has at most {LARGEST_BATCH} entries, not {len(entries)}.")
        if any(len(entry) != ENTRY_BYTES for entry in entries):
            raise RecordError(f"Each entry of the record has {ENTRY_BYTES} bytes.")
        if not entries:
            return self._signed
        growth = grown(self._edge, entries)
        signed = sign_checkpoint(growth.edge.size, growth.edge.root, self._signer)
        self._failed = True
        self._store.write(growth.bundles)
        self._store.write(growth.tiles)
        self._store.write([(CHECKPOINT, signed.note)])
        self._store.delete(self._outgrown([path for path, _ in (*growth.bundles, *growth.tiles)]))
        self._edge, self._signed, self._failed = growth.edge, signed, False
        return signed

    def located(self, entries: Sequence[bytes], *, since: int) -> dict[bytes, int]:
        """Which of `entries` are in the record already, at which index, from index `since` on.

        After a crash between the checkpoint and the caller's own note of it, this tells what not to
        append twice: salts differ, so no two leaves have the same entry.
        """
        wanted = set(entries)
        tree = self.tree()
        found = ((tree.entry(index), index) for index in range(since, tree.size))
        return {entry: index for entry, index in found if entry in wanted}

    def _outgrown(self, written: Sequence[str]) -> list[str]:
        """Partial tiles whose whole tile was just written."""
        names = [name for path in written if (name := tile_name(path)) and not name.is_partial]
        return [
            TileName(name.level, name.index, width).path
            for name in names
            if name.index == self._edge.size >> (TILE_HEIGHT * (max(name.level, 0) + 1))
            for width in range(1, TILE_WIDTH)
        ]


def create_log(store: RecordStore, signer: NoteSigner) -> Log:
    """Begins a record where there is none: the public key and a checkpoint of no leaves."""
    if set(store.paths()) - {KEY} or store.read(KEY) not in {None, _key_file(signer)}:
        raise StorageError("There are files already where the record was to begin: open it.")
    edge = RightEdge()
    signed = sign_checkpoint(edge.size, edge.root, signer)
    store.write([(KEY, _key_file(signer))])
    store.write([(CHECKPOINT, signed.note)])
    return Log(store, signer, signed, edge)


def open_log(store: RecordStore, signer: NoteSigner, *, known_size: int = 0) -> Log:
    """Opens a record for appending, and removes what a crash left beyond its checkpoint.

    known_size: leaves that the caller knows were recorded. A record with fewer is an old copy, and
    appending to it would contradict receipts that were given. Raises StorageError for that, and
    where the files do not add up to the checkpoint; NoteError where its signature is not ours.
    """
    note = store.read(CHECKPOINT)
    if note is None:
        raise StorageError("The record has no checkpoint: restore it from a copy.")
    signed = open_checkpoint(note, [signer.verifier])
    size = signed.checkpoint.size
    if size < known_size:
        raise StorageError(
            f"The record has {size} leaves, but {known_size} are known: restore a newer copy."
        )
    edge = StoredTree(store, size).edge()
    ours = tuple(leaf_hash(entry) for entry in edge.entries)
    if edge.root != signed.checkpoint.root or (edge.levels and edge.levels[0] != ours):
        raise StorageError(
            "The tiles do not add up to the checkpoint: restore them from a copy of the record."
        )
    store.delete(_beyond(store, size))
    return Log(store, signer, signed, edge)


def _key_file(signer: NoteSigner) -> bytes:
    return f"{signer.verifier.encoded}\n".encode()


def _beyond(store: RecordStore, size: int) -> list[str]:
    """Tiles that no tree of `size` leaves has; StorageError where a crash cannot explain them."""
    names = [name for path in store.paths() if (name := tile_name(path)) and name.end > size]
    if any(name.end > size + LARGEST_BATCH for name in names):
        raise StorageError(
            f"The record has tiles far beyond the {size} leaves of its checkpoint: "
            "restore the newest checkpoint."
        )
    return [name.path for name in names]
