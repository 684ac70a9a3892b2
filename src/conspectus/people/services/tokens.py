"""Tokens: made, found by their secret, revoked."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.people.models import Account, ApiToken
from conspectus.people.queries.roles import current_roles
from conspectus.people.rules import Role

CONTRIBUTE: Final = "contribute"
MANAGE: Final = "manage:"
"""Before the slug of a forum; alone: of every forum."""

CAPTIONS: Final = "captions:"
"""Likewise: the live captions of its meetings, and nothing else."""

PREFIX: Final = "cons_"
"""What every secret begins with: whoever finds one lying about knows what it is."""

MOST: Final = 20
"""Tokens of an account that count at the same time."""

LONGEST: Final = 366
"""Days until a token expires, at most."""

SEEN_EVERY: Final = dt.timedelta(minutes=10)
"""How exactly its last use is kept: not every request writes."""


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token with its secret, which nobody can show again."""

    token: ApiToken
    secret: str


def scopes_for(account: Account) -> list[str]:
    """What a token of the account may be for; one query."""
    held = current_roles(account).filter(role=Role.SECRETARIAT)
    # A role in a cycle alone opens no forum.
    paths = sorted({role.scope.path for role in held if "/" not in role.scope.path})
    return [CONTRIBUTE, *(f"{kind}{path}" for kind in (MANAGE, CAPTIONS) for path in paths)]


@transaction.atomic
def make_token(
    account: Account, *, name: str, scopes: Collection[str], days: int, at: dt.datetime
) -> MadeToken:
    """A token of the account.

    Raises:
        SiteError: it is for nothing, for what the account may not do, or for too long; or the
            account has `MOST` already.
    """
    wanted = [one for one in scopes_for(account) if one in scopes]
    if not wanted or set(wanted) != set(scopes):
        raise SiteError(_("Choose what the token is for."), field="scopes")
    if not 1 <= days <= LONGEST:
        raise SiteError(_("A token lasts at most a year."), field="days")
    if live_tokens(account, at=at) >= MOST:
        raise SiteError(_("You have many tokens already; revoke one that you do not use."))
    secret = f"{PREFIX}{secrets.token_urlsafe(30)}"
    token = ApiToken.objects.create(
        account=account,
        name=name,
        beginning=secret[:10],
        hashed=hashed(secret),
        scopes=wanted,
        expires=at + dt.timedelta(days=days),
    )
    return MadeToken(token, secret)


def live_tokens(account: Account, *, at: dt.datetime) -> int:
    """How many tokens of the account count; one query."""
    return account.tokens.filter(revoked__isnull=True, expires__gt=at).count()


def token_behind(secret: str, *, at: dt.datetime) -> ApiToken | None:
    """The token with this secret, if it counts; its use is kept, to ten minutes. One query, or two.

    The secret has 240 random bits: its hash is looked up as it is.
    """
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    found = (
        ApiToken.objects.select_related("account")
        .filter(hashed=hashed(secret), revoked__isnull=True, expires__gt=at)
        .first()
    )
    if found is None or not found.account.is_active:
        return None
    if found.used is None or at - found.used > SEEN_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(used=at)
        found.used = at
    return found


@transaction.atomic
def revoke_token(token: ApiToken) -> None:
    """From now on the secret opens nothing; again, it changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked__isnull=True).update(revoked=stamp())


@transaction.atomic
def revoke_tokens(account: Account) -> int:
    """All of the account's that count; how many they were."""
    at = stamp()
    return account.tokens.filter(revoked__isnull=True, expires__gt=at).update(revoked=at)


def hashed(secret: str) -> str:
    """What the database holds of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
