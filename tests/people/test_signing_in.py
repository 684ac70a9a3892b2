"""Signing in by password or by e-mail, on our pages and through our outbox of mail."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send, text_to_show
from conspectus.people.models import Account
from conspectus.people.services.accounts import account_for
from conspectus.people.services.roles import give_role
from tests.factories_site import PASSWORD, a_forum, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "fresh_limits")]


@pytest.fixture
def fresh_limits(settings):
    # The slow hash of real passwords would be most of these tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def newest_mail(address):
    return Mail.objects.filter(to=address).latest("pk")


def link_in(mail):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", text_to_send(mail.text))[1]


def test_a_password_signs_in_and_leads_to_the_account(client):
    an_account("ada@example.org")
    given = {"login": "Ada@example.org", "password": PASSWORD}
    answer = client.post("/en/accounts/login/", given, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/accounts/"
    assert "ada@example.org" in answer.content.decode()


def test_a_wrong_password_is_told_beside_the_form_and_the_address_stays(client):
    an_account("ada@example.org")
    given = {"login": "ada@example.org", "password": "wrong"}
    page = client.post("/en/accounts/login/", given).content.decode()
    assert 'role="alert"' in page
    assert 'value="ada@example.org"' in page
    assert "wrong" not in page


def test_a_code_by_mail_signs_in_once_also_by_its_link(client):
    account_for("ada@example.org")
    client.post("/en/accounts/login/code/", {"email": "ada@example.org"})
    mail = newest_mail("ada@example.org")
    assert mail.kind == "sign-in"
    link = link_in(mail)
    page = client.get(link).content.decode()
    code = link.partition("code=")[2]
    assert f'value="{code}"' in page
    answer = client.post("/en/accounts/login/code/confirm/", {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/accounts/"
    client.logout()
    client.post("/en/accounts/login/code/confirm/", {"code": code})
    assert client.get("/en/accounts/").status_code == 302


def test_who_signs_in_by_code_comes_to_the_page_that_was_wanted(client):
    account = account_for("ada@example.org")
    scope = a_forum().scope
    give_role(account, role="secretariat", scope=scope, by=None)
    page = client.get("/en/igf/manage/", follow=True).content.decode()
    link = re.search(r'href="(/en/accounts/login/code/[^"]*)"', page)[1]
    form = {"email": "ada@example.org", "next": "/en/igf/manage/"}
    client.post(html.unescape(link), form)
    confirm = link_in(newest_mail("ada@example.org"))
    page = client.get(confirm).content.decode()
    fields = dict(re.findall(r'name="(code|next)"[^>]* value="([^"]+)"', page))
    answer = client.post("/en/accounts/login/code/confirm/", fields, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/igf/manage/"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:1"])
def test_nobody_is_led_to_another_site(client, elsewhere):
    an_account("ada@example.org")
    given = {"login": "ada@example.org", "password": PASSWORD, "next": elsewhere}
    assert client.post("/en/accounts/login/", given)["Location"] == "/en/accounts/"


def test_whoever_reads_the_outbox_cannot_sign_in_as_somebody_else(client):
    an_account("ada@example.org")
    client.post("/en/accounts/login/code/", {"email": "ada@example.org"})
    mail = newest_mail("ada@example.org")
    code = link_in(mail).partition("code=")[2]
    assert code
    for seen in (mail.text, mail.subject, text_to_show(mail.text)):
        assert code not in seen
        assert "accounts" not in seen


def test_a_mail_sealed_with_another_key_does_not_stop_the_post(client, settings):
    an_account("ada@example.org")
    client.post("/en/accounts/login/code/", {"email": "ada@example.org"})
    settings.SECRET_KEY = "another"  # noqa: S105 - an invented installation's
    assert "ask for a new one" in text_to_send(newest_mail("ada@example.org").text)


def test_signing_up_needs_the_code_in_the_mail(client):
    given = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post("/ar/accounts/signup/", given, follow=True)
    assert page.redirect_chain[-1][0] == "/ar/accounts/confirm-email/"
    assert client.get("/en/accounts/").status_code == 302
    assert Account.objects.get(email="new@example.org").language == "ar"
    link = link_in(newest_mail("new@example.org"))
    code = link.partition("code=")[2]
    assert f'value="{code}"' in client.get(link).content.decode()
    client.post("/en/accounts/confirm-email/", {"code": code})
    assert client.get("/en/accounts/").status_code == 200


def test_an_address_that_has_an_account_gets_the_same_page_at_signing_up(client):
    an_account("ada@example.org")
    pages = []
    for address in ("ada@example.org", "bob@example.org"):
        given = {"email": address, "password1": PASSWORD, "password2": PASSWORD}
        answer = Client().post("/en/accounts/signup/", given, follow=True)
        page = re.sub('csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
        pages.append((answer.redirect_chain, page.replace(address, "")))
    assert pages[0] == pages[1]


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(client):
    an_account("ada@example.org")
    client.post("/en/accounts/password/reset/", {"email": "ada@example.org"})
    link = link_in(newest_mail("ada@example.org"))
    form = client.get(link, follow=True)
    new = {"password1": "another battery staple", "password2": "another battery staple"}
    assert client.post(form.redirect_chain[-1][0], new, follow=True).status_code == 200
    client.logout()
    client.post("/en/accounts/login/", {"login": "ada@example.org", "password": new["password1"]})
    assert client.get("/en/accounts/").status_code == 200
    client.logout()
    assert "has been used" in client.get(link, follow=True).content.decode()


def test_a_stranger_cannot_tell_which_addresses_have_an_account(client):
    an_account("ada@example.org")
    pages = []
    for address in ("ada@example.org", "nobody@example.org"):
        answer = client.post("/en/accounts/password/reset/", {"email": address}, follow=True)
        pages.append((answer.redirect_chain, answer.status_code))
    assert pages[0] == pages[1]


def test_codes_are_sent_to_an_address_three_times_a_minute_and_no_more():
    an_account("ada@example.org")
    for _ in range(6):
        Client().post("/en/accounts/login/code/", {"email": "ada@example.org"})
    assert Mail.objects.filter(to="ada@example.org").count() == 3


def test_guessing_a_password_ends_after_five_tries(client):
    an_account("ada@example.org")
    for _ in range(5):
        client.post("/en/accounts/login/", {"login": "ada@example.org", "password": "guess"})
    client.post("/en/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert client.get("/en/accounts/").status_code == 302


def test_name_and_language_of_an_account_are_its_own(signed_in):
    client = signed_in(an_account("ada@example.org"))
    client.post("/en/accounts/", {"name": "Ada  Lovelace", "language": "fr"})
    account = Account.objects.get(email="ada@example.org")
    assert (account.person.name, account.language) == ("Ada Lovelace", "fr")
    client.post("/en/accounts/", {"name": "A. Lovelace", "language": "fr"})
    account.person.refresh_from_db()
    assert account.person.name == "A. Lovelace"


@pytest.mark.parametrize(
    "path", ["login", "signup", "password/reset", "login/code", "password/reset/done"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_stands_in_our_frame_and_is_not_indexed(client, path, language):
    page = client.get(f"/{language}/accounts/{path}/").content.decode()
    assert f'<html lang="{language}"' in page
    assert 'class="skip"' in page
    assert '<meta name="robots" content="noindex">' in page


encode = MD5PasswordHasher.encode


def test_the_clock_does_not_tell_who_has_an_account(monkeypatch):
    """Making a password's hash is what takes long in signing up: both ways do it once."""
    made = []
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda *given, **more: made.append(1) or encode(*given, **more),
    )
    an_account("ada@example.org")
    made.clear()
    for address in ("ada@example.org", "new@example.org"):
        given = {"email": address, "password1": PASSWORD, "password2": PASSWORD}
        Client().post("/en/accounts/signup/", given)
        assert len(made) == 1, address
        made.clear()
