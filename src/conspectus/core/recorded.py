"""What readers see of the record: its checkpoint, its newest leaves, its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from conspectus.core.home import record_folder
from conspectus.core.models import RecordedLeaf
from conspectus.record.checkpoint import SIZE
from conspectus.record.errors import StorageError
from conspectus.record.log import CHECKPOINT, KEY
from conspectus.record.storage import UNFINISHED, DirectoryStore


@dataclass(frozen=True, slots=True)
class RecordNow:
    """``size``: leaves under the newest checkpoint; ``note``: the checkpoint; ``key``: public."""

    size: int
    note: str
    key: str


def record_now() -> RecordNow | None:
    """The record as it stands, ``None`` before the first checkpoint."""
    store = DirectoryStore(record_folder())
    note, key = store.read(CHECKPOINT), store.read(KEY)
    lines = (note or b"").decode().split("\n")
    if note is None or key is None or len(lines) < 2 or not SIZE.fullmatch(lines[1]):
        return None
    return RecordNow(int(lines[1]), note.decode(), key.decode().strip())


def newest_leaves() -> QuerySet[RecordedLeaf]:
    """The leaves that are in the record, newest first, without what they say."""
    return (
        RecordedLeaf.objects.filter(index__isnull=False).defer("content", "salt").order_by("-index")
    )


def record_paths() -> list[str]:
    """All files of the record, by their paths there, the checkpoint first.

    Whoever copies them in this order has no tile or line that is older than the checkpoint.
    """
    return sorted(DirectoryStore(record_folder()).paths(), key=lambda path: path != CHECKPOINT)


def record_file(path: str) -> Path | None:
    """A file of the record by its path there, ``None`` where there is none that is published."""
    parts = path.split("/")
    found = record_folder().joinpath(*parts)
    inside = all(part and not part.startswith(".") for part in parts)
    try:
        return found if inside and found.suffix != UNFINISHED and found.is_file() else None
    except OSError:  # a name that no file can have
        return None


def record_copy() -> Iterator[tuple[str, bytes]]:
    """A consistent copy of the record, also while it grows: (path there, content).

    As of the checkpoint at the beginning. Lines of leaves beyond it are left out: whoever goes on
    from the copy may append others there. Tiles may have more than it promises (docs/record.md).
    """
    store = DirectoryStore(record_folder())
    now = record_now()
    if now is None:
        return
    yield CHECKPOINT, now.note.encode()
    # The lines last: they are written a moment after their checkpoint.
    for path in sorted(record_paths(), key=lambda one: one.startswith("leaves/")):
        content = store.read(path)
        if path == CHECKPOINT or content is None:  # an outgrown partial tile
            continue
        if path.startswith("leaves/"):
            content = _up_to(content, now.size)
        yield path, content


def _up_to(content: bytes, size: int) -> bytes:
    """The lines of leaves below ``size``: "index" is in each of them, whatever it says."""
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if _index(line) < size)


def _index(line: bytes) -> int:
    index = json.loads(line)["index"]
    if not isinstance(index, int):
        raise StorageError("A line of leaves/ has no index: restore it from a copy of the record.")
    return index
