"""Organisations by the names they are known by."""

from __future__ import annotations

import pytest

from conspectus.core.errors import SiteError
from conspectus.people.models import Organisation, OrganisationName
from conspectus.people.services.organisations import (
    add_alias,
    create_organisation,
    find_organisation,
    propose_organisations,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    ["Réseau Accès", "reseau acces", "  RÉSEAU   ACCÈS ", "Le Réseau Accès", "Réseau-Accès."],
)
def test_an_organisation_is_found_by_any_spelling_of_its_name(written):
    made = create_organisation("Réseau Accès")
    assert find_organisation(written) == made


def test_an_organisation_is_found_by_a_recorded_alias_and_by_nothing_else():
    made = create_organisation("Electronic Frontier Foundation")
    add_alias(made, "EFF")
    assert find_organisation("eff") == made
    assert find_organisation("E.F.") is None
    assert find_organisation("…") is None


def test_names_in_other_scripts_are_told_apart():
    arabic = create_organisation("جمعية الإنترنت")
    chinese = create_organisation("互联网协会")
    assert find_organisation("جمعية الإنترنت") == arabic
    assert find_organisation("互联网协会") == chinese
    assert arabic.slug != chinese.slug


def test_two_organisations_whose_names_make_one_slug_get_two():
    Organisation.objects.create(slug="net-africa", name="Net Africa")
    assert create_organisation("Net, Africa").slug == "net-africa-2"


def test_a_known_name_makes_no_second_organisation():
    create_organisation("Internet Society")
    with pytest.raises(SiteError, match="known already") as refused:
        create_organisation("The Internet Society")
    assert refused.value.field == "name"
    assert Organisation.objects.count() == 1


def test_an_alias_belongs_to_one_organisation():
    ours, theirs = create_organisation("Ours"), create_organisation("Theirs")
    add_alias(ours, "Net")
    add_alias(ours, "NET")
    assert OrganisationName.objects.filter(folded="net").count() == 1
    with pytest.raises(SiteError, match="is a name of Ours"):
        add_alias(theirs, "Net")


def test_proposals_are_names_alike_and_initials_the_most_alike_first():
    frontier = create_organisation("Electronic Frontier Foundation")
    society = create_organisation("Internet Society")
    chapter = create_organisation("Internet Society Yemen")
    create_organisation("Chamber of Commerce")
    assert propose_organisations("EFF") == [frontier]
    assert propose_organisations("Internet Socety") == [society, chapter]
    assert propose_organisations("Yemen Internet Society") == [chapter, society]
    assert propose_organisations("Something else entirely") == []


def test_proposals_need_two_queries_however_many_names(django_assert_num_queries):
    for number in range(30):
        create_organisation(f"Network of users number {number}")
    with django_assert_num_queries(2):
        assert len(propose_organisations("Network of users number 7")) == 5
