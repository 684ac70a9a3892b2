"""Words of addresses (slugs) that nobody has yet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any

from django.db.models import Manager

TRIED = (10, 100, 1_000)
"""Words that are looked up at once: so many, then more, where all of them are taken."""


def free_slug(wanted: str, tables: Iterable[Manager[Any]]) -> str:
    """``wanted``, else ``wanted-2``, ``wanted-3`` …: the first that no table has as a ``slug``.

    One query a table, for nearly every name. The words are asked for themselves, through the
    unique index, and not by their beginning: SQLite reads the whole table for ``LIKE``, which took
    a tenth of a second among a million names.
    """
    asked = list(tables)
    sizes = chain(TRIED, repeat(TRIED[-1]))
    begin = 1
    while True:
        size = next(sizes)
        words = [
            wanted if number == 1 else f"{wanted}-{number}" for number in range(begin, begin + size)
        ]
        taken = {
            word
            for table in asked
            for word in table.filter(slug__in=words).values_list("slug", flat=True)
        }
        free = next((word for word in words if word not in taken), None)
        if free is not None:
            return free
        begin += size
