"""What readers see of the record: its checkpoint, its newest leaves, its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from conspectus.core.home import record_folder
from conspectus.core.models import RecordedLeaf
from conspectus.record.checkpoint import SIZE
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
    return found if inside and found.suffix != UNFINISHED and found.is_file() else None
