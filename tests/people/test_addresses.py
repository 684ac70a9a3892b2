"""Words of addresses that nobody has yet."""

from __future__ import annotations

import pytest

from conspectus.people.models import FormerAddress, Organisation, Person
from conspectus.people.queries.addresses import free_slug

pytestmark = pytest.mark.django_db


def test_the_first_word_with_a_number_that_nobody_has():
    Person.objects.bulk_create(
        Person(slug=slug, name="Wang Wei") for slug in ["wang-wei", "wang-wei-2", "wang-wei-4"]
    )
    assert free_slug("wang-wei", [Person.objects]) == "wang-wei-3"
    assert free_slug("wang", [Person.objects]) == "wang"


def test_what_an_organisation_was_called_stays_its_own():
    kept = Organisation.objects.create(slug="new", name="New")
    FormerAddress.objects.create(slug="old", organisation=kept)
    assert free_slug("old", [Organisation.objects, FormerAddress.objects]) == "old-2"


def test_many_of_one_name_take_one_more_query(django_assert_num_queries):
    Person.objects.bulk_create(
        Person(slug=f"wang-wei-{number}" if number > 1 else "wang-wei", name="Wang Wei")
        for number in range(1, 41)
    )
    with django_assert_num_queries(2):
        assert free_slug("wang-wei", [Person.objects]) == "wang-wei-41"
    with django_assert_num_queries(1):
        assert free_slug("wang", [Person.objects]) == "wang"


def test_no_table_is_read_from_its_beginning_to_its_end(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        free_slug("wang-wei", [Person.objects])
    assert "LIKE" not in asked.captured_queries[0]["sql"]
