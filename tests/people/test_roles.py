"""Roles with dates, given and ended, each recorded without anybody's address."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.people.models import Account, RoleAssignment
from conspectus.people.rules import has_role, is_secretariat
from conspectus.people.services.accounts import account_for, edit_account
from conspectus.people.services.roles import end_role, give_role
from tests.factories_site import a_call, a_cycle, a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def recorded():
    return [json.loads(bytes(leaf.content)) for leaf in RecordedLeaf.objects.filter(kind="role")]


def test_a_role_counts_in_its_scope_and_within_it_and_nowhere_else():
    forum, other = a_forum("igf"), a_forum("other-forum")
    cycle = a_cycle(forum)
    account = an_account()
    give_role(account, role="rapporteur", scope=forum.scope, by=None)
    assert has_role(account, forum.scope, "rapporteur")
    assert has_role(account, cycle.scope, "rapporteur")
    assert not has_role(account, other.scope, "rapporteur")
    assert not has_role(account, forum.scope.parent, "rapporteur")


def test_a_role_counts_from_its_first_moment_to_its_last():
    scope = a_forum().scope
    now, hour = stamp(), dt.timedelta(hours=1)
    later, over = an_account("later@example.org"), an_account("over@example.org")
    give_role(later, role="chair", scope=scope, by=None, since=now + hour)
    give_role(over, role="chair", scope=scope, by=None, since=now - 2 * hour, until=now - hour)
    assert not has_role(later, scope, "chair")
    assert not has_role(over, scope, "chair")


def test_what_is_given_and_ended_is_recorded_by_name_never_by_address():
    scope, chief = a_forum().scope, an_account("chief@example.org")
    account = account_for("ada@example.org")
    edit_account(account, name="Ada Lovelace", language="fr")
    role = give_role(account, role="chair", scope=scope, by=chief, title="Chairwoman")
    end_role(role, by=chief)
    given, ended = recorded()
    assert (given["act"], given["name"], given["title"]) == ("given", "Ada Lovelace", "Chairwoman")
    assert ended["act"] == "ended"
    assert ended["until"] > given["since"]
    assert "example.org" not in json.dumps([given, ended])


def test_a_role_that_is_held_is_not_given_twice():
    scope, account = a_forum().scope, an_account()
    give_role(account, role="chair", scope=scope, by=None)
    with pytest.raises(SiteError, match="already"):
        give_role(account, role="chair", scope=scope, by=None)
    assert len(recorded()) == 1


def test_a_role_ends_after_it_begins():
    scope = a_forum().scope
    with pytest.raises(SiteError, match="ends before it begins"):
        give_role(
            an_account(),
            role="chair",
            scope=scope,
            by=None,
            until=stamp() - dt.timedelta(1),
        )


def test_nobody_locks_themselves_out():
    scope = a_forum().scope
    account = an_account(role="secretariat", scope=scope)
    with pytest.raises(SiteError, match="your own role"):
        end_role(account.roles.get(), by=account)
    assert is_secretariat(account, scope)


def test_a_role_counts_no_more_from_the_microsecond_in_which_it_was_ended():
    scope = a_forum().scope
    account = an_account(role="secretariat", scope=scope)
    assert is_secretariat(account, scope)
    for _ in range(200):
        # Nothing else between the two: a clock of milliseconds lets some of these pass.
        RoleAssignment.objects.update(until=stamp())
        assert not is_secretariat(account, scope)


def test_the_secretariat_gives_a_role_to_an_address_and_it_is_told(signed_in):
    forum = a_forum()
    client = signed_in(an_account("chief@example.org", role="secretariat", scope=forum.scope))
    given = {"email": "New@Example.org", "name": "New One", "role": "rapporteur", "scope": "igf"}
    assert client.post("/en/igf/manage/roles/", given).status_code == 302
    account = Account.objects.get(email="new@example.org")
    assert account.person.name == "New One"
    assert has_role(account, forum.scope, "rapporteur")
    mail = Mail.objects.get(to="new@example.org")
    assert "Rapporteur" in mail.subject
    assert "/en/accounts/login/code/" in mail.text
    page = client.get("/en/igf/manage/roles/").content.decode()
    assert "New One" in page


def test_a_role_is_called_as_the_forum_calls_it(signed_in):
    forum = a_forum(role_titles={"chair": "Moderator of the Forum"})
    an_account("chair@example.org", role="chair", scope=forum.scope)
    client = signed_in(an_account("chief@example.org", role="secretariat", scope=forum.scope))
    assert "Moderator of the Forum" in client.get("/en/igf/manage/roles/").content.decode()


def test_a_role_of_another_forum_can_neither_be_given_nor_ended(signed_in):
    ours, theirs = a_forum("igf"), a_forum("other-forum")
    chair = an_account("chair@example.org", role="chair", scope=theirs.scope)
    client = signed_in(an_account("chief@example.org", role="secretariat", scope=ours.scope))
    given = {"email": "new@example.org", "role": "chair", "scope": "other-forum"}
    assert client.post("/en/igf/manage/roles/", given).status_code == 200
    assert not RoleAssignment.objects.filter(account__email="new@example.org").exists()
    role = chair.roles.get()
    assert client.post(f"/en/igf/manage/roles/{role.pk}/end/").status_code == 404
    assert has_role(chair, theirs.scope, "chair")


def test_a_rapporteur_finds_the_drafts_of_the_scope_and_of_no_other(signed_in):
    cycle = a_cycle(a_forum("igf"))
    a_call(cycle)
    a_call(a_cycle(a_forum("other-forum")))
    account = an_account()
    client = signed_in(account)
    address = '<a href="/en/igf/2026/manage/calls/'
    assert address not in client.get(reverse("account")).content.decode()
    give_role(account, role="rapporteur", scope=cycle.forum.scope, by=None)
    page = client.get(reverse("account")).content.decode()
    assert page.count(address) == 1
    assert "other-forum" not in page


def test_the_account_names_forum_and_cycle_and_a_paper_once_for_all_roles(signed_in):
    cycle = a_cycle(a_forum("igf", names={"en": "Meridian Forum"}), "2026")
    call = a_call(cycle, titles={"en": "Taking stock"})
    account = an_account("who@example.org", role="rapporteur", scope=cycle.forum.scope)
    for scope, role in ((cycle.scope, "rapporteur"), (cycle.scope, "secretariat")):
        give_role(account, role=role, scope=scope, by=None)
    page = signed_in(account).get("/fr/accounts/").content.decode()
    assert page.count(f"/calls/{call.slug}/synthesis/") == 1
    where = (
        '<bdi lang="en" dir="ltr">Meridian Forum</bdi>, <bdi lang="en" dir="ltr">Cycle 2026</bdi>'
    )
    assert f"{where}</a>" in page  # what the secretariat manages
    assert page.count(where) == 4  # that, the paper, two roles
    assert "igf/2026</" not in page
