from __future__ import annotations

import datetime as dt
import fcntl

import pytest
from django.core.mail import send_mail
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from conspectus.core.clock import stamp
from conspectus.core.jobs import KEPT, forget_finished, named_worker, resume_left

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@task
def some_job():
    send_mail("done", "", None, ["x@example.org"])


def claimed(*workers):
    some_job.enqueue()
    job = DBTaskResult.objects.get()
    for worker in workers:
        job.claim(worker)
    return job


def status(job):
    job.refresh_from_db()
    return job.status


def test_the_job_of_a_dead_worker_is_ready_again():
    with named_worker() as name:
        job = claimed(name)
        assert resume_left() == 0
        assert status(job) == TaskResultStatus.RUNNING
    assert resume_left() == 1
    assert status(job) == TaskResultStatus.READY
    assert DBTaskResult.objects.ready().get() == job


def test_a_worker_whose_file_was_tidied_away_as_it_began_is_known_to_live(monkeypatch):
    took = []

    def flock(handle, how):
        if not took:  # another worker's look comes between the making and the locking
            took.append(handle)
            resume_left()
        lock(handle, how)

    lock = fcntl.flock
    monkeypatch.setattr(fcntl, "flock", flock)
    with named_worker() as name:
        job = claimed(name)
        assert resume_left() == 0
        assert status(job) == TaskResultStatus.RUNNING


def test_a_job_that_kills_its_workers_is_given_up():
    job = claimed("one", "two", "three")
    assert resume_left() == 1
    assert status(job) == TaskResultStatus.FAILED
    assert "3 workers died" in job.traceback


def test_old_jobs_are_forgotten_with_their_arguments():
    job = claimed("one")
    job.set_successful(None)
    assert forget_finished() == 0
    DBTaskResult.objects.update(finished_at=stamp() - KEPT - dt.timedelta(hours=1))
    assert forget_finished() == 1
    assert not DBTaskResult.objects.exists()
