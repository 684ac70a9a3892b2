"""Signing in with accounts of another system, against a real provider on this machine."""

from __future__ import annotations

import copy
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from conspectus.core.models import Mail
from conspectus.people.models import Account
from tests.factories_factors import an_app, confirmed
from tests.factories_site import an_account

mock = pytest.importorskip("oidc_provider_mock")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BEGIN = "/en/accounts/with/oidc/"


@pytest.fixture(scope="module")
def provider():
    with mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _configured(settings, request):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if "provider" in request.fixturenames:
        settings.OIDC_NAME = "The Institution"
        given = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        (app,) = given["openid_connect"]["APPS"]
        app |= {"client_id": "conspectus", "secret": "known"}
        app["settings"]["server_url"] = request.getfixturevalue("provider")
        settings.SOCIALACCOUNT_PROVIDERS = given


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given):
        return None


def vouched(provider, client, *, sub="1", began=None, **claims):
    """Begins here, says yes there, comes back; the last answer."""
    body = json.dumps(claims).encode()
    told = urllib.request.Request(  # noqa: S310 - this machine's
        f"{provider}/users/{sub}", body, {"Content-Type": "application/json"}, method="PUT"
    )
    urllib.request.urlopen(told)  # noqa: S310 - as above
    there = client.post(BEGIN, began or {})["Location"]
    assert there.startswith(provider)
    opener = urllib.request.build_opener(NoRedirect)
    try:
        opener.open(there, urllib.parse.urlencode({"sub": sub}).encode())
    except urllib.error.HTTPError as answer:
        back = answer.headers["Location"]
    assert back.startswith("http://127.0.0.1:8000/oidc/oidc/?")
    return client.get(back.removeprefix("http://127.0.0.1:8000"), follow=True)


def is_in(client):
    return client.get("/en/accounts/").status_code == 200


def test_who_is_new_gets_an_account_and_nothing_else_is_kept(provider, client):
    vouched(provider, client, email="Ada@example.org", email_verified=True, name="Ada L.")
    assert is_in(client)
    account = Account.objects.get()
    assert (account.email, account.person) == ("ada@example.org", None)
    assert SocialAccount.objects.get().extra_data == {}


def test_a_verified_address_leads_to_the_account_that_has_it(provider, client):
    ada = an_account("ada@example.org")
    vouched(provider, client, email="ada@example.org", email_verified=True)
    assert is_in(client)
    assert SocialAccount.objects.get().user == ada
    again = Client()
    vouched(provider, again, email="another@example.org", email_verified=True)
    assert is_in(again), "from then on it is known by its own name, whatever its address"
    assert Account.objects.count() == 1


@pytest.mark.parametrize("verified", [False, None, "false"])
def test_an_address_that_is_not_verified_leads_nowhere(provider, client, verified):
    an_account("ada@example.org")
    claims = {} if verified is None else {"email_verified": verified}
    vouched(provider, client, sub="eve", email="ada@example.org", **claims)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert Mail.objects.get().to == "ada@example.org"


def test_a_second_factor_is_asked_for_here_too(provider, client):
    an_app(an_account("ada@example.org"))
    answer = vouched(provider, client, email="ada@example.org", email_verified=True)
    assert answer.redirect_chain[-1][0] == "/en/accounts/factors/authenticate/"
    assert not is_in(client)


def test_an_account_is_added_and_taken_away_by_who_is_signed_in(provider, signed_in):
    ada = an_account("ada@example.org")
    client = confirmed(signed_in(ada), ada)
    began = {"process": "connect", "next": "/en/accounts/elsewhere/"}
    vouched(provider, client, sub="other", began=began, email="x@example.org", email_verified=True)
    (row,) = SocialAccount.objects.all()
    assert row.user == ada
    eve = Client()
    eve.force_login(
        an_account("eve@example.org"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    eve.post("/en/accounts/elsewhere/", {"remove": row.pk})
    assert SocialAccount.objects.exists()
    client.post("/en/accounts/elsewhere/", {"remove": row.pk})
    assert not SocialAccount.objects.exists()


def test_the_page_to_sign_in_names_it(provider, client):
    assert "Sign in with The Institution" in client.get("/en/accounts/login/").content.decode()


def test_a_forged_return_signs_nobody_in(provider, client):
    assert "did not work" in client.get("/oidc/oidc/?code=x&state=y", follow=True).content.decode()
    assert not is_in(client)


def test_a_provider_that_does_not_answer_is_told_in_a_sentence(settings, provider, client):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    answer = client.post(BEGIN)
    assert answer.status_code == 401
    assert "gave no usable answer" in answer.content.decode()


def test_without_a_provider_there_is_nothing(client):
    assert "with/oidc" not in client.get("/en/accounts/login/").content.decode()
    assert client.post(BEGIN).status_code == 404
    assert client.get("/oidc/oidc/", follow=True).status_code == 404
