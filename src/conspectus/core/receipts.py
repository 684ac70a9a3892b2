"""Receipts for leaves that are in the record: made when asked for, under the newest checkpoint."""

from __future__ import annotations

import threading
import time
from functools import lru_cache
from pathlib import Path

from django.http import HttpResponse

from conspectus.core.errors import SiteError
from conspectus.core.home import home, record_folder
from conspectus.core.keys import record_signer
from conspectus.core.models import RecordedLeaf
from conspectus.core.sequencer import recorded_up_to
from conspectus.record.canonical import JsonObject, read_object
from conspectus.record.checkpoint import SignedCheckpoint, open_checkpoint
from conspectus.record.errors import StorageError
from conspectus.record.leaf import Leaf
from conspectus.record.log import CHECKPOINT
from conspectus.record.notes import NoteSigner
from conspectus.record.receipts import receipt
from conspectus.record.storage import DirectoryStore
from conspectus.record.tree import StoredTree

PAUSE = 0.004
"""Seconds between two looks at how far the record is."""

LONGEST_WAIT = 3.0
"""Seconds that an answer is held back for the record; usual are 0.05."""


def receipt_of(leaf: RecordedLeaf) -> JsonObject | None:
    """The receipt (docs/record.md) of a leaf, ``None`` while it is not recorded, or once erased.

    One query.
    """
    content = receipt_file(leaf)
    return None if content is None else read_object(content.removesuffix(b"\n"))


def receipt_file(leaf: RecordedLeaf) -> bytes | None:
    """The same as the file that a contributor keeps: canonical JSON and a newline."""
    row = RecordedLeaf.objects.get(pk=leaf.pk)
    if row.index is None or row.erased_by_id is not None:
        return None
    tree, signed = _newest()
    return receipt(Leaf(bytes(row.salt), bytes(row.content)), row.index, tree, signed).content


def wait_for(leaf: RecordedLeaf, seconds: float) -> JsonObject | None:
    """The receipt as soon as there is one, at most after ``seconds``; ``None`` where it is late.

    Outside the transaction that made the leaf: nobody sees that before it commits.
    """
    return receipt_of(leaf) if is_recorded(leaf.pk, seconds) else None


def after_recording(response: HttpResponse, leaf: RecordedLeaf) -> HttpResponse:
    """Has the server send ``response`` once ``leaf`` is in the record, or after LONGEST_WAIT.

    So an acknowledged contribution is a recorded one. The view itself does not wait: the request
    leaves Django, and the server's own thread waits (see `site.lanes`).
    """
    response.waits_for_leaf = leaf.pk  # type: ignore[attr-defined]
    return response


def is_recorded(leaf: int, seconds: float) -> bool:
    """Waits at most ``seconds`` for a leaf, given by its key, to be in the record; no query."""
    return recorded_up_to(home()) >= leaf or _watch.wait(leaf, seconds)


class _Watch:
    """One thread looks how far the record is, however many wait; none while nobody does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[threading.Event, int] = {}

    def wait(self, leaf: int, seconds: float) -> bool:
        """Whether the leaf was recorded in time."""
        there = threading.Event()
        with self._lock:
            if not self._waiting:
                threading.Thread(target=self._look, name="watch the record", daemon=True).start()
            self._waiting[there] = leaf
        found = there.wait(seconds)
        with self._lock:
            self._waiting.pop(there, None)
        return found

    def _look(self) -> None:
        while True:
            recorded = recorded_up_to(home())
            with self._lock:
                for there in [one for one, leaf in self._waiting.items() if leaf <= recorded]:
                    del self._waiting[there]
                    there.set()
                if not self._waiting:
                    return
            time.sleep(PAUSE)


_watch = _Watch()


def _newest() -> tuple[StoredTree, SignedCheckpoint]:
    """The tree under the newest checkpoint, whose tiles are kept as long as it is the newest."""
    note = DirectoryStore(record_folder()).read(CHECKPOINT)
    if note is None:
        raise StorageError("The record has no checkpoint: restore it from a copy.")
    return _tree(record_folder(), note)


@lru_cache(maxsize=2)
def _tree(folder: Path, note: bytes) -> tuple[StoredTree, SignedCheckpoint]:
    signed = open_checkpoint(note, [_signer(folder.parent).verifier])
    return StoredTree(DirectoryStore(folder), signed.checkpoint.size), signed


def public_key() -> str:
    """The key that receipts are checked with, as name+id+key; "" where none has been made."""
    try:
        return _public(home())
    except SiteError:
        return ""


@lru_cache(maxsize=1)
def _public(place: Path) -> str:
    return _signer(place).verifier.encoded


@lru_cache(maxsize=1)
def _signer(place: Path) -> NoteSigner:
    return record_signer(place)
