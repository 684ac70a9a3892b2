"""Writing PostgreSQL's files anew once words have been erased.

PostgreSQL deletes nothing at once: what was updated or deleted stays in the table's file until it
is vacuumed, and the bytes until something else is written there. ``VACUUM FULL`` writes each table
into a new file without them and empties the old one. Its statistics keep samples of words: they
are made anew, and written anew. Its log keeps all for as long as its segments: where the role may
(docs/operation.md), the segment is closed and a checkpoint lets go of those before it.

The tables are closed meanwhile, one after the other: 120 MB for 6 s where forty others work.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import structlog
from django.db import OperationalError, connection
from django_tasks import task

from conspectus.core.clock import stamp

LAST: Final = "core_recordedleaf"
"""Every erasure changes it. Written anew after all others: its new file says that it was done."""

LARGEST: Final = 1 << 30
"""Bytes of a table that is not closed at any time of day: the operator's (docs/operation.md)."""

PATIENCE: Final = 20.0
"""Seconds to wait for those who read since before the erasure, who may still see what was there."""

AGAIN: Final = dt.timedelta(minutes=1)
"""After which it is tried again where somebody was in the way."""

_TABLES: Final = """
SELECT oid::regclass::text, pg_total_relation_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
ORDER BY relname = %s, 2
"""

_OPEN: Final = """
SELECT lock.virtualtransaction FROM pg_locks AS lock JOIN pg_stat_activity AS session USING (pid)
WHERE lock.locktype = 'virtualxid' AND session.datname = current_database()
  AND lock.pid <> pg_backend_pid()
"""

_MAY: Final = """
SELECT has_function_privilege('pg_switch_wal()', 'execute') AND coalesce(
  (SELECT pg_has_role(oid, 'usage') FROM pg_roles WHERE rolname = 'pg_checkpoint'),
  (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
"""
"""Before version 15 only a superuser makes a checkpoint."""

log = structlog.get_logger("erasure")


def rewrite_later() -> None:
    """Has the files written anew, by a worker, after the caller's transaction.

    In the erasing transaction, after its change of `LAST`, which nobody can write anew before its
    end. On SQLite nothing: it overwrites what it deletes (``secure_delete``).
    """
    if connection.vendor == "postgresql":
        rewrite_rows.enqueue(_file())


@task()
def rewrite_rows(before: int) -> None:
    """Once for all erasures until now; ``before``: the file of `LAST` when the erasure was made."""
    if _file() != before:
        return
    if not (_others_have_ended() and _rewrite()):
        rewrite_rows.using(run_after=stamp() + AGAIN).enqueue(before)
        return
    if _may_let_go():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_switch_wal()")
            cursor.execute("CHECKPOINT")


def forgets_its_log() -> bool:
    """Whether erased words leave the server's log at once; else the operator has to see to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wal_recycle')")
        (recycles,) = cursor.fetchone()
    return recycles == "off" and _may_let_go()


def _may_let_go() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_MAY)
        return bool(cursor.fetchone()[0])


def _file() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filenode(%s::regclass)", [LAST])
        return int(cursor.fetchone()[0])


def _others_have_ended() -> bool:
    """Whether all transactions that were open have ended, after `PATIENCE` at most.

    What an older one may still see is copied into the new file.
    """
    until = time.monotonic() + PATIENCE
    there = waited_for = _open_transactions()
    while there & waited_for:
        if time.monotonic() > until:
            log.warning("erased rows stay: a transaction is open for long")
            return False
        time.sleep(0.1)
        there = _open_transactions()
    return True


def _open_transactions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN)
        return {name for (name,) in cursor.fetchall()}


def _rewrite() -> bool:
    """Whether nobody was in the way. Who writes or reads waits for one table at a time."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [LAST])
        tables = cursor.fetchall()
    with _impatient():
        for name, size in tables:
            if size > LARGEST:
                log.warning("erased rows stay: a large table", table=name)
            elif not _vacuumed(name):
                return False
        return _vacuumed("pg_statistic")


def _vacuumed(name: str) -> bool:
    kind = "FULL" if name.startswith("pg_") else "FULL, ANALYZE"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM ({kind}) {name}")
    except OperationalError as error:
        log.warning("erased rows stay", table=name, error=str(error))
        return False
    return True


@contextmanager
def _impatient() -> Iterator[None]:
    """Who waits to close a table keeps all others out of it: not for long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (before,) = cursor.fetchone()
        cursor.execute("SET lock_timeout = '2s'")
        try:
            yield
        finally:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [before])
