"""A prepared query gives what Django's own does, for any values, with one statement."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import BigIntegerField, TextField
from django.test.utils import CaptureQueriesContext

from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared
from conspectus.core.published import scope_at
from tests.factories_site import a_cycle, a_forum

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_rows_are_those_of_the_values_given():
    a_cycle()
    query = Prepared(
        lambda: (
            Scope.objects.filter(path__in=[Given(0, TextField()), Given(1, TextField())])
            .order_by("path")
            .values_list("path", "parent__path")
        )
    )
    for paths in (("igf", "igf/2026"), ("igf", ""), ("nowhere", "nowhere")):
        wanted = Scope.objects.filter(path__in=paths).order_by("path")
        assert [tuple(row) for row in query.rows(*paths)] == list(
            wanted.values_list("path", "parent__path")
        )


def test_a_window_cuts_the_rows():
    a_cycle()
    query = Prepared(lambda: Scope.objects.order_by("path").values_list("path"))
    everything = query.rows()
    assert query.rows(window=(1, 1)) == everything[1:2]
    assert query.rows(window=(9, len(everything))) == []


def test_values_are_values_and_never_sql():
    a_cycle()
    query = Prepared(lambda: Scope.objects.filter(path=Given(0, TextField())).values_list("pk"))
    assert query.rows("'; DROP TABLE core_scope; --") == []
    assert len(query.rows("igf")) == 1


def test_objects_come_with_what_is_read_with_them(django_assert_num_queries):
    cycle = a_cycle(a_forum("igf"), "2026")
    with django_assert_num_queries(1):
        found = scope_at("igf", "2026")
        assert (found.pk, found.generation) == (cycle.scope.pk, cycle.scope.generation)
        assert found.cycle == cycle
        assert found.cycle.names == cycle.names
        assert found.cycle.forum.slug == "igf"
    query = Prepared(lambda: Scope.objects.filter(pk=Given(0, BigIntegerField())))
    assert query.first(0) is None
    assert query.first(cycle.scope.pk) == cycle.scope


def test_many_objects_come_with_what_is_read_with_them(django_assert_num_queries):
    cycle = a_cycle(a_forum())
    query = Prepared(lambda: Scope.objects.select_related("parent").order_by("path"))
    with django_assert_num_queries(1):
        found = query.objects()
        parents = [one.parent.path if one.parent else None for one in found]
    assert found == list(Scope.objects.order_by("path"))
    assert None in parents
    assert cycle.forum.scope.path in parents
    assert query.objects(window=(1, 1)) == found[1:2]


def test_of_many_rows_only_those_asked_for_become_objects(django_assert_num_queries):
    a_cycle(a_forum())
    query = Prepared(lambda: Scope.objects.select_related("parent").order_by("path"))
    with django_assert_num_queries(1):
        rows = query.unread()
        paths = rows.columns("path", "id")
        read = rows.read(1)
        parent = read.parent
    every = list(Scope.objects.order_by("path"))
    assert paths == [(one.path, one.pk) for one in every]
    assert len(rows) == len(every)
    assert (read, parent) == (every[1], every[1].parent)


@pytest.mark.django_db(transaction=True)
def test_outside_of_transactions_rows_and_objects_are_those_that_django_reads():
    """Where nobody counts statements SQLite is asked directly, also for a text with a percent."""
    a_cycle()
    query = Prepared(
        lambda: (
            Scope.objects.filter(path__startswith=Given(0, TextField()))
            .exclude(path__endswith="%s%")
            .select_related("parent", "cycle__forum")
            .order_by("path")
        )
    )
    wanted = Scope.objects.filter(path__startswith="igf").select_related("parent", "cycle__forum")
    wanted = list(wanted.order_by("path"))
    with CaptureQueriesContext(connection):
        counted = query.objects("igf")
    for found in (query.objects("igf"), counted):
        assert [_all_of(one) for one in found] == [_all_of(one) for one in wanted]
        assert [one._state.adding for one in found] == [False] * len(found)  # noqa: SLF001
    assert query.objects("igf", window=(1, 1)) == wanted[1:2]


def _all_of(one):
    kept = {name: value for name, value in vars(one).items() if name != "_state"}
    beside = one._state.fields_cache  # noqa: SLF001
    return kept, {name: other and vars(other) | {"_state": 0} for name, other in beside.items()}
