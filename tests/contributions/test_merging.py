"""Two organisations become one in the secretariat's pages."""

from __future__ import annotations

import pytest

from conspectus.contributions.models import RegisterEntry
from conspectus.contributions.services.publishing import publish_version
from conspectus.core.models import RecordedLeaf
from conspectus.people.models import Organisation
from conspectus.people.services.groups import create_tree
from conspectus.people.services.organisations import create_organisation, find_organisation
from tests.factories_site import (
    a_call,
    a_contribution,
    a_cycle,
    a_forum,
    an_account,
    an_organisation,
)

pytestmark = pytest.mark.django_db
PAGE = "/en/igf/manage/organisations/internet-societies/merge/"


@pytest.fixture
def call(home):
    create_tree("igf")
    return a_call(a_cycle(a_forum()))


@pytest.fixture
def secretariat(signed_in, call):
    scope = call.cycle.forum.scope
    return signed_in(an_account("desk@example.org", role="secretariat", scope=scope))


@pytest.fixture
def both(call):
    """Two rows for one body, each with a contribution that is published."""
    rows = [an_organisation("Internet Society"), an_organisation("Internet Societies")]
    for row in rows:
        made = a_contribution(call, published=False, organisation=row, signed=row.name)
        publish_version(made.versions.get(), by="secretariat")
    return rows


def test_names_and_contributions_become_the_others_and_the_old_address_leads_on(
    secretariat, client, both
):
    isoc, other = both
    shown = secretariat.get(PAGE).content.decode()
    assert "cannot be undone" in shown
    assert "Internet Society" in shown
    answer = secretariat.post(PAGE, {"likely": isoc.slug}, follow=True)
    assert "Internet Societies is Internet Society from now on." in answer.content.decode()
    assert not Organisation.objects.filter(pk=other.pk).exists()
    assert find_organisation("Internet Societies") == isoc
    assert len(set(RegisterEntry.objects.values_list("holder_key", flat=True))) == 1
    assert RecordedLeaf.objects.filter(kind="decision", subject="/").exists()
    moved = client.get("/en/igf/organisations/internet-societies/")
    assert (moved.status_code, moved["location"]) == (
        302,
        "/en/igf/organisations/internet-society/",
    )
    page = client.get(moved["location"]).content.decode()
    assert page.count("/en/igf/2026/contributions/") >= 2


def test_the_other_may_be_named(secretariat, both):
    create_organisation("Zebra House")
    secretariat.post(PAGE, {"name": "zebra house"})
    assert find_organisation("Internet Societies").name == "Zebra House"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose one, or write a name."),
        ({"name": "Nobody at all"}, "No organisation has this name."),
        ({"name": "Internet Societies"}, "This is the organisation itself"),
    ],
)
def test_what_names_no_other_is_told_and_changes_nothing(secretariat, both, sent, said):
    assert said in secretariat.post(PAGE, sent).content.decode()
    assert Organisation.objects.count() == 2


def test_an_address_that_led_on_still_does_after_a_second_merge(secretariat, client, both):
    create_organisation("Zebra House")
    secretariat.post(PAGE, {"likely": "internet-society"})
    secretariat.post(PAGE.replace("societies", "society"), {"name": "Zebra House"})
    moved = client.get("/en/igf/organisations/internet-societies/")
    assert moved["location"] == "/en/igf/organisations/zebra-house/"


def test_an_old_address_is_given_to_nobody_else(secretariat, both):
    secretariat.post(PAGE, {"likely": "internet-society"})
    find_organisation("Internet Societies").aliases.filter(name="Internet Societies").delete()
    assert create_organisation("Internet Societies").slug == "internet-societies-2"
