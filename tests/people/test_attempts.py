"""Who guesses passwords is stopped; who shares an address with somebody who guesses is not."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from conspectus.core.models import Mail
from conspectus.people.attempts import COOKIE, hidden_key
from conspectus.people.models import Account
from tests.factories_site import PASSWORD, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture(autouse=True)
def _quick_hash(settings):
    # The slow hash of real passwords would be most of these tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def tried(email, password, *, address="192.0.2.1", client=None):
    """One try from a network's address; whether it let somebody in."""
    given = {"login": email, "password": password}
    answer = (client or Client()).post("/en/accounts/login/", given, REMOTE_ADDR=address)
    return answer.status_code == 302


def refused(email, *, address="192.0.2.1", client=None):
    """Whether even the right password is not looked at."""
    given = {"login": email, "password": "wrong"}
    page = (client or Client()).post("/en/accounts/login/", given, REMOTE_ADDR=address)
    return "Too many failed login attempts" in page.content.decode()


def guess(email, count, *, address="192.0.2.1"):
    return [refused(email, address=address) for _ in range(count)]


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_five_wrong_passwords_of_one_account_are_looked_at_wherever_they_come_from(email):
    an_account("ada@example.org")
    got = [refused(email, address=f"192.0.2.{n}") for n in range(8)]
    assert got == [False] * 5 + [True] * 3


def test_a_right_password_uses_up_nothing():
    an_account("ada@example.org")
    assert all(tried("ada@example.org", PASSWORD) for _ in range(8))


def test_who_shares_an_address_with_somebody_who_guesses_gets_in():
    an_account("ada@example.org")
    an_account("grace@example.org")
    guess("ada@example.org", 10)
    for n in range(40):
        guess(f"nobody{n}@example.org", 1)
    assert refused("ada@example.org")
    assert tried("grace@example.org", PASSWORD)


def test_beyond_the_limit_of_a_network_each_account_has_two_tries_left():
    for n in range(30):
        guess(f"nobody{n}@example.org", 1)
    assert guess("ada@example.org", 4) == [False, False, True, True]
    assert guess("ada@example.org", 1, address="192.0.2.9") == [False]


def test_a_browser_that_knows_the_account_gets_in_while_others_guess():
    an_account("ada@example.org")
    known = Client()
    assert tried("ada@example.org", PASSWORD, client=known)
    known.post("/en/accounts/logout/")
    guess("ada@example.org", 20)
    assert not tried("ada@example.org", PASSWORD)
    assert tried("ada@example.org", PASSWORD, client=known)


def test_a_known_browser_has_a_limit_too_and_knows_nobody_else():
    an_account("ada@example.org")
    an_account("grace@example.org")
    known = Client()
    tried("ada@example.org", PASSWORD, client=known)
    known.post("/en/accounts/logout/")
    got = [refused("ada@example.org", client=known) for _ in range(17)]
    assert got == [False] * 15 + [True] * 2
    assert [refused("grace@example.org", client=known) for _ in range(6)] == [False] * 5 + [True]


def test_a_new_password_ends_what_browsers_know():
    account = an_account("ada@example.org")
    known = Client()
    tried("ada@example.org", PASSWORD, client=known)
    known.post("/en/accounts/logout/")
    account.set_password("another battery staple")
    account.save()
    guess("ada@example.org", 5)
    assert not tried("ada@example.org", "another battery staple", client=known)


def test_a_forged_cookie_knows_nobody():
    an_account("ada@example.org")
    client = Client()
    client.cookies[COOKIE] = "W1siYSIsICJiIl1d:1aaaaa:forged"
    guess("ada@example.org", 5)
    assert not tried("ada@example.org", PASSWORD, client=client)


def test_a_code_by_mail_gets_in_while_others_guess():
    an_account("ada@example.org")
    guess("ada@example.org", 10)
    Client().post("/en/accounts/login/code/", {"email": "ada@example.org"})
    assert Mail.objects.filter(to="ada@example.org").count() == 1


def test_no_address_is_kept_in_what_is_counted():
    an_account("ada@example.org")
    guess("ada@example.org", 2)
    kept = repr(vars(cache._connections["default"]))  # noqa: SLF001 - what lies in its memory
    assert "192.0.2.1" not in kept
    assert "ada@" not in kept
    assert hidden_key("a", "", 1) != hidden_key("b", "", 1)


def test_too_many_requests_are_told_in_our_frame(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "1/h/ip"}
    given = {"email": "a@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/en/accounts/signup/", given)
    answer = Client().post("/en/accounts/signup/", {**given, "email": "b@example.org"})
    assert answer.status_code == 429
    assert 'class="skip"' in answer.content.decode()
    assert Account.objects.count() == 1
