"""One installation on one PostgreSQL: several groups of processes, several workers.

With a server of its own unless the run has one (``make test-postgres``).
"""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import pytest

from tests.cli.site.conftest import Installation, eventually
from tests.postgres.databases import SERVER, Server, new_database

pytestmark = [pytest.mark.long, pytest.mark.postgres]

PUBLISH = """
from conspectus.core.publication import mark_changed
from tests.factories_site import a_cycle, a_forum
mark_changed(a_cycle(a_forum("{slug}"), "2026").scope)
"""

HAND_OVER = """
from django.db import transaction
from conspectus.core.receipts import wait_for
from conspectus.core.recording import record
with transaction.atomic():
    row = record("role", "/", {})
print(wait_for(row, 20.0) is not None)
"""

JOBS = """
from django.core.mail import send_mail
from django_tasks_db.models import DBTaskResult
from conspectus.contributions.services.settling import settle_received
before = DBTaskResult.objects.count()
for _ in range(20):
    settle_received.enqueue()
print(before)
"""

WAITING = """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.exclude(status="SUCCESSFUL").count())
"""


@pytest.fixture(scope="module")
def own_server():
    """One that may be killed; not below pytest's folders, which only their owner enters."""
    with tempfile.TemporaryDirectory(prefix="conspectus-postgres-") as folder:
        Path(folder).chmod(0o755)
        own = Server(Path(folder), {})
        yield own
        own.stop()


@pytest.fixture
def server(request):
    """The address of the run's server, else of one's own."""
    return os.environ.get(SERVER) or request.getfixturevalue("own_server").address


@pytest.fixture(params=["", "procrastinate"], ids=["django-tasks-db", "procrastinate"])
def groups(server, tmp_path, request, monkeypatch):
    """Makes groups of processes of one new installation; ends them."""
    database = new_database(server)
    made = []

    def group():
        made.append(Installation(tmp_path / "home", database, jobs=request.param))
        return made[-1]

    done = group().run("init")
    assert done.returncode == 0, done.stderr
    yield group
    for one in made:
        one.end()


def test_two_web_processes_and_two_workers_are_one_site(groups):
    here, there, *workers = groups(), groups(), groups(), groups()
    here.serve("--no-worker")
    there.serve("--no-worker")
    for worker in workers:
        worker.work()
    assert here.python(HAND_OVER) == "True"
    # What one publishes the other shows, though it kept the page of before.
    assert "/en/igf/" not in there.get("/en/") + there.get("/en/")
    here.python(PUBLISH.format(slug="igf"))
    assert "/en/igf/" in there.get("/en/")
    assert "/en/igf/" in here.get("/en/")
    here.python(JOBS)
    eventually(lambda: here.python(WAITING) == "0", 60)
    # One of the workers appends to the record; where it is killed, the other one does.
    for worker in workers:
        assert here.python(HAND_OVER) == "True"
        worker.server.send_signal(signal.SIGKILL)
        worker.server.wait()
        worker.work()
    assert here.run("verify-record").returncode == 0


def test_the_site_goes_on_when_the_database_is_there_again(own_server, tmp_path):
    installation = Installation(tmp_path / "home", new_database(own_server.address))
    try:
        installation.serve()
        assert installation.python(HAND_OVER) == "True"
        own_server.kill()
        assert installation.get("/readyz") == "503"
        own_server.start_again()
        eventually(lambda: installation.get("/readyz") == "ready\n", 60)
        assert installation.python(HAND_OVER) == "True"
        pages = {installation.get(f"/en/record/?again={number}")[:9] for number in range(20)}
        assert pages == {"<!doctype"}
    finally:
        installation.end()
