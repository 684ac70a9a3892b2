"""What the worker does: jobs one after the other; beside them the record, and the mail."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Final

import structlog
from django.db import connection
from django.db.utils import OperationalError
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from conspectus.core.jobs import forget_finished, named_worker, resume_left
from conspectus.core.sending import run_post
from conspectus.core.sequencer import run_sequencer

PAUSE: Final = 0.25
"""Seconds between two looks at the jobs."""

AGAIN: Final = 2.0
"""Seconds until a thread that failed is tried again."""

TIDY: Final = 600.0
"""Seconds between two looks for jobs that dead workers left, and for old ones."""

log = structlog.get_logger()


def work(*, sequence: bool = True, post: bool = True) -> None:
    """Until SIGTERM or SIGINT; a job that runs is ended first."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_persist, args=(task, stop), name=task.__name__)
        for task, wanted in ((run_sequencer, sequence), (run_post, post))
        if wanted
    ]
    for thread in threads:
        thread.start()
    _end_on_signal(stop)
    try:
        with named_worker() as name:
            _jobs(name, stop)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _end_on_signal(stop: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _jobs(name: str, stop: threading.Event) -> None:
    """Runs the jobs that are ready. Looks without a lock: an idle worker holds nobody up."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name,
        excluded_queue_names=[],
    )
    tidied = -TIDY
    while not stop.is_set():
        if time.monotonic() - tidied > TIDY:
            resume_left()
            forget_finished()
            tidied = time.monotonic()
        if _is_ready():
            worker._run_tasks = 0  # noqa: SLF001 - one job a turn, so that `stop` is seen between two
            worker.running = True
            worker.run()
        else:
            stop.wait(PAUSE)


def _is_ready() -> bool:
    try:
        return bool(DBTaskResult.objects.ready().exists())
    except OperationalError as error:
        log.warning("jobs cannot be read", error=str(error))
        return False


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
