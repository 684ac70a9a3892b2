"""What the worker does: jobs one after the other; beside them the record, and the mail."""

from __future__ import annotations

import importlib
import signal
import threading
import time
import uuid
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Final

import structlog
from django.conf import settings
from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from conspectus.core.home import home
from conspectus.core.jobs import forget_finished, named_worker, resume_left
from conspectus.core.live import forget_old
from conspectus.core.retention import clear_daily
from conspectus.core.sending import run_post
from conspectus.core.sequencer import recorded_up_to, run_sequencer
from conspectus.discussion.services.delivering import send_digests

PAUSE: Final = 0.25
"""Seconds between two looks at the jobs."""

CALM: Final = 0.3
"""Seconds without a new leaf in the record, after which jobs of low priority go on."""

LONGEST_PASSING: Final = 5.0
"""Seconds that such a job waits at most."""

AGAIN: Final = 2.0
"""Seconds until a thread that failed is tried again."""

TIDY: Final = 600.0
"""Seconds between two looks for jobs that dead workers left, and for old ones."""

log = structlog.get_logger()


def work(*, sequence: bool = True, post: bool = True) -> None:
    """Until SIGTERM or SIGINT; a job that runs is ended first."""
    stop = threading.Event()
    _end_on_signal(stop)
    if not settings.HAS_WORKER:  # others work for this group
        stop.wait()
        return
    tasks = [_tidy, *([run_sequencer] if sequence else []), *([run_post] if post else [])]
    threads = [
        threading.Thread(target=_persist, args=(task, stop), name=task.__name__) for task in tasks
    ]
    for thread in threads:
        thread.start()
    try:
        with named_worker() as name:
            (_handed_out if settings.JOBS else _jobs)(name, stop)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _tidy(stop: threading.Event) -> None:
    """What dead workers left, and what is old."""
    while not stop.is_set():
        resume_left()
        if settings.JOBS:
            _procrastinating().hand_out_again()
        forget_finished()
        clear_daily()
        forget_old()
        send_digests()
        stop.wait(TIDY)


def do_all_jobs() -> None:
    """Does what is ready, here and now: for commands that need no worker."""
    with named_worker() as name:
        worker = _worker(name, most=None)
        worker.run()


def _end_on_signal(stop: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _jobs(name: str, stop: threading.Event) -> None:
    """Runs the jobs that are ready. Looks without a lock: an idle worker holds nobody up."""
    worker = _worker(name, most=1)
    while not stop.is_set():
        priority = _next_priority()
        if priority is not None and priority < 0:
            _let_others_pass(stop)
        if priority is not None:
            worker._run_tasks = 0  # noqa: SLF001 - one job a turn, so that `stop` is seen between two
            worker.running = True
            worker.run()
        else:
            stop.wait(PAUSE)


def _handed_out(name: str, stop: threading.Event) -> None:
    """Runs the jobs that procrastinate hands out."""
    queue = _procrastinating()
    worker = _worker(name, most=None)

    def do(job: uuid.UUID) -> None:
        close_old_connections()
        row = queue.claim(job, name)
        if row is None:
            return
        if row.priority < 0:
            _let_others_pass(stop)
        worker.run_task(row)

    queue.work(do, stop)


def _procrastinating() -> ModuleType:
    """An extra: loaded where it is asked for."""
    return importlib.import_module("conspectus.core.procrastinating")


def _worker(name: str, *, most: int | None) -> Worker:
    """The library's, which ends when nothing is ready, or after ``most`` jobs."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=most,
        worker_id=name,
        excluded_queue_names=[],
    )


def _next_priority() -> int | None:
    """Of the job that comes next; ``None`` where none is ready."""
    try:
        job = DBTaskResult.objects.ready().values_list("priority", flat=True).first()
    except OperationalError as error:
        log.warning("jobs cannot be read", error=str(error))
        return None
    return None if job is None else int(job)


def _let_others_pass(stop: threading.Event) -> None:
    """A job that nobody waits for waits itself while contributions come in without a pause.

    SQLite has one writer: in the rush before a deadline it is theirs.
    """
    until = time.monotonic() + LONGEST_PASSING
    seen = -1
    while (now := recorded_up_to(home())) != seen and time.monotonic() < until:
        seen = now
        if stop.wait(CALM):
            return


def _persist(task: Callable[[threading.Event], None], stop: threading.Event) -> None:
    """A thread's work, begun anew where it failed; the log says what broke."""
    while not stop.is_set():
        try:
            task(stop)
        except Exception:
            log.exception("began anew", thread=task.__name__)
            stop.wait(AGAIN)
        finally:
            connection.close()
