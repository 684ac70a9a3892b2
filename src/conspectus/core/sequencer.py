"""The sequencer: the one process that appends the outbox of leaves to the public record.

A service's transaction commits first; the leaf is then appended, its tiles and the checkpoint are
on the disk, the line in ``leaves/`` is written, and only then ``index`` is set, which releases the
receipt (DESIGN §6). After a crash anywhere between, opening finishes what is left.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Max, Q, QuerySet

from conspectus.core.home import home, record_folder
from conspectus.core.keys import record_signer
from conspectus.core.models import RecordedLeaf
from conspectus.core.prepared import Prepared
from conspectus.core.remembered import state_of_database
from conspectus.record import verify_record
from conspectus.record.errors import HeldError
from conspectus.record.leaf import Leaf, Withheld
from conspectus.record.log import CHECKPOINT, Log, create_log, open_log
from conspectus.record.statements import LastLines, erase_statements, reveal_statements
from conspectus.record.storage import DirectoryStore

BATCH = 256
"""Leaves in one checkpoint at most; a bundle of the log."""

PAUSE = 0.02
"""Seconds between two looks at the outbox: with the writing, receipts wait about 50 ms."""

STANDBY = 1.0
"""Seconds until a worker tries again to hold the record, where another one holds it."""


class Sequencer:
    """Holds the record, and appends; made by `sequencing`."""

    def __init__(self, store: DirectoryStore, log: Log) -> None:
        self._store = store
        self._log = log
        self._lines = LastLines(store)

    def finish(self) -> None:
        """What a crash left between the checkpoint and ``index``.

        Where the database is an older copy than the record, there are leaves that it does not
        know: they stay, and what they say is withheld, for nobody here has the words.
        """
        pending = list(_pending())
        found = self._log.located([bytes(row.entry) for row in pending], since=_known_size())
        for row in pending:
            row.index = found.get(bytes(row.entry))
        rows = {row.index: row for row in pending if row.index is not None}
        size = self._log.signed.checkpoint.size
        self._lines.append([_line(rows.get(index)) for index in range(self._lines.count, size)])
        # Shown anew: a line of before the crash may say less than the row does now.
        _set_index_and_shown((row.index, 0, row.pk) for row in rows.values())

    def step(self) -> int:
        """Appends a batch of the outbox, and shows what is to be shown; how many were appended."""
        rows = _next_pending.objects(window=(BATCH, 0))
        if rows:
            signed = self._log.append([bytes(row.entry) for row in rows])
            first = signed.checkpoint.size - len(rows)
            for index, row in enumerate(rows, first):
                row.index = index
            self._release(rows)
        self._show(_next_to_show.objects(window=(BATCH, 0)))
        return len(rows)

    def drain(self) -> int:
        """Appends all there is; how many."""
        total = 0
        while (appended := self.step()) or _next_to_show.first():
            total += appended
        return total

    def _release(self, rows: Sequence[RecordedLeaf]) -> None:
        """Writes the lines of rows with following indexes, then lets their receipts go."""
        self._lines.append([_line(row) for row in rows])
        _set_index_and_shown((row.index, row.revision, row.pk) for row in rows)
        _tell(home(), rows[-1].pk)

    def _show(self, rows: Sequence[RecordedLeaf]) -> None:
        """Tombstones where something was erased, words where something is public now."""
        if not rows:
            return
        revealed = {_index(row): _leaf(row) for row in rows if row.public and not row.erased_by_id}
        reveal_statements(self._store, revealed)
        erased: dict[int, list[int]] = {}
        for row in rows:
            if row.erased_by is not None:
                erased.setdefault(_index(row.erased_by), []).append(_index(row))
        for by, indexes in sorted(erased.items()):
            erase_statements(self._store, by, indexes)
        self._lines.look_again()
        _set_index_and_shown((row.index, row.revision, row.pk) for row in rows)


@contextmanager
def sequencing() -> Iterator[Sequencer]:
    """The record held for appending, with what an earlier crash left already finished.

    Raises:
        HeldError: another process holds it.
        StorageError: the files are not those that we know.
        SiteError: the key of the record is missing.
    """
    signer = record_signer(home())
    store = DirectoryStore(record_folder())
    with store.exclusive():
        known = _known_size()
        begin = known == 0 and store.read(CHECKPOINT) is None
        log = create_log(store, signer) if begin else open_log(store, signer, known_size=known)
        script = Path(verify_record.__file__)
        if store.read(script.name) != script.read_bytes():
            store.write([(script.name, script.read_bytes())])
        sequencer = Sequencer(store, log)
        sequencer.finish()
        _tell(home(), _newest_recorded())
        yield sequencer


def run_sequencer(stop: threading.Event) -> None:
    """Appends until ``stop`` is set: what the worker's thread does.

    Raises:
        StorageError: see `sequencing`; also where a write failed, for what is on the disk then is
            known only after opening anew.
    """
    while not stop.is_set():
        # Of several workers one appends; the others are there should it end.
        with suppress(HeldError), sequencing() as sequencer:
            _append_until(stop, sequencer)
        stop.wait(STANDBY)


def _append_until(stop: threading.Event, sequencer: Sequencer) -> None:
    seen = None
    while not stop.is_set():
        now = state_of_database()
        if now is None or now != seen:
            sequencer.drain()
            seen = now
        stop.wait(PAUSE)


def begin_record() -> None:
    """A record with its key and a signed checkpoint; nothing where a worker holds it already."""
    with suppress(HeldError), sequencing() as sequencer:
        sequencer.drain()


def settle(seconds: float = 10.0) -> bool:
    """Sees to it that all that was handed over so far is in the record; False where it is late.

    Appends itself where no worker runs, as commands do; else waits for the worker. Outside any
    transaction.
    """
    newest = _pending().order_by("-id").values_list("id", flat=True).first()
    until = time.monotonic() + seconds
    while newest is not None and _pending().filter(pk__lte=newest).exists():
        try:
            with sequencing() as sequencer:
                sequencer.drain()
        except HeldError:  # a worker holds the record
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE)
    return True


def lag() -> float:
    """Seconds that the oldest leaf of the outbox has waited; 0.0 where none waits."""
    oldest = _pending().values_list("created", flat=True).first()
    return max(0.0, (datetime.now(UTC) - oldest).total_seconds()) if oldest else 0.0


def recorded_up_to(place: Path) -> int:
    """The newest row that is in the record, as told in ``run/recorded``; 0 where nothing is told.

    A hint only, which spares those who wait a query: whoever acts on it reads the row.
    """
    try:
        return int.from_bytes((place / "run" / "recorded").read_bytes(), "big")
    except FileNotFoundError:
        return 0


def _tell(place: Path, newest: int) -> None:
    (place / "run").mkdir(exist_ok=True)
    handle = os.open(place / "run" / "recorded", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(handle, newest.to_bytes(8, "big"), 0)
    finally:
        os.close(handle)


def _pending() -> QuerySet[RecordedLeaf]:
    return RecordedLeaf.objects.filter(index__isnull=True).order_by("id")


def _to_show() -> QuerySet[RecordedLeaf]:
    """Rows that are in the record, but whose line says something else than they do now."""
    return (
        RecordedLeaf.objects.filter(
            Q(erased_by__isnull=True) | Q(erased_by__index__isnull=False),
            index__isnull=False,
            shown__lt=F("revision"),
        )
        .select_related("erased_by")
        .order_by("index")
    )


# Asked dozens of times a second while contributions come in.
_next_pending = Prepared(_pending)
_next_to_show = Prepared(_to_show)


def _known_size() -> int:
    newest = RecordedLeaf.objects.aggregate(newest=Max("index"))["newest"]
    return 0 if newest is None else newest + 1


def _newest_recorded() -> int:
    recorded = RecordedLeaf.objects.filter(index__isnull=False)
    return recorded.aggregate(newest=Max("id"))["newest"] or 0


def _index(row: RecordedLeaf) -> int:
    if row.index is None:
        raise ValueError(f"Row {row.pk} of the outbox is not in the record yet.")
    return row.index


def _line(row: RecordedLeaf | None) -> Leaf | Withheld:
    """What ``leaves/`` says of a leaf that is new there."""
    return _leaf(row) if row is not None and row.public else Withheld()


def _leaf(row: RecordedLeaf) -> Leaf:
    return Leaf(bytes(row.salt), bytes(row.content))


@transaction.atomic
def _set_index_and_shown(rows: Iterable[tuple[int | None, int, int]]) -> None:
    """(index, revision shown, row): one prepared statement, the quickest there is."""
    table = RecordedLeaf._meta.db_table  # noqa: SLF001 - Django's documented place of it
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{table}" SET "index" = %s, shown = %s WHERE id = %s',  # noqa: S608 - our own table
            list(rows),
        )
