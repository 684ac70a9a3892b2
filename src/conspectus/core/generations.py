"""The generation of each scope as the server's front learns it: without asking the database.

One small file, eight bytes a scope at the place of its primary key. After a transaction that
raised a generation has been committed, and before anybody is told so, its process raises the
number here (`announce`). The file only ever rises; what is not known to it counts as 0. A crash
between the commit and this is mended by `reconcile`, which every front runs at its start and every
two seconds (docs/decisions/0020). On PostgreSQL it also hears of each commit that raised one
(`core.listening`), on whichever machine that was made.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
import time
from collections.abc import Mapping
from pathlib import Path

from conspectus.core import home
from conspectus.core.models import Scope

_NUMBER = struct.Struct("<Q")

GLANCE = 0.1
"""Seconds between two looks at the file by those who wait for a change."""


def generations_file() -> Path:
    """Beside the pages, not among them: these may be deleted at any time."""
    return home.home() / "generations"


class Generations:
    """The file as one reader holds it open. Reading is one system call."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def of(self, scope: int) -> int:
        """The highest generation that was announced for a scope.

        A read torn by a write gives another number: then a page is rendered once more, or one is
        served whose successor has not been acknowledged to anybody yet. Both are allowed.
        """
        read = os.pread(self._file, _NUMBER.size, scope * _NUMBER.size)
        return int(_NUMBER.unpack(read)[0]) if len(read) == _NUMBER.size else 0

    def close(self) -> None:
        """Lets go of the file."""
        os.close(self._file)

    def look_again(self) -> None:
        """Opens the file anew if somebody has put another in its place."""
        with os.fdopen(os.open(self._path, os.O_RDONLY | os.O_CREAT, 0o600), "rb") as there:
            if not os.path.samestat(os.fstat(there.fileno()), os.fstat(self._file)):
                os.dup2(there.fileno(), self._file, inheritable=False)


def announce(generations: Mapping[int, int]) -> None:
    """Raises the numbers of scopes to what has been committed.

    Two committers may come here in either order, hence the lock and "only ever rises".
    Where there is no installation (`conspectus init` has not run), nobody is to be told.
    """
    path = generations_file()
    if not path.parent.is_dir():
        return
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        for scope, generation in generations.items():
            place = scope * _NUMBER.size
            there = os.pread(file, _NUMBER.size, place)
            if len(there) < _NUMBER.size or _NUMBER.unpack(there)[0] < generation:
                os.pwrite(file, _NUMBER.pack(generation), place)
    finally:
        os.close(file)


def reconcile() -> None:
    """Raises every number to what the database says."""
    announce(dict(Scope.objects.values_list("pk", "generation")))


def wait_for_change(scope: int, since: int, seconds: float) -> int:
    """The generation of a scope once it is not ``since`` any more, at most after ``seconds``.

    Without a query, on either database: it looks at the file. For a thread; `change_of` for a loop.
    """
    file = Generations(generations_file())
    until = time.monotonic() + seconds
    while (now := file.of(scope)) == since and time.monotonic() < until:
        time.sleep(GLANCE)
    file.close()
    return now


async def change_of(scope: int, since: int, seconds: float) -> int:
    """As `wait_for_change`, for live pages: a few system calls a second for each."""
    file = Generations(generations_file())
    until = time.monotonic() + seconds
    while (now := file.of(scope)) == since and time.monotonic() < until:  # noqa: ASYNC110 - a file
        await asyncio.sleep(GLANCE)
    file.close()
    return now
