from __future__ import annotations

import json
import tarfile

import pytest

from conspectus.cli.exits import Exit
from conspectus.core.restoring import DUMP

BACK = """
from django.core.management import call_command
call_command("migrate", "core", "0003", verbosity=0)
"""

LATER = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_applied("core", "9999_later")
"""


def test_a_database_of_a_newer_version_is_left_alone(installation):
    installation.python(LATER)
    done = installation.run("upgrade", "--json")
    assert done.returncode == Exit.USAGE
    assert "is of a newer version" in json.loads(done.stdout)["error"]
    assert "core 9999_later" in done.stderr


@pytest.mark.long
def test_one_command_from_an_older_database_to_a_running_site(installation):
    installation.python(BACK)
    refused = installation.run("serve")
    assert refused.returncode == Exit.USAGE
    assert "conspectus upgrade" in refused.stderr
    done = installation.run("upgrade", "--json")
    assert done.returncode == Exit.DONE, done.stderr
    told = json.loads(done.stdout)
    assert "core 0004_search_index" in told["applied"]
    with tarfile.open(told["backup"]) as backup:
        assert {"conspectus.sqlite3", DUMP} & set(backup.getnames())
    installation.serve()
    assert "<html" in installation.get("/en/")
    assert json.loads(installation.run("upgrade", "--json").stdout)["applied"] == []


@pytest.mark.long
def test_nothing_is_changed_while_the_site_runs_or_where_the_record_is_damaged(installation):
    installation.python(BACK)
    worker = installation.python(
        "from conspectus.core.sequencer import sequencing\n"
        "from conspectus.cli.main import main\n"
        "with sequencing(): print(main(['upgrade']))"
    )
    assert worker.endswith("2")
    (installation.home / "record" / "checkpoint").write_text("another/record\n1\n\n")
    done = installation.run("upgrade")
    assert done.returncode == Exit.USAGE
    assert "so nothing was changed" in done.stderr
    assert list(installation.home.parent.glob("*.tar.gz")) == []
