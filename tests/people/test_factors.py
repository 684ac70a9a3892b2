"""Passkeys, codes of an app and recovery codes: set up, used to sign in, taken away."""

from __future__ import annotations

import html
import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.people.models import Account
from tests.factories_factors import SECRET, Device, a_passkey, an_app, confirmed, recovery_codes
from tests.factories_site import PASSWORD, an_account

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.usefixtures("home")]

FACTORS = "/en/accounts/factors/"


@pytest.fixture(autouse=True)
def _quick_hash(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PUBLIC_ADDRESS = "http://localhost:8000"


@pytest.fixture
def ada():
    return an_account("ada@example.org")


@pytest.fixture
def client(ada, client):
    """Ada's, who has just confirmed that it is her."""
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return confirmed(client, ada)


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client):
    given = {"login": "ada@example.org", "password": PASSWORD}
    return client.post("/en/accounts/login/", given, follow=True)


def options_on(page):
    found = re.search(r"data-options='([^']*)'", page.content.decode())
    return json.loads(html.unescape(found[1]))


def is_in(client):
    return client.get("/en/accounts/").status_code == 200


def test_an_app_is_set_up_by_picture_or_by_letters(client, ada):
    page = client.get(f"{FACTORS}totp/activate/").content.decode()
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)[1]
    picture = re.search(r"<svg.*</svg>", page, re.DOTALL)[0]
    assert "style=" not in picture
    assert "<path" in picture
    client.post(f"{FACTORS}totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=ada).count() == 2  # recovery codes were made too
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_signing_in_then_asks_for_the_code(ada):
    an_app(ada)
    client = Client()
    assert sign_in(client).redirect_chain[-1][0] == f"{FACTORS}authenticate/"
    assert not is_in(client)
    wrong = client.post(f"{FACTORS}authenticate/", {"code": "000000"}).content.decode()
    assert 'role="alert"' in wrong
    code = code_of(SECRET)
    client.post(f"{FACTORS}authenticate/", {"code": code})
    assert is_in(client)
    again = Client()
    sign_in(again)
    again.post(f"{FACTORS}authenticate/", {"code": code})
    assert not is_in(again), "a code works once"


def test_a_code_by_mail_alone_does_not_pass_the_second_factor(ada):
    an_app(ada)
    client = Client()
    client.post("/en/accounts/login/code/", {"email": "ada@example.org"})
    text = text_to_send(Mail.objects.get().text)
    code = text.partition("code=")[2].split()[0]
    client.post("/en/accounts/login/code/confirm/", {"code": code})
    assert not is_in(client)
    client.post(f"{FACTORS}authenticate/", {"code": code_of(SECRET)})
    assert is_in(client)


def test_a_recovery_code_works_once(ada):
    an_app(ada)
    code = recovery_codes(ada).wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        sign_in(client)
        client.post(f"{FACTORS}authenticate/", {"code": code})
        assert is_in(client) is expected


def test_recovery_codes_can_be_read_and_taken_away_as_text(client, ada):
    an_app(ada)
    codes = recovery_codes(ada).wrap().get_unused_codes()
    page = client.get(f"{FACTORS}recovery-codes/").content.decode()
    answer = client.get(f"{FACTORS}recovery-codes/download/")
    assert answer.content.decode().split() == codes
    assert all(code in page for code in codes)
    assert answer["Content-Type"].startswith("text/plain")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("path", ["totp/activate", "webauthn/add", "recovery-codes/generate"])
def test_factors_change_only_after_a_confirmation(ada, path):
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(f"{FACTORS}{path}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/accounts/reauthenticate/")


def test_a_passkey_is_added_and_signs_in_without_a_password(client, ada):
    device = Device()
    page = client.get(f"{FACTORS}webauthn/add/")
    given = {
        "name": "Telephone",
        "passwordless": "on",
        "credential": device.makes(options_on(page)),
    }
    client.post(f"{FACTORS}webauthn/add/", given)
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Telephone"
    other = Client()
    asked = other.get(f"{FACTORS}webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    answer = device.signs(asked.json()["request_options"])
    other.post(f"{FACTORS}webauthn/login/", {"credential": answer})
    assert is_in(other)
    third = Client()
    third.post(f"{FACTORS}webauthn/login/", {"credential": answer})
    assert not is_in(third), "an answer is for one question"


def test_a_passkey_of_another_site_signs_nobody_in(client):
    device = Device(origin="https://evil.example")
    page = client.get(f"{FACTORS}webauthn/add/")
    given = {"name": "x", "credential": device.makes(options_on(page))}
    answer = client.post(f"{FACTORS}webauthn/add/", given)
    assert 'role="alert"' in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_an_account_is_made_with_a_passkey_alone():
    client, device = Client(), Device()
    client.post("/en/accounts/signup/passkey/", {"email": "new@example.org"})
    code = text_to_send(Mail.objects.get().text).partition("code=")[2].split()[0]
    answer = client.post("/en/accounts/confirm-email/", {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{FACTORS}webauthn/signup/"
    given = {"name": "", "credential": device.makes(options_on(answer))}
    client.post(f"{FACTORS}webauthn/signup/", given)
    assert is_in(client)
    assert not Account.objects.get(email="new@example.org").has_usable_password()


def test_a_passkey_is_renamed_and_removed_by_its_owner_alone(client, ada):
    mine, other = a_passkey(ada), a_passkey(an_account("eve@example.org"))
    client.post(f"{FACTORS}webauthn/keys/{mine.pk}/edit/", {"name": "Laptop"})
    mine.refresh_from_db()
    assert mine.wrap().name == "Laptop"
    for path in ("edit", "remove"):
        assert client.post(f"{FACTORS}webauthn/keys/{other.pk}/{path}/").status_code == 404
    client.post(f"{FACTORS}webauthn/keys/{mine.pk}/remove/")
    assert list(Authenticator.objects.all()) == [other]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_amid_signing_in_stand_in_our_frame(ada, language):
    an_app(ada)
    a_passkey(ada)
    client = Client()
    sign_in(client)
    page = client.get(f"/{language}/accounts/factors/authenticate/").content.decode()
    assert f'<html lang="{language}"' in page
    assert page.count("<h1") == 1
    assert not re.search(r"<script(?! src=)|<style| style=| on\w+=", page)
