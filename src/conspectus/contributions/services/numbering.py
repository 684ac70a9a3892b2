"""One counter a cycle: contributions are numbered on receipt (decision 0023)."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max

from conspectus.contributions.models import Contribution
from conspectus.forums.models import Cycle


def next_number(cycle: Cycle) -> int:
    """The next number of a cycle, inside the caller's transaction; numbers are given once.

    The lock on the cycle's row makes the next caller wait until this transaction ends, so that no
    number is given twice and none is left out. SQLite has one writer and needs none. Who comes
    first is not decided here: `contributions.services.receiving` calls in the order of stamps.
    """
    if connection.features.has_select_for_update:
        Cycle.objects.select_for_update().get(pk=cycle.pk)
    highest = Contribution.objects.filter(cycle=cycle).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
