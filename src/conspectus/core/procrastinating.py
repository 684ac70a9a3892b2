"""Jobs handed out by procrastinate, where PostgreSQL holds them and many workers wait for them.

A job stays the row of django-tasks-db: its arguments, its state, its result are read there by
whoever asks. What changes is who says that it is there: a job of procrastinate with the row's key,
written in the same transaction. Workers hear of it instead of looking four times a second, and
what must not be done twice is still decided by the row, which one worker takes.
"""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max
from procrastinate import App, JobContext
from procrastinate.contrib.django import app

NAME: Final = "conspectus.job"
"""Of the one task that procrastinate knows."""

LOOK: Final = 5.0
"""Seconds after which a worker looks for jobs, should it hear of none."""

PAUSE: Final = 0.1
"""Seconds between two looks at whether the worker is to end."""


class ProcrastinateBackend(DatabaseBackend):
    """The library's backend for one database, which tells procrastinate of each job."""

    @transaction.atomic
    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:  # noqa: ANN401 - the library's
        """Both or neither, with the caller's transaction."""
        result: Any = super().enqueue(task, args, kwargs)
        _hand_over(result.db_result)
        return result


def _hand_over(row: DBTaskResult[..., object]) -> None:
    waits = row.run_after if row.run_after != get_date_max() else None
    app.configure_task(
        NAME, queue=row.queue_name, priority=row.priority, schedule_at=waits, allow_unknown=True
    ).defer(job=str(row.pk))


def register(known: App) -> None:
    """What Django calls once procrastinate is ready (``PROCRASTINATE_ON_APP_READY``)."""
    known.task(name=NAME, pass_context=True)(_do)


def _do(context: JobContext, job: str) -> None:
    """Does a row's job, if it still waits."""
    context.additional_context["do"](uuid.UUID(job))


def claim(job: uuid.UUID, worker: str) -> DBTaskResult[..., object] | None:
    """Takes a row for this worker; ``None`` where another has it, or it is done."""
    with transaction.atomic():
        row = DBTaskResult.objects.filter(pk=job, status=TaskResultStatus.READY).first()
        if row is not None:
            row.claim(worker)
        return row


def work(do: Callable[[uuid.UUID], None], stop: threading.Event) -> None:
    """Has ``do`` do jobs, one after the other, until ``stop`` is set; what runs is ended first."""
    asyncio.run(_work(do, stop))


async def _work(do: Callable[[uuid.UUID], None], stop: threading.Event) -> None:
    async with _for_workers().open_async() as known:
        working = asyncio.create_task(
            known.run_worker_async(
                concurrency=1,
                fetch_job_polling_interval=LOOK,
                delete_jobs="always",
                additional_context={"do": do},
                install_signal_handlers=False,
            )
        )
        while not stop.is_set() and not working.done():  # noqa: ASYNC110 - another thread sets it
            await asyncio.sleep(PAUSE)
        if working.done():
            working.result()  # raises what ended it
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


def hand_out_again() -> None:
    """What dead workers had been handed waits again. The row decides what is done."""
    asyncio.run(_hand_out_again())


async def _hand_out_again() -> None:
    async with _for_workers().open_async() as known:
        for job in await known.job_manager.get_stalled_jobs():
            await known.job_manager.retry_job(job)


def _for_workers() -> App:
    """Beside Django's, which tells of new jobs in Django's transactions: a job may ask for more."""
    made = App(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    register(made)
    return made
