"""The numbers by which the front knows that something was published."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from django.db import connection, transaction

from conspectus.core.generations import (
    Generations,
    announce,
    change_of,
    generations_file,
    reconcile,
    wait_for_change,
)
from conspectus.core.listening import PUBLISHED, Ear
from conspectus.core.models import Scope
from conspectus.core.publication import mark_changed
from tests.factories_site import a_cycle, a_forum


@pytest.fixture
def numbers(home):
    return Generations(generations_file())


def test_what_was_never_announced_is_zero(numbers):
    assert numbers.of(1) == 0
    announce({7: 3})
    assert [numbers.of(scope) for scope in (1, 7, 8, 10**6)] == [0, 3, 0, 0]


def test_a_number_only_rises(numbers):
    for said in (5, 3, 5, 6, 1):
        announce({2: said})
    assert numbers.of(2) == 6


def test_announcements_from_many_threads_leave_the_highest(numbers):
    threads = [
        threading.Thread(target=lambda part=part: [announce({3: n}) for n in range(part, 400, 8)])
        for part in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers.of(3) == 399


def test_without_an_installation_nobody_is_told(settings, tmp_path):
    settings.CONSPECTUS_HOME = tmp_path / "nowhere"
    announce({1: 1})
    assert not settings.CONSPECTUS_HOME.exists()


def test_another_file_in_its_place_is_found(numbers):
    announce({1: 4})
    generations_file().unlink()
    announce({1: 9})
    assert numbers.of(1) == 4
    numbers.look_again()
    assert numbers.of(1) == 9


@pytest.mark.django_db(transaction=True)
def test_a_publication_is_announced_after_its_commit_and_not_before(numbers):
    scope = a_cycle().scope
    with transaction.atomic():
        mark_changed(scope)
        assert numbers.of(scope.pk) == 0
    assert numbers.of(scope.pk) == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_not_announced(numbers):
    scope = a_cycle().scope
    with transaction.atomic():
        mark_changed(scope)
        transaction.set_rollback(True)
    assert numbers.of(scope.pk) == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_is_one_of_what_stands_above_and_below_it_and_of_no_neighbour(numbers):
    forum = a_forum("igf")
    first, second, other = a_cycle(forum, "2025"), a_cycle(forum, "2026"), a_forum("igf-x")
    mark_changed(first.scope)
    scopes = [Scope.objects.get(path=""), forum.scope, first.scope, second.scope, other.scope]
    assert [numbers.of(scope.pk) for scope in scopes] == [1, 1, 1, 0, 0]
    mark_changed(forum.scope)
    assert [numbers.of(scope.pk) for scope in scopes] == [2, 2, 2, 1, 0]
    mark_changed(scopes[0])
    assert [numbers.of(scope.pk) for scope in scopes] == [3, 3, 3, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_what_a_dying_process_did_not_announce_is_found_in_the_database(numbers):
    scope = a_cycle().scope
    Scope.objects.filter(pk=scope.pk).update(generation=12)  # committed, and nobody was told
    assert numbers.of(scope.pk) == 0
    reconcile()
    assert numbers.of(scope.pk) == 12


def test_who_waits_for_a_change_is_told_of_it_and_not_of_others(numbers):
    announce({4: 1})
    threading.Timer(0.05, announce, [{4: 2, 5: 1}]).start()
    assert wait_for_change(4, 1, 10.0) == 2
    assert asyncio.run(change_of(5, 0, 10.0)) == 1
    assert wait_for_change(4, 2, 0.01) == 2  # nothing has changed until the end


@pytest.mark.django_db(transaction=True)
def test_what_another_process_commits_is_heard_where_the_database_tells(home):
    scope = a_cycle().scope
    ear, ended = Ear(PUBLISHED), threading.Event()
    ear.wait(0.05, ended)  # begins to listen
    mark_changed(scope)
    began = time.monotonic()
    ear.wait(1.0, ended)
    ear.close()
    tells = connection.vendor == "postgresql"
    assert (time.monotonic() - began < 0.9) == tells


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_told(home):
    scope = a_cycle().scope
    ear, ended = Ear(PUBLISHED), threading.Event()
    ear.wait(0.05, ended)
    with transaction.atomic():
        mark_changed(scope)
        transaction.set_rollback(True)
    began = time.monotonic()
    ear.wait(0.3, ended)
    ear.close()
    assert time.monotonic() - began >= 0.3
