"""Sessions, accounts and tokens whose time has come, and people who asked to be erased."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from conspectus.core.clock import stamp
from conspectus.core.retention import cutoff
from conspectus.people.models import Account, AccountSession, ApiToken
from conspectus.people.services.erasure import carry_out_due


def clear_due() -> int:
    """How many rows went, and how many people."""
    sessions = AccountSession.objects.filter(expire_date__lt=stamp()).delete()[0]
    before = cutoff("ended tokens")
    tokens = ApiToken.objects.filter(Q(expires__lt=before) | Q(revoked__lt=before)).delete()[0]
    return int(sessions) + int(tokens) + _unconfirmed_accounts() + carry_out_due()


def _unconfirmed_accounts() -> int:
    """Nobody has ever signed in to them, and nobody was given a role by them."""
    confirmed = EmailAddress.objects.filter(user_id=OuterRef("pk"), verified=True)
    never = Account.objects.filter(
        ~Exists(confirmed),
        created__lt=cutoff("unconfirmed accounts"),
        last_login__isnull=True,
        roles__isnull=True,
        person__isnull=True,
    )
    return sum(bool(one.delete()) for one in never)
