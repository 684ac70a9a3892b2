"""A child that does work for another process ends with it: nobody would take what it makes."""

from __future__ import annotations

import os
import threading
import time

_LOOKS_EVERY_S = 1.0
LEFT_ALONE = 3
"""Exit code of a child whose parent is gone."""


def end_with(parent: int) -> None:
    """Ends this process within seconds after ``parent`` (a process id) is its parent no more.

    At once, without clean-up: whatever it writes has its final name only when it is whole.
    """
    threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY_S)
    os._exit(LEFT_ALONE)
