"""What one process of an installation does at a time, however many could."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from conspectus.core.home import home


@contextmanager
def alone(what: str) -> Iterator[bool]:
    """Whether nobody else does ``what`` now; then nobody does until the end, however it ends."""
    folder = home() / "run"
    folder.mkdir(exist_ok=True)
    handle = os.open(folder / what, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
