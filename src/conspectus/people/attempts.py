"""How often one may try a password, so that who guesses is stopped and nobody else.

An account is protected by a limit of its own, whatever network the tries come from; a network by
one beyond which each account has two tries left from there. So whoever shares an address with
somebody who guesses still gets in. A browser in which an account has signed in before is known by
a cookie and has a limit of its own, which no stranger can use up (OWASP, "Slow Down Online
Guessing Attacks with Device Cookies"). The limits themselves are `ACCOUNT_RATE_LIMITS` in the
settings. An address that nobody has is counted as any other: a refusal tells nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from allauth.core.internal.ratelimit import RateLimitUsage, consume, get_ip
from django.conf import settings
from django.core import signing
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from conspectus.people.models import Account

COOKIE = "known-browser"
DAYS = 180
KEPT = 5
"""Accounts that one browser knows, the newest."""

_SALT = "conspectus.people.attempts"


@dataclass
class Attempt:
    """A password that is about to be checked; it counts as wrong until it was right."""

    counted: list[RateLimitUsage] = field(default_factory=list)

    def was_right(self) -> None:
        """Nothing was guessed: the limits are as before."""
        for one in self.counted:
            one.rollback()


def begin_attempt(request: HttpRequest, email: str) -> Attempt | None:
    """The attempt, counted before the password is looked at; ``None``: not now."""
    address = email.strip().lower()
    browser = _known_browser(request, address)
    if browser:
        known = _count(request, "password_known", browser)
        if known:
            return Attempt([known])
    network = _from_network(request, address)
    if network is None:
        return None
    account = _count(request, "password", address)
    if account is None:
        network.was_right()  # what is not checked uses up nothing
        return None
    network.counted.append(account)
    return network


def remember_browser(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """The browser knows this account from now on, until its password is another."""
    nonce = secrets.token_urlsafe(12)
    others = [one for one in _entries(request) if not _is_for(account, one)]
    value = signing.dumps([*others, [nonce, _mark(account, nonce)]][-KEPT:], salt=_SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """The key of a count as it is stored: neither addresses of networks nor of people."""
    named = f"{key_prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), named, hashlib.sha256).hexdigest()


def make_table(*, using: str, **_more: object) -> None:
    """After each migration: the table in which several processes count, where they do."""
    call_command("createcachetable", database=using, verbosity=0)


def _from_network(request: HttpRequest, address: str) -> Attempt | None:
    flood = _count(request, "password_flood")
    if flood is None:
        return None
    network = _count(request, "password_network") or _count(
        request, "password_beyond", f"{get_ip(request)} {address}"
    )
    if network is None:
        flood.rollback()
        return None
    return Attempt([flood, network])


def _count(request: HttpRequest, action: str, key: str | None = None) -> RateLimitUsage | None:
    return consume(request, app="allauth.account", action=action, key=key)


def _known_browser(request: HttpRequest, address: str) -> str | None:
    entries = _entries(request)
    account = Account.objects.filter(email=address).first() if entries else None
    if account is None:
        return None
    return next((nonce for nonce, mark in entries if _is_for(account, [nonce, mark])), None)


def _entries(request: HttpRequest) -> list[list[str]]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=DAYS * 86_400)
    except signing.BadSignature:
        return []
    return list(found)


def _is_for(account: Account, entry: list[str]) -> bool:
    nonce, mark = entry
    return constant_time_compare(mark, _mark(account, nonce))


def _mark(account: Account, nonce: str) -> str:
    return salted_hmac(
        _SALT, f"{account.pk}|{account.password}|{nonce}", algorithm="sha256"
    ).hexdigest()
