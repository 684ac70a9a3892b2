"""Where an account is signed in."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Now

from conspectus.people.models import Account, AccountSession

SHOWN = 50


def sessions_of(account: Account) -> QuerySet[AccountSession]:
    """Those that have not ended, the newest first."""
    found = AccountSession.objects.filter(account=account, expire_date__gt=Now())
    return found.defer("session_data").order_by("-since")[:SHOWN]
