"""A list by cursor loses and repeats nothing, whatever comes in between."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpRequest

from conspectus.forums.models import Theme
from conspectus.site.api.cursors import Page, page_of, part_of, read, written
from tests.factories_site import a_cycle


@pytest.mark.parametrize("values", [[1], ["a", 2], ["العربية", -3], ["", 0]])
def test_a_cursor_gives_back_its_values(values):
    assert read(written(values), len(values)) == values


@pytest.mark.parametrize(
    "cursor",
    [
        "x", "é", "====", written([1, 2]), written(["a\0"]), written([1 << 70]), written([True]),
        "WyJcdWQ4MDAiXQ", "W10", "bnVsbA", "W1tbW1tbW10=", "W251bGxd",
    ],
)  # fmt: skip
def test_what_no_list_has_given_is_no_page(cursor):
    with pytest.raises(Http404):
        read(cursor, 1)


@pytest.mark.django_db
def test_pages_follow_each_other_while_rows_come_and_go():
    cycle = a_cycle()
    for n in range(5):
        Theme.objects.create(cycle=cycle, slug=f"t{n}", order=n // 2)
    rows, seen, cursor = Theme.objects.filter(cycle=cycle), [], ""
    while cursor is not None:
        found, cursor = page_of(
            HttpRequest(), rows, Page(cursor=cursor, limit=2), by=["order", "pk"]
        )
        seen += [one.slug for one in found]
        if len(seen) == 2:
            Theme.objects.filter(slug="t0").delete()
            Theme.objects.create(cycle=cycle, slug="before", order=0)
    assert seen == ["t0", "t1", "before", "t2", "t3", "t4"]


@pytest.mark.django_db
def test_a_cursor_of_another_list_is_no_page():
    a_cycle()
    page = Page(cursor=written(["a word", "another"]))
    with pytest.raises(Http404):
        page_of(HttpRequest(), Theme.objects.all(), page, by=["order", "pk"])


def test_a_whole_list_is_parted_by_counting():
    seen, cursor = [], ""
    while cursor is not None:
        found, cursor = part_of(HttpRequest(), list(range(5)), Page(cursor=cursor, limit=2))
        seen.append(found)
    assert seen == [[0, 1], [2, 3], [4]]
    with pytest.raises(Http404):
        part_of(HttpRequest(), [1], Page(cursor=written([-1])))
