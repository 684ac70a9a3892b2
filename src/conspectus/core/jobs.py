"""Jobs outlive the worker that had begun them: what a dead one left is done by the next.

The library claims a job for a worker and has no way back if that worker is killed. So each worker
holds a lock under its name as long as it lives; a job whose worker holds none is ready again. Jobs
must therefore bear to be begun twice.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from conspectus.core.clock import stamp
from conspectus.core.home import home

MOST_ATTEMPTS: Final = 3
"""A job that killed so many workers is not begun again."""

KEPT: Final = dt.timedelta(days=7)
"""How long a finished job can be looked at."""


@contextmanager
def named_worker() -> Iterator[str]:
    """The name of a worker, known to be alive until the process ends, however it ends."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    handle = _locked(folder / name)
    try:
        yield name
    finally:
        (folder / name).unlink(missing_ok=True)
        os.close(handle)


def _locked(place: Path) -> int:
    """The file, locked, under its name.

    Another worker that tidies up may have seen it between its making and its locking, taken it for
    a dead one's, and removed it: then it is made again.
    """
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), place.stat()):
                return handle
        os.close(handle)


def resume_left() -> int:
    """Makes the jobs of dead workers ready again, or fails those that keep killing; how many."""
    left = 0
    for job in DBTaskResult.objects.running():
        if not job.worker_ids or _is_alive(job.worker_ids[-1]):
            continue
        _take_back(job)
        left += 1
    for place in _folder().glob("*"):
        _remove_dead(place)
    return left


def living_workers() -> int:
    """How many hold their lock."""
    return sum(_is_alive(place.name) for place in _folder().glob("*"))


def forget_finished() -> int:
    """Deletes jobs that ended long ago, with their arguments; how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=stamp() - KEPT)
    return int(old.delete()[0])


@transaction.atomic
def _take_back(job: DBTaskResult[..., object]) -> None:
    """Only while it is still claimed by the worker that died."""
    claimed = DBTaskResult.objects.running().filter(pk=job.pk, worker_ids=job.worker_ids)
    if len(job.worker_ids) < MOST_ATTEMPTS:
        claimed.update(status=TaskResultStatus.READY, started_at=None)
    else:
        claimed.update(
            status=TaskResultStatus.FAILED,
            finished_at=stamp(),
            traceback=f"{MOST_ATTEMPTS} workers died while they did this.",
        )


def _is_alive(worker: str) -> bool:
    handle = _lock_of_the_dead(_folder() / Path(worker).name)
    if handle is not None:
        os.close(handle)
    return handle is None and (_folder() / Path(worker).name).exists()


def _remove_dead(place: Path) -> None:
    """While its lock is held here, so that who has just made it sees that it is gone."""
    handle = _lock_of_the_dead(place)
    if handle is not None:
        place.unlink(missing_ok=True)
        os.close(handle)


def _lock_of_the_dead(place: Path) -> int | None:
    """The file's lock, if nobody holds it; ``None`` where somebody does, or there is no file."""
    try:
        handle = os.open(place, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _folder() -> Path:
    return home() / "run" / "workers"
