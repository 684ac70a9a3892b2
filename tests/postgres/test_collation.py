"""Lists sort as on SQLite where the database of the institution sorts as its language does."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.cli.site.conftest import Installation
from tests.postgres.databases import QUICK, Server, new_database

pytestmark = [pytest.mark.long, pytest.mark.postgres]

LOCALE = "en_US.utf8"
NAMES = ["Zambia", "amnesty", "Zürich", "École", "a-b", "ab", "A B", "Ålesund", "Ångström", "東京"]

LISTED = f"""
from django.db.models.functions import Upper
from conspectus.people.models import Organisation, Person
for model in (Organisation, Person):
    if not model.objects.exists():
        names = enumerate({NAMES!r})
        model.objects.bulk_create(model(slug=f"n-{{n}}", name=name) for n, name in names)
    print(*model.objects.values_list("name", flat=True), sep="|")
    print(*model.objects.filter(name__lt="a").order_by("-name"), sep="|")
    print(model.objects.filter(name__iexact="école").count())
    print(model.objects.annotate(big=Upper("name")).filter(big__contains="AMN").count())
"""

COLUMNS = """
SELECT table_name, column_name, collation_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name NOT IN ('core_searchtokens', 'conspectus_counts')
  AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'
"""
"""Of models, those that sort otherwise."""


@pytest.fixture(scope="module")
def server():
    """Most servers sort as a language does; this one can."""
    with tempfile.TemporaryDirectory(prefix="conspectus-postgres-") as folder, \
            pytest.MonkeyPatch.context() as patched:  # fmt: skip
        Path(folder).chmod(0o755)
        places = Path(folder) / "locales"
        places.mkdir()
        made = ["localedef", "-i", "en_US", "-f", "UTF-8", places / LOCALE]
        if subprocess.run(made, capture_output=True, check=False).returncode:
            pytest.skip("localedef finds no locales (apt-get install locales)")
        patched.setenv("LOCPATH", str(places))
        own = Server(Path(folder), QUICK)
        yield own
        own.stop()


@pytest.fixture(scope="module")
def made(server, tmp_path_factory):
    """On a database that sorts "a" before "B", with names in it."""
    database = new_database(server.address, locale=LOCALE)
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT 'a' < 'B'").fetchone() == (True,)
    one = Installation(tmp_path_factory.mktemp("collation") / "home", database)
    assert one.run("init").returncode == 0
    return one


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    one = Installation(tmp_path_factory.mktemp("sqlite") / "home", "")
    assert one.run("init").returncode == 0
    return one.python(LISTED)


def otherwise(database):
    with psycopg.connect(database) as connection:
        return connection.execute(COLUMNS).fetchall()


def test_names_stand_in_one_order_on_any_database(made, on_sqlite):
    assert made.python(LISTED) == on_sqlite
    assert otherwise(made.database) == []


def test_a_database_from_before_takes_the_same_order(made, on_sqlite):
    with psycopg.connect(made.database) as connection:
        for table, column in (("people_person", "name"), ("core_mail", "to")):
            connection.execute(
                f'ALTER TABLE {table} ALTER "{column}" TYPE varchar(320) COLLATE "default"'
            )
        # With the step that came after it.
        connection.execute("ALTER TABLE core_mail DROP COLUMN tried")
        for name in ("0008_text_by_code_point", "0009_mail_tried"):
            connection.execute("DELETE FROM django_migrations WHERE name = %s", [name])
    assert made.python(LISTED) != on_sqlite
    assert made.run("migrate").returncode == 0
    assert made.python(LISTED) == on_sqlite
    assert otherwise(made.database) == []
