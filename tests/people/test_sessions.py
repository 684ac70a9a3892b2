"""Where one is signed in: seen and ended by its owner alone."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.signals import authenticator_added
from django.contrib.sessions.backends.db import SessionStore as DjangosStore
from django.test import Client

from conspectus.people.models import AccountSession
from conspectus.people.services.sessions import browser_of, mark_of
from tests.factories_site import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/en/accounts/sessions/"


@pytest.fixture
def ada():
    return an_account("ada@example.org")


def a_browser(
    account, agent="Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
):
    client = Client(HTTP_USER_AGENT=agent)
    client.force_login(account, backend=BACKEND)
    return client


def is_in(client):
    return client.get("/en/accounts/").status_code == 200


def test_a_session_knows_its_account_and_since_when(ada):
    a_browser(ada)
    (row,) = AccountSession.objects.all()
    assert row.account == ada
    assert row.since is not None


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
            "Firefox, Linux",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/141.0.0.0 Mobile Safari/537.36"
            ),
            "Chrome, Android",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari, iOS",
        ),
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"
            ),
            "Edge, Windows",
        ),
        ("curl/8.5", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent, shown):
    assert browser_of(agent) == shown


def test_the_page_tells_where_and_no_key(ada):
    here, other = a_browser(ada), a_browser(ada)
    a_browser(an_account("eve@example.org"))
    page = here.get(PAGE).content.decode()
    assert page.count("<li>") == 2
    assert other.session.session_key not in page
    assert "here" in page


def test_one_session_is_ended_or_all_others(ada):
    here, other, third = a_browser(ada), a_browser(ada), a_browser(ada)
    here.post(PAGE, {"end": mark_of(other.session.session_key)})
    assert [is_in(one) for one in (here, other, third)] == [True, False, True]
    here.post(PAGE, {"others": "1"})
    assert [is_in(one) for one in (here, third)] == [True, False]


def test_nobody_ends_somebody_elses(ada):
    mine, theirs = a_browser(ada), a_browser(an_account("eve@example.org"))
    mine.post(PAGE, {"end": mark_of(theirs.session.session_key)})
    mine.post(PAGE, {"others": "1"})
    assert is_in(theirs)


def test_a_new_factor_ends_all_other_sessions(ada, rf):
    here, other = a_browser(ada), a_browser(ada)
    request = rf.get("/")
    request.user, request.session = ada, here.session
    authenticator_added.send(None, request=request, user=ada, authenticator=None)
    assert [is_in(one) for one in (here, other)] == [True, False]


def test_what_django_signed_before_is_read_as_ours(ada):
    """The migration copies sessions as they are: both stores have one name, so one salt."""
    old = DjangosStore().encode({"_auth_user_id": str(ada.pk)})
    client = a_browser(ada)
    assert client.session.decode(old) == {"_auth_user_id": str(ada.pk)}


def test_no_page_of_a_stranger_makes_a_session(client):
    client.get("/en/accounts/login/")
    assert not AccountSession.objects.exists()
    assert not re.search("sessionid", str(client.cookies))
