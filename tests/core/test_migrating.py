"""Migrations that render one model a step leave the database that Django's own leave."""

from __future__ import annotations

import re
import sqlite3

import pytest
from django.apps.registry import Apps
from django.db import connections, models
from django.db.migrations import Migration
from django.db.migrations import operations as steps
from django.db.migrations.state import ProjectState

from conspectus.core.migrating import lightly
from tests import forked


def make_rows(apps: Apps, editor):
    """Every way between models is there, also those that came after the last full rendering."""
    house, street = (
        apps.get_model("toy", name).objects.using(editor.connection.alias)
        for name in ("House", "Street")
    )
    lane = street.create(code="l", name="Lane")
    first = house.create(street=lane, number=1, colour="red")
    first.tenants.create(name="Ana")
    assert lane.house_set.filter(tenants__name="Ana").get() == first
    assert street.filter(house__number=1, house__tenants__name="Ana").exists()


KEY = models.BigAutoField(primary_key=True)
STEPS = [
    steps.CreateModel("Street", [("code", models.CharField(max_length=3, primary_key=True))]),
    steps.CreateModel(
        "House",
        [
            ("id", KEY),
            ("street", models.ForeignKey("toy.street", models.CASCADE)),
            ("number", models.IntegerField()),
            ("colour", models.CharField(max_length=9, unique=True)),
        ],
    ),
    steps.AddField("street", "name", models.TextField(default="", unique=True)),
    steps.AddIndex("house", models.Index(fields=["number"], name="by_number")),
    steps.CreateModel(
        "Tenant",
        [("id", KEY), ("house", models.ForeignKey("toy.house", models.CASCADE, "tenants"))],
    ),
    steps.AddConstraint(
        "house", models.UniqueConstraint(fields=["street", "number"], name="one_of_each")
    ),
    steps.AddField("tenant", "name", models.TextField(default="")),
    steps.AddField("tenant", "known", models.ManyToManyField("toy.tenant")),
    steps.AddField(
        "tenant", "came", models.ForeignKey("toy.street", models.SET_NULL, "+", null=True)
    ),
    steps.AlterUniqueTogether("tenant", {("house", "name")}),
    steps.RunPython(make_rows),
    steps.AlterField("house", "number", models.TextField(default="", db_index=True)),
    # Those that lead to a key are made anew with it: their tables say its type.
    steps.AlterField("street", "code", models.CharField(max_length=40, primary_key=True)),
    steps.AddField(
        "tenant",
        "likes",
        models.ForeignKey("toy.street", models.CASCADE, "liked", to_field="name", null=True),
    ),
    steps.AlterModelOptions("house", {"ordering": ["number"]}),
    steps.AlterField("street", "name", models.CharField(max_length=80, default="", unique=True)),
    steps.RenameField("street", "code", "short"),
    steps.RemoveConstraint("house", "one_of_each"),
    steps.RemoveIndex("house", "by_number"),
    steps.RemoveField("house", "colour"),
    steps.RemoveField("tenant", "came"),
    steps.RenameModel("House", "Home"),
    steps.AddField("home", "since", models.DateField(null=True)),
    steps.DeleteModel("Tenant"),
]


@pytest.fixture
def applied(tmp_path, django_db_blocker):
    """What is in a new database after each step, which is a migration: ``applied(name)``."""

    def apply(name):
        given = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / name)}
        all_of_them = connections.configure_settings({"default": given, name: given})
        connections.settings[name] = all_of_them[name]
        with django_db_blocker.unblock():
            found = [contents(tmp_path / name) for _ in _migrate(connections[name])]
            connections[name].close()
        del connections[name], connections.settings[name]
        return found

    return apply


def _migrate(connection):
    """One step at a time."""
    state = ProjectState()
    for number, step in enumerate(STEPS):
        migration = Migration(f"m{number}", "toy")
        migration.operations = [step]
        with connection.schema_editor() as editor:
            _ = state.apps
            state = migration.apply(state, editor)
        yield


def contents(path) -> str:
    with sqlite3.connect(path) as opened:
        found = "\n".join(opened.iterdump())
    opened.close()
    # When each step was taken, and what is drawn.
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+", "", found)


def test_steps_of_every_kind_leave_what_they_leave_otherwise(applied):
    usual = applied("usual")
    with lightly():
        light = applied("light")
    assert "'Lane'" in usual[-1]
    assert light == usual


MIGRATE = """
import contextlib, sys
from django.core.management import call_command
from conspectus.core.management.commands import migrate
if sys.stdin.read() == "usual":
    migrate.lightly = contextlib.nullcontext
call_command("migrate", verbosity=0)
"""


@pytest.mark.long
def test_our_own_steps_leave_what_they_leave_otherwise(tmp_path):
    found = []
    for how in ("usual", "light"):
        path = tmp_path / f"{how}.sqlite3"
        settings = {
            "DJANGO_SETTINGS_MODULE": "conspectus.site.settings",
            "CONSPECTUS_HOME": str(tmp_path),
            "CONSPECTUS_DATABASE": f"sqlite:///{path}",
        }
        code = f"import django; django.setup()\n{MIGRATE}"
        done = forked.run(forked.Asked(settings, code=code), input=how, timeout=900)
        assert done.returncode == 0, done.stderr
        found.append(contents(path))
    assert found[0] == found[1]
