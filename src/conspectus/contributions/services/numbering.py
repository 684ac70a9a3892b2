"""One counter a cycle: contributions are numbered on receipt (decision 0023)."""

from __future__ import annotations

from django.db import connection

from conspectus.forums.models import Cycle

_HIGHEST = "SELECT COALESCE(MAX(number), 0) FROM contributions_contribution WHERE cycle_id = %s"


def next_number(cycle: Cycle) -> int:
    """The next number of a cycle, inside the caller's transaction; numbers are given once.

    The lock on the cycle's row makes the next caller wait until this transaction ends, so that no
    number is given twice and none is left out. SQLite has one writer and needs none. Who comes
    first is not decided here: `contributions.services.receiving` calls in the order of stamps.
    """
    if connection.features.has_select_for_update:
        Cycle.objects.select_for_update().get(pk=cycle.pk)
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST, [cycle.pk])
        return int(cursor.fetchone()[0]) + 1
