"""A new password ends what the old one has opened: sessions always, tokens unless they are kept."""

from __future__ import annotations

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import reverse

from conspectus.core.clock import stamp
from conspectus.people.models import AccountSession
from conspectus.people.services.tokens import CONTRIBUTE, live_tokens, make_token, token_behind
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

OLD, NEW = "the old long password", "another long password"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW_TWICE = {"password1": NEW, "password2": NEW}


@pytest.fixture
def ada(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account = an_account("ada@example.org")
    account.set_password(OLD)
    account.save()
    return account


@pytest.fixture
def secret(ada):
    return make_token(ada, name="a", scopes=[CONTRIBUTE], days=30, at=stamp()).secret


def a_browser(account):
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def page_for(account, way):
    """(browser, address) of the page on which a new password is typed."""
    if way == "changed":
        return a_browser(account), reverse("account_change_password")
    uid, key = user_pk_to_url_str(account), default_token_generator.make_token(account)
    client = Client()
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return client, client.get(address).headers["Location"]


WAYS = pytest.mark.parametrize("way", ["changed", "forgotten"])


@WAYS
def test_tokens_are_revoked_with_the_old_password_and_the_page_says_so(ada, secret, way):
    client, page = page_for(ada, way)
    assert re.search(r'name="end_tokens"[^>]* checked', client.get(page).content.decode())
    answer = client.post(page, {"oldpassword": OLD, **NEW_TWICE, "end_tokens": "on"}, follow=True)
    assert token_behind(secret, at=stamp()) is None
    assert "1 token for programs is revoked." in answer.content.decode()


@WAYS
@pytest.mark.usefixtures("secret")
def test_whoever_wants_keeps_them(ada, way):
    client, page = page_for(ada, way)
    client.post(page, {"oldpassword": OLD, **NEW_TWICE})
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert live_tokens(ada, at=stamp()) == 1


@pytest.mark.usefixtures("secret")
def test_a_wrong_old_password_ends_none(ada):
    client, page = page_for(ada, "changed")
    client.post(page, {"oldpassword": "wrong", **NEW_TWICE, "end_tokens": "on"})
    assert live_tokens(ada, at=stamp()) == 1


@WAYS
def test_who_has_no_token_is_not_asked(ada, way):
    client, page = page_for(ada, way)
    assert "end_tokens" not in client.get(page).content.decode()


@WAYS
def test_sessions_elsewhere_end_and_are_listed_no_more(ada, way):
    other = a_browser(ada)
    client, page = page_for(ada, way)
    client.post(page, {"oldpassword": OLD, **NEW_TWICE})
    assert client.get("/en/accounts/").status_code == 200
    assert AccountSession.objects.filter(account=ada).count() == 1
    assert other.get("/en/accounts/").status_code == 302


def test_a_link_that_is_no_good_shows_no_form(client):
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "no-good"})
    assert "end_tokens" not in client.get(address).content.decode()
