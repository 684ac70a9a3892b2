"""A name that looks like an earlier one is let in, and marked for the clerk and for readers."""

from __future__ import annotations

import pytest

from conspectus.people.models import NameSkeleton, Organisation
from conspectus.people.queries.lookalikes import said_of_name
from conspectus.people.services.lookalikes import mark_again, organisation_like, would_mislead
from conspectus.people.services.organisations import add_alias, create_organisation
from conspectus.people.services.persons import create_person

pytestmark = pytest.mark.django_db


def test_the_later_organisation_is_marked_and_the_first_is_not():
    first = create_organisation("Internet Society")
    later = create_organisation("Internеt Society")
    assert later.looks_like == first
    assert first.looks_like is None
    assert would_mislead(later)
    assert not would_mislead(first)
    later.looks_like.refresh_from_db()
    year = later.looks_like.created.year
    assert said_of_name(later)[0] == (
        f"This name looks like <bdi>Internet Society</bdi>, registered in {year}."
    )


def test_an_alias_that_looks_like_a_name_marks_its_organisation():
    first = create_organisation("Access Now")
    later = create_organisation("Something Else")
    assert later.looks_like is None
    add_alias(later, "Acce5s Now")
    assert later.looks_like == first


def test_names_of_one_organisation_may_look_alike():
    one = create_organisation("OpenNet")
    add_alias(one, "Open-Net")
    assert one.looks_like is None


def test_the_mark_goes_with_the_name_that_was_the_reason():
    first = create_organisation("Access Now")
    later = create_organisation("Something Else")
    alias = add_alias(later, "Acce5s Now")
    alias.delete()
    mark_again(later)
    assert Organisation.objects.get(pk=later.pk).looks_like is None
    again = create_organisation("Acce5s Now")
    first.aliases.all().delete()
    mark_again(first)
    assert Organisation.objects.get(pk=again.pk).looks_like is None


def test_a_namesake_is_marked_for_readers_and_is_no_question_for_the_clerk():
    first, second = create_person("Wang Wei"), create_person("Wang Wei")
    assert second.looks_like == first
    assert not would_mislead(second)
    second.looks_like.refresh_from_db()
    assert str(said_of_name(second)[0]).startswith("Somebody else called <bdi>Wang Wei</bdi>")


def test_a_person_under_an_imitated_name_is_a_question_for_the_clerk():
    first = create_person("Ada Lovelace")
    later = create_person("Ada Lоvelace")
    assert later.looks_like == first
    assert would_mislead(later)


def test_an_oddly_written_name_is_a_question_though_it_looks_like_no_other():
    one = create_organisation("Gооgle")
    assert one.looks_like is None
    assert would_mislead(one)
    assert said_of_name(one) == ["This name mixes letters of several alphabets in one word."]


def test_a_thousandth_name_is_looked_up_in_one_query(django_assert_num_queries):
    alias = create_organisation("Access Now").aliases.get()
    with django_assert_num_queries(1):
        assert organisation_like(alias) is None
    assert NameSkeleton.objects.filter(alias=alias).exists()
