"""Python's search for unreachable cycles, left out where few are made."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """No search meanwhile: looking takes a tenth of a run, and of the loading of modules."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def end_without_cycle_search() -> None:
    """No search when this process ends, which is a quarter of what a short command costs.

    The database is closed before: no connection waits in a cycle to be found by the search, and
    SQLite takes its files beside the database away.
    """
    atexit.unregister(_end)
    atexit.register(_end)


def _end() -> None:
    database = sys.modules.get("django.db")
    if database is not None and "settings" in vars(database.connections):  # somebody has asked it
        database.connections.close_all()
    gc.freeze()
