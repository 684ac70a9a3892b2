"""Persons, their affiliations, and organisations as the secretariat keeps them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import Affiliation, Organisation
from conspectus.people.services.organisations import (
    OrganisationFacts,
    create_organisation,
    edit_organisation,
    find_organisation,
)
from conspectus.people.services.persons import affiliate, create_person
from tests.factories_site import a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

HOSTILE = "<script>alert(1)</script>\"'{{ 7 * 7 }}\u202e"


@pytest.fixture
def secretariat(signed_in):
    forum = a_forum()
    return signed_in(an_account("chief@example.org", role="secretariat", scope=forum.scope))


def test_two_persons_of_one_name_are_two():
    first, second = create_person("Ada  Lovelace"), create_person("Ada Lovelace")
    assert first.name == second.name == "Ada Lovelace"
    assert (first.slug, second.slug) == ("ada-lovelace", "ada-lovelace-2")
    with pytest.raises(SiteError):
        create_person("  ")


def test_an_affiliation_has_days_in_order_and_stands_once():
    person, organisation = create_person("Ada"), create_organisation("Analytical Society")
    day = dt.date(2026, 1, 1)
    for _ in range(2):
        affiliate(person, organisation, function="Chair", since=day)
    assert Affiliation.objects.count() == 1
    with pytest.raises(SiteError):
        affiliate(person, organisation, since=day, until=dt.date(2025, 1, 1))


def test_an_organisation_is_renamed_and_its_old_name_still_finds_it(secretariat):
    made = create_organisation("Internet Society Chapter")
    given = {
        "name": "Internet Society Yemen",
        "kind": "association",
        "country": "YE",
        "website": "example.org",
        "aliases": "ISOC-Yemen\n\nISOC YE",
    }
    address = f"/en/igf/manage/organisations/{made.slug}/"
    assert secretariat.post(address, given).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.country.code, made.slug) == (
        "Internet Society Yemen",
        "YE",
        "internet-society-chapter",
    )
    for name in ("isoc yemen", "ISOC YE", "Internet Society Chapter", "internet society yemen"):
        assert find_organisation(name) == made
    leaf = RecordedLeaf.objects.get(kind="decision")
    assert leaf.subject == "/igf/organisations/internet-society-chapter/"
    assert "ISOC-Yemen" in json.loads(bytes(leaf.content))["names"]
    given["aliases"] = ""
    secretariat.post(address, given)
    assert find_organisation("ISOC-Yemen") is None


def test_a_name_of_another_organisation_is_refused_and_nothing_changes(secretariat):
    ours = create_organisation("Ours")
    create_organisation("Theirs")
    given = {"name": "Ours", "kind": "company", "aliases": "Own\nTheirs"}
    page = secretariat.post("/en/igf/manage/organisations/ours/", given).content.decode()
    assert "is a name of Theirs" in page
    assert find_organisation("Own") is None
    ours.refresh_from_db()
    assert ours.kind == "other"


def test_an_organisation_is_part_of_one_that_is_known_and_never_of_itself(secretariat):
    whole, part = create_organisation("Whole"), create_organisation("Part")
    facts = OrganisationFacts(name="Part", kind="other", parent=whole)
    edit_organisation(part, facts=facts, scope=a_forum("other-forum").scope)
    given = {"name": "Whole", "kind": "other", "parent": "part"}
    page = secretariat.post("/en/igf/manage/organisations/whole/", given).content.decode()
    assert "no part of itself" in page
    given["parent"] = "Nobody"
    page = secretariat.post("/en/igf/manage/organisations/whole/", given).content.decode()
    assert 'href="#id_parent"' in page


def test_organisations_are_sought_by_any_name(secretariat):
    made = create_organisation("Electronic Frontier Foundation")
    create_organisation("Chamber of Commerce")
    facts = OrganisationFacts(name=made.name, kind="association", aliases=["EFF"])
    edit_organisation(made, facts=facts, scope=a_forum("other-forum").scope)
    page = secretariat.get("/en/igf/manage/organisations/", {"q": "eff"}).content.decode()
    assert "Electronic Frontier Foundation" in page
    assert "Chamber of Commerce" not in page


def test_hostile_names_come_out_as_text(secretariat):
    Organisation.objects.all().delete()
    made = create_organisation(HOSTILE)
    for address in ("/en/igf/manage/organisations/", f"/en/igf/manage/organisations/{made.slug}/"):
        page = secretariat.get(address).content.decode()
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
        assert "49" not in page.partition("<main")[2].partition("</main")[0]
