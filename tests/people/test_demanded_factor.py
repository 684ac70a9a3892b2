"""A second factor is demanded of the secretariat and of rapporteurs where a forum says so."""

from __future__ import annotations

import pytest

from tests.factories_factors import an_app
from tests.factories_site import a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

MANAGE = "/en/igf/manage/"
FACTORS = "/en/accounts/factors/"


def a_strict_forum():
    forum = a_forum("igf")
    forum.settings = {**forum.settings, "second_factor": True}
    forum.save()
    return forum


def test_nobody_is_asked_by_default(signed_in):
    forum = a_forum("igf")
    client = signed_in(an_account(role="secretariat", scope=forum.scope))
    assert client.get(MANAGE).status_code == 200


def test_who_has_none_is_led_to_set_one_up(signed_in):
    forum = a_strict_forum()
    client = signed_in(an_account(role="secretariat", scope=forum.scope))
    for answer in (client.get(MANAGE), client.post(MANAGE, {})):
        assert (answer.status_code, answer["Location"]) == (302, FACTORS)
    assert "second factor is asked for" in client.get(FACTORS).content.decode()


def test_who_has_one_comes_in(signed_in):
    forum = a_strict_forum()
    account = an_account(role="secretariat", scope=forum.scope)
    an_app(account)
    assert signed_in(account).get(MANAGE).status_code == 200


def test_the_secretariat_of_the_installation_is_asked_too(signed_in):
    a_strict_forum()
    assert signed_in(an_account(role="secretariat")).get(MANAGE).status_code == 302


def test_the_operator_can_demand_it_everywhere(signed_in, settings):
    settings.SECOND_FACTOR_DEMANDED = True
    a_forum("igf")
    client = signed_in(an_account(role="secretariat"))
    assert client.get(MANAGE)["Location"] == FACTORS
    assert client.get("/en/manage/roles/")["Location"] == FACTORS


def test_other_roles_are_not_asked(signed_in):
    forum = a_strict_forum()
    client = signed_in(an_account(role="member", scope=forum.scope))
    assert client.get(MANAGE).status_code == 403


def test_the_form_of_the_forum_sets_it(signed_in):
    forum = a_forum("igf")
    client = signed_in(an_account(role="secretariat", scope=forum.scope))
    given = {"languages": ["en"], "time_zone": "UTC", "names_en": "IGF", "second_factor": "on"}
    answer = client.post("/en/igf/manage/forum/", given)
    forum.refresh_from_db()
    assert forum.settings["second_factor"] is True, answer.content.decode()
