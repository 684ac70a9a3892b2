"""Which steps a database still needs, told by names alone where none is missing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from conspectus.cli.site import installation
from conspectus.cli.site.installation import unapplied

pytestmark = pytest.mark.django_db


def noted(**step: str):
    """Rows of the table in which applied steps are noted."""
    return MigrationRecorder(connection).Migration.objects.filter(**step)


def test_where_all_are_noted_none_is_loaded(monkeypatch):
    monkeypatch.setattr(installation, "MigrationExecutor", None)  # it would fail
    assert unapplied() == []


def test_a_step_that_is_not_noted_waits():
    last = noted(app="synthesis").order_by("name").last()
    last.delete()
    assert unapplied() == [f"synthesis {last.name}"]


def test_a_step_that_is_noted_as_those_that_it_replaces_waits_no_more():
    (one,) = noted(app="synthesis", name="0001_up_to_0015")
    one.delete()
    loader = installation.MigrationExecutor(connection).loader
    for app, name in loader.replacements["synthesis", "0001_up_to_0015"].replaces:
        noted().create(app=app, name=name)
    assert unapplied() == []
