"""What is remembered while nothing is written is never shown once something was."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from conspectus.core.models import Scope
from conspectus.core.remembered import WhileUnchanged

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


def _paths():
    return sorted(Scope.objects.values_list("path", flat=True))


def _elsewhere(work):
    """As another thread of the server does it, over its own connection."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.fixture
def asked():
    """The memory, and how often the paths of scopes were read from the database."""
    memory = WhileUnchanged(most=2)
    read = []

    def paths(key="paths"):
        return memory.get(key, lambda: (read.append(key), _paths())[1])

    paths.read = read
    return paths


def test_nothing_is_read_twice_while_nothing_is_written(asked):
    assert asked() == asked() == _paths()
    assert asked.read == ["paths"]


def test_what_this_thread_wrote_is_there_at_once(asked):
    before = asked()
    Scope.objects.create(path="mine")
    assert asked() == sorted([*before, "mine"])


def test_what_another_thread_wrote_is_there_at_once(asked):
    before = asked()
    _elsewhere(lambda: Scope.objects.create(path="theirs"))
    assert asked() == sorted([*before, "theirs"])
    _elsewhere(lambda: Scope.objects.filter(path="theirs").delete())
    assert asked() == before


def test_nothing_is_remembered_of_a_transaction_that_is_undone(asked):
    before = asked()
    with transaction.atomic():
        Scope.objects.create(path="perhaps")
        assert "perhaps" in asked()
        transaction.set_rollback(True)
    assert asked() == before


def test_the_oldest_go_first(asked):
    for key in ("one", "two", "three", "one"):
        asked(key)
    assert asked.read == ["one", "two", "three", "one"]
