"""Counts that all processes share: one statement a write, and the meaning of Django's backend."""

from __future__ import annotations

import random

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection

from conspectus.core.postgresql.counts import CountsCache

pytestmark = pytest.mark.django_db
TABLE = "tried_counts"


@pytest.fixture(params=[CountsCache, DatabaseCache])
def cache(request, settings, monkeypatch):
    place = f"{request.param.__module__}.{request.param.__name__}"
    settings.CACHES = {"default": {"BACKEND": place, "LOCATION": TABLE}}
    call_command("createcachetable", verbosity=0)
    monkeypatch.setattr(random, "randrange", lambda _most: 1)
    return request.param(TABLE, {"OPTIONS": {"MAX_ENTRIES": 5, "CULL_FREQUENCY": 2}})


def test_it_means_what_the_other_means(cache):
    cache.set("a", [1.5, 2.5], 60)
    assert cache.get("a") == [1.5, 2.5]
    assert cache.add("a", "other", 60) is False
    assert cache.get("a") == [1.5, 2.5]
    assert cache.add("b", "first", 60) is True
    assert cache.get("b") == "first"
    cache.set("a", "new", 60)
    assert cache.get("a") == "new"
    cache.set("c", "for ever", None)
    assert cache.get("c") == "for ever"
    cache.set("d", "gone", -10)
    assert cache.get("d") is None
    cache.set("d", "gone", -10)
    assert cache.add("d", "again", 60) is True
    assert cache.get("d") == "again"
    assert cache.touch("d", -10) is True
    assert cache.get("d") is None
    assert cache.touch("nothing", 10) is False
    assert cache.delete("a") is True
    assert cache.get("a", "none") == "none"


@pytest.mark.parametrize("cache", [CountsCache], indirect=True)
def test_a_write_is_one_statement(cache, django_assert_num_queries):
    with django_assert_num_queries(1):
        cache.set("a", 1, 60)
    with django_assert_num_queries(1):
        cache.add("a", 1, 60)
    with django_assert_num_queries(1):
        cache.touch("a", 60)


def test_the_table_does_not_grow_for_ever(cache, monkeypatch):
    if type(cache) is CountsCache:
        monkeypatch.setattr(random, "randrange", lambda _most: 0)
    for number in range(40):
        cache.set(f"key-{number}", number, 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM tried_counts")
        assert cursor.fetchone()[0] <= 8
