"""One installation on one PostgreSQL: several groups of processes, several workers.

With a server of its own unless the run has one (``make test-postgres``).
"""

from __future__ import annotations

import os
import signal

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
def server(tmp_path_factory):
    if os.environ.get(SERVER):
        yield os.environ[SERVER]
        return
    folder = tmp_path_factory.mktemp("server")
    for one in (folder, *folder.parents):  # the server runs as another user where we are root
        if str(one).startswith(str(tmp_path_factory.getbasetemp().parent.parent)):
            one.chmod(0o755)
    own = Server(folder, {"fsync": "off"})
    yield own.address
    own.stop()


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
