"""Counts of attempts in a table that all processes share, one statement a write.

Django's backend asks how many rows there are and whether the key is one of them, in a savepoint,
before it writes: seven statements, of which a form that counts three things makes twenty.
"""

from __future__ import annotations

import base64
import pickle
import random
from datetime import UTC, datetime
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

CULLED_ONCE_IN: Final = 200
"""Writes; between two of them the table may hold so many rows more than it should."""

_UPSERT: Final = (
    "INSERT INTO {table} AS had (cache_key, value, expires) VALUES (%s, %s, %s) "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires{if_}"
)
_ONLY_EXPIRED: Final = " WHERE had.expires < %s"


class CountsCache(DatabaseCache):
    """Django's table on PostgreSQL (or any database that knows ON CONFLICT)."""

    def _base_set(
        self,
        mode: str,
        key: str,
        value: object,
        timeout: Any = DEFAULT_TIMEOUT,  # noqa: ANN401 - Django's
    ) -> bool:
        """``mode``: "set", "add" (where nothing unexpired is there) or "touch"."""
        found = self.get_backend_timeout(timeout)
        now = datetime.now(UTC).replace(microsecond=0)
        until = datetime.max if found is None else datetime.fromtimestamp(found, tz=UTC)  # noqa: DTZ901 - as Django's
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined] # Django's
        expires = connection.ops.adapt_datetimefield_value(until.replace(microsecond=0))
        with connection.cursor() as cursor:
            if mode == "touch":
                cursor.execute(
                    f"UPDATE {table} SET expires = %s WHERE cache_key = %s",  # noqa: S608 - our own table
                    [expires, key],
                )
                return bool(cursor.rowcount == 1)
            words = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
            given = [key, words, expires]
            if mode == "add":
                given.append(connection.ops.adapt_datetimefield_value(now))
            if_ = _ONLY_EXPIRED if mode == "add" else ""
            cursor.execute(_UPSERT.format(table=table, if_=if_), given)
            is_written = bool(cursor.rowcount == 1)
            if random.randrange(CULLED_ONCE_IN) == 0:
                cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - our own table
                (count,) = cursor.fetchone()
                if count > self._max_entries:
                    self._cull(connection.alias, cursor, now, count)  # type: ignore[attr-defined] # Django's
        return is_written
