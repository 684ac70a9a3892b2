"""The numbers by which the front knows that something was published."""

from __future__ import annotations

import threading

import pytest
from django.db import transaction

from conspectus.core.generations import Generations, announce, generations_file, reconcile
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
