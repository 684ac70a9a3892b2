"""Records for tests: repeatable keys and salts, a store in memory, a store that fails."""

from __future__ import annotations

import hashlib

from conspectus.record.leaf import leaf
from conspectus.record.log import create_log
from conspectus.record.notes import signer_from_seed
from conspectus.record.receipts import receipt
from conspectus.record.statements import publish_statements
from conspectus.record.tiles import TileName

NAME = "forum.example/record"
SIGNER = signer_from_seed(NAME, bytes(range(32)))


def salt(index):
    return hashlib.sha256(b"salt %d" % index).digest()


def leaves(count, *, first=0):
    return [
        leaf({"kind": "post", "number": index, "text": f"Wir sind {index} · نحن"}, salt(index))
        for index in range(first, first + count)
    ]


def entries(count, *, first=0):
    return [one.entry for one in leaves(count, first=first)]


def tiles_at(level, size):
    """The tiles of a level in a tree of this size; level -1: the bundles of entries."""
    hashes = size // 256 ** max(level, 0)
    whole = [TileName(level, index) for index in range(hashes // 256)]
    return [*whole, TileName(level, len(whole), hashes % 256)] if hashes % 256 else whole


class MemoryStore:
    """A second implementation of RecordStore."""

    def __init__(self, files=()):
        self.files = dict(files)

    def read(self, path):
        return self.files.get(path)

    def write(self, files):
        self.files.update(files)

    def delete(self, paths):
        for path in paths:
            self.files.pop(path, None)

    def paths(self):
        yield from sorted(self.files)


class PowerLossError(Exception):
    pass


class FailingStore(MemoryStore):
    """Loses power in its n-th write; of the files in flight only those `survives` says are kept."""

    def __init__(self, files, *, writes, survives):
        super().__init__(files)
        self.left = writes
        self.survives = survives

    def write(self, files):
        if not self.left:
            super().write([one for at, one in enumerate(files) if self.survives(at)])
            raise PowerLossError
        self.left -= 1
        super().write(files)


def published(store, count, *, batches=(1, 2, 40), receipts=()):
    """A record of `count` leaves with statements, appended in batches; gives the open log."""
    log = create_log(store, SIGNER)
    all_leaves = leaves(count)
    done = 0
    while done < count:
        for batch in batches:
            now = all_leaves[done : done + batch]
            log.append([one.entry for one in now])
            publish_statements(store, done, now)
            done += len(now)
    given = [receipt(all_leaves[at], at, log.tree(), log.signed) for at in receipts]
    store.write([(f"receipts/{one.index}.json", one.content) for one in given])
    return log
