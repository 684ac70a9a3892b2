from __future__ import annotations

import json
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from conspectus.core.keys import make_keys
from tests.cli.site.conftest import Installation, copied, eventually

HAND_OVER = """
from conspectus.core.recording import record
from conspectus.core.receipts import wait_for
import time
waits = []
for n in range(9):
    began = time.monotonic()
    row = record("role", "/", {"n": n})
    assert wait_for(row, 10.0) is not None
    waits.append(time.monotonic() - began)
print(sorted(waits)[4])
"""


def test_serve_on_an_empty_directory_gives_a_site(tmp_path):
    installation = Installation(tmp_path / "new")
    try:
        installation.serve()
        assert "<html" in installation.get("/en/")
        assert installation.get("/readyz") == "ready\n"
        assert installation.get("/record/checkpoint").split("\n")[1] == "0"
        done = installation.run("createadmin", "chief@example.org", "--json")
        assert json.loads(done.stdout)["link"].startswith(f"{installation.address}/en/")
    finally:
        installation.end()


@pytest.mark.parametrize("command", ["createadmin chief@example.org", "serve", "upgrade"])
def test_an_installation_that_is_still_being_made_is_no_defect(tmp_path, command):
    installation = Installation(tmp_path / "new")
    make_keys(installation.home, address="")  # what is there while the tables are made
    done = installation.run(*command.split(), *_anywhere(command))
    assert done.returncode == 2
    assert f"The installation in {installation.home} is not whole." in done.stderr


def _anywhere(command):
    """``--bind`` with a port that is free, for a command that needs one."""
    if command != "serve":
        return ()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return ("--bind", f"127.0.0.1:{free.getsockname()[1]}")


@pytest.fixture(scope="module")
def served(made_once, tmp_path_factory):
    """A site that answers, for all tests that leave it as it was."""
    installation = copied(made_once, tmp_path_factory.mktemp("served") / "home")
    installation.serve()
    yield installation
    installation.end()


def test_the_group_is_small_at_rest(served):
    served.get("/en/")
    time.sleep(0.5)
    rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in served.processes()]
    pss = [int(line.split()[1]) for text in rollups for line in text.splitlines() if "Pss:" in line]
    assert sum(pss) / 1024 < 200


def test_receipts_are_released_in_a_moment(served):
    assert float(served.python(HAND_OVER)) < 0.15


def test_a_child_that_dies_is_started_again(served):
    """Each of the three in turn."""
    processes = eventually(lambda: len(p := served.processes()) == 4 and p, 10)
    for child in processes[1:]:
        os.kill(child, signal.SIGKILL)
        eventually(lambda gone=child: len(p := served.processes()) == 4 and gone not in p, 10)
        eventually(lambda: served.get("/readyz") == "ready\n", 10)
        assert float(served.python(HAND_OVER)) < 1.0


def test_the_parent_ends_all_and_leaves_nothing(installation):
    installation.serve()
    processes = eventually(lambda: len(p := installation.processes()) == 4 and p, 10)
    installation.end()
    assert installation.server.returncode == 0
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes), 5)


def test_children_end_when_the_parent_is_killed(installation):
    installation.serve()
    processes = eventually(lambda: len(p := installation.processes()) == 4 and p, 10)
    os.kill(installation.server.pid, signal.SIGKILL)
    installation.server.wait()
    eventually(lambda: not any(alive(pid) for pid in processes), 30)


def alive(pid):
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_request_is_one_line_of_the_log_without_personal_data(installation):
    installation.serve()
    assert installation.get("/en/drafts/a-secret/?q=a-name") is not None
    installation.get("/en/record/")
    installation.end()
    text = (installation.home.parent / "log").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    record = [line for line in lines if line.get("route") == "record"]
    assert len(record) == 1
    assert (record[0]["status"], record[0]["method"]) == (200, "GET")
    assert record[0]["ms"] > 0
    assert record[0]["stamp"] < record[0]["at"]
    assert "a-secret" not in text
    assert "a-name" not in text
    assert "127.0.0.1" not in text


def test_a_site_for_others_needs_its_address(installation):
    done = installation.run("serve", "--bind", "0.0.0.0:8000")
    assert done.returncode == 2
    assert "set CONSPECTUS_ADDRESS" in done.stderr


@pytest.mark.parametrize("bind", ["8000", "localhost:0", "localhost:http", ":8000"])
def test_a_malformed_address_is_told(installation, bind):
    done = installation.run("serve", "--bind", bind)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no ADDRESS:PORT" in done.stderr


def test_an_address_that_is_taken_is_told(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = installation.run("serve", "--bind", f"127.0.0.1:{port}", timeout=20)
    assert done.returncode == 2
    assert f"127.0.0.1:{port} is taken" in done.stderr


ONE_STEP_BACK = """
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
steps = MigrationLoader(connection).disk_migrations
before, last = sorted(name for app, name in steps if app == "discussion")[-2:]
call_command("migrate", "discussion", before, verbosity=0)
print("discussion", last)
"""


def test_an_older_database_is_not_served(installation):
    undone = installation.python(ONE_STEP_BACK)
    done = installation.run("serve", "--bind", "127.0.0.1:9", timeout=20)
    assert done.returncode == 2
    assert "conspectus upgrade" in done.stderr
    done = installation.run("migrate")
    assert undone in done.stdout
    assert installation.run("migrate").stdout == "Nothing to do.\n"


def test_a_command_closes_the_database_before_it_ends(installation):
    """SQLite takes away what stands beside it when it is closed."""
    assert installation.run_by_itself("migrate").stdout == "Nothing to do.\n"
    assert [*installation.home.glob("*-wal"), *installation.home.glob("*-shm")] == []


def test_a_home_that_is_none_is_told(tmp_path):
    done = Installation(tmp_path / "absent").run("migrate")
    assert done.returncode == 2
    assert "make one with 'conspectus init --home" in done.stderr


def test_createadmin_prints_a_link_or_sets_a_password(installation):
    done = installation.run("createadmin", "Chief@Example.org", "--json")
    assert "/en/accounts/password/reset/key/" in json.loads(done.stdout)["link"]
    done = installation.run(
        "createadmin", "chief@example.org", "--password-file", "-", input="a long good phrase\n"
    )
    assert done.returncode == 0, done.stderr
    code = """
from conspectus.people.models import Account
account = Account.objects.get()
print(account.email, account.check_password("a long good phrase"), account.roles.get().role)
"""
    assert installation.python(code) == "chief@example.org True secretariat"
    done = installation.run("createadmin", "x@example.org", "--password-file", "-", input="short\n")
    assert (done.returncode, "too short" in done.stderr) == (2, True)
    assert installation.run("createadmin", "nobody").returncode == 2
