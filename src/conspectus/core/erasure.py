"""Erasing what was published (DESIGN §6): a recorded reason instead of words and salts.

An app that keeps copies of words (papers, the index of search, rendered pages) registers a
function here; `erase` calls them all in one transaction with the tombstone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.postgresql.rewriting import rewrite_later
from conspectus.core.recording import record
from conspectus.record.leaf import ERASURE, erasure

Eraser = Callable[[str], None]
"""Removes from its app every word of what stands at a subject ("/igf/2026/contributions/7/")."""

PATIENCE = 5.0
"""Seconds to wait for readers that hold the database's log open."""

_erasers: dict[str, Eraser] = {}
_preparers: dict[str, Eraser] = {}


def on_erasure(function: Eraser) -> Eraser:
    """Called by `erase_words` in the order of registration, inside the caller's transaction."""
    _erasers[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def before_erasure(function: Eraser) -> Eraser:
    """Called by `prepare_erasure`, before the transaction: what takes long and writes no row."""
    _preparers[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def prepare_erasure(subject: str) -> None:
    """Lets every app do beforehand what would keep other writers waiting in `erase_words`.

    Optional: what was not prepared, or does not fit any more, is done inside the transaction.
    """
    for function in _preparers.values():
        function(subject)


def erase_words(subject: str) -> None:
    """Lets every app forget the words of what stands at ``subject`` and below it."""
    for function in _erasers.values():
        function(subject)


def leaves_of(subject: str) -> list[RecordedLeaf]:
    """The leaves about a subject and what is below it, erasures apart, that still say something."""
    about = RecordedLeaf.objects.filter(subject__startswith=subject, erased_by__isnull=True)
    return list(about.exclude(kind=ERASURE).order_by("id"))


def erase_leaves(leaves: Sequence[RecordedLeaf], *, subject: str, reason: str) -> RecordedLeaf:
    """Records why, and removes what the leaves say and their salts.

    From the database at once; from ``leaves/`` as soon as the reason is in the record.
    ``subject``: the permanent address of what was erased; it stays readable for ever, as
    ``reason`` does, so neither holds personal data. The leaves must be in the record: `settle`
    before the transaction.

    Raises:
        SiteError: one of them is not recorded yet, or is itself the record of an erasure.
    """
    indexes = [leaf.index for leaf in leaves if leaf.index is not None]
    if not leaves or len(indexes) < len(leaves):
        raise SiteError(_("This is not in the public record yet: try again in a moment."))
    if any(leaf.kind == ERASURE for leaf in leaves):
        raise SiteError(_("The record of an erasure stays: erase what it speaks of."))
    with transaction.atomic():
        said = erasure(indexes, date=stamp().date().isoformat(), reason=reason)
        tombstone = record(ERASURE, subject, said)
        RecordedLeaf.objects.filter(pk__in=[leaf.pk for leaf in leaves]).update(
            content=b"", salt=b"", erased_by=tombstone, revision=F("revision") + 1
        )
        rewrite_later()
    return tombstone


def empty_log() -> bool:
    """Empties SQLite's write-ahead log; whether no reader was in the way.

    Old pages stand there until then; in the database itself `secure_delete` overwrites them.
    """
    if connection.vendor != "sqlite":
        return True
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
        if row is None or not row[0]:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
