"""How the suite is shared among workers, and what many tests begin from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from conspectus.forums.models import Forum
from tests.balance import EACH_BY_ITSELF, LONG_FIRST, rank
from tests.factories_site import a_forum, an_account
from tests.kept import Kept
from tests.migrated import Migrated

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("start", [*LONG_FIRST, *EACH_BY_ITSELF])
def test_what_comes_first_is_there(start):
    assert (ROOT / start).exists()


def test_long_files_come_before_all_others():
    others = "tests/record/test_log.py"
    assert rank(f"{LONG_FIRST[0]}::test_a[x]") < rank(LONG_FIRST[1]) < rank(others)


@pytest.mark.django_db
def test_a_state_is_made_once_and_put_back_as_it_was(home, tmp_path):
    kept, seen = Kept(tmp_path / "kept"), []

    def make():
        a_forum("igf")
        (home / "file").write_text("words")

    def brought(make):
        with transaction.atomic():
            kept.bring("a forum", home, make)
            seen.append((list(Forum.objects.values()), (home / "file").read_text()))
            transaction.set_rollback(True)
        (home / "file").unlink()

    brought(make)
    brought(lambda: pytest.fail("it is made again"))
    assert seen[0] == seen[1]


@pytest.mark.django_db
def test_a_state_is_made_anew_where_other_rows_are_there(home, tmp_path):
    kept, made = Kept(tmp_path / "kept"), []
    for _ in range(2):
        kept.bring("an account", home, lambda: made.append(an_account(f"{len(made)}@example.org")))
    assert len(made) == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="each worker has a database of its own")
def test_one_worker_migrates_and_the_others_have_the_same_tables(
    django_db_setup, django_db_blocker, tmp_path, monkeypatch
):
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    monkeypatch.setitem(connection.settings_dict["TEST"], "NAME", None)
    first, second = Migrated(tmp_path), Migrated(tmp_path)
    with django_db_blocker.unblock():
        first.before()
        first.after()
        ours = set(connection.introspection.table_names())
        applied = MigrationRecorder.Migration.objects.count()
    monkeypatch.setattr("tests.migrated.NAME", elsewhere := "file:second?mode=memory&cache=shared")
    second.before()
    with closing(sqlite3.connect(elsewhere, uri=True)) as other:
        theirs = {name for (name,) in other.execute("SELECT name FROM sqlite_master")}
        steps = other.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
    second.after()
    assert ours <= theirs
    assert steps == applied > 0
