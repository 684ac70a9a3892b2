"""After an erasure no file of PostgreSQL holds the words: no table, no statistics, no log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.cli.site.conftest import Installation
from tests.postgres.databases import Server, new_database

pytestmark = [pytest.mark.long, pytest.mark.postgres]

WORDS = "Quokkas govern the zeppelin of tomorrow"
OTHER = "Marmots deserve affordable bandwidth today"

FORGETS = {"wal_recycle": "off"}
"""What docs/operation.md asks of a server on which something may be erased."""

RIGHTS = ("GRANT pg_checkpoint", "GRANT EXECUTE ON FUNCTION pg_switch_wal()")


@pytest.fixture
def server():
    with tempfile.TemporaryDirectory(prefix="conspectus-postgres-") as folder:
        Path(folder).chmod(0o755)
        own = Server(Path(folder), FORGETS)
        yield own
        own.stop()


def files_with(server, word):
    """Of tables by their names where there is one."""
    return sorted(
        str(path.relative_to(server.folder))
        for path in server.folder.rglob("*")
        if path.is_file() and word.encode() in path.read_bytes().lower()
    )


def run(made):
    done = subprocess.run(
        [sys.executable, "-m", "tests.contributions.erasing_run", WORDS, OTHER],
        env={
            **os.environ,
            "CONSPECTUS_DATABASE": made.database,
            "CONSPECTUS_HOME": str(made.home),
            "CONSPECTUS_HOSTS": "localhost,testserver",
            "DJANGO_SETTINGS_MODULE": "conspectus.site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def given_away(server, role):
    """A new database of a role that is nobody in particular."""
    database = new_database(server.address)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f'ALTER DATABASE "{urlsplit(database).path[1:]}" OWNER TO {role}')
        connection.execute(f"GRANT ALL ON SCHEMA public TO {role}")
    return database, database.replace("//postgres:@", f"//{role}:@")


def test_no_file_of_the_server_holds_the_words(server, tmp_path):
    database, address = given_away(server, "forum")
    made = Installation(tmp_path / "home", address)
    assert made.run("init").returncode == 0
    assert "wal_recycle" in made.run("doctor").stdout
    with psycopg.connect(database, autocommit=True) as connection:
        for granted in RIGHTS:
            connection.execute(f"{granted} TO forum")
    assert "wal_recycle" not in made.run("doctor").stdout
    assert run(made)["after"] == ["410", "200"] * 2  # originals, then translations
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # what stays is in its files, not in its memory
    assert files_with(server, "marmots")
    assert [files_with(server, word) for word in ("quokka", "zeppelin")] == [[], []]


REWRITES = """
from conspectus.core.postgresql import rewriting
rewriting.PATIENCE = 0.5
before = rewriting._file()
rewriting.rewrite_rows.call(before)
print(rewriting._file() != before)
"""

WAITING = """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.filter(run_after__lt="9000-01-01").count())
"""


def test_what_somebody_may_still_see_is_written_anew_later(server, tmp_path):
    made = Installation(tmp_path / "home", new_database(server.address))
    assert made.run("init").returncode == 0
    with psycopg.connect(made.database) as reader:
        reader.execute("SELECT 1")  # and its transaction goes on
        assert made.python(REWRITES).splitlines()[-1] == "False"
        assert made.python(WAITING) == "1"
    assert made.python(REWRITES).splitlines()[-1] == "True"
    assert made.python(WAITING) == "1"
