"""Sessions that know whose they are, so that somebody can see and end them."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from conspectus.people.models.accounts import Account


class AccountSession(AbstractBaseSession):
    """One browser's session; of nobody until somebody signs in. No address is kept with it."""

    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    browser = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "since"])]

    def __str__(self) -> str:
        return f"{self.account}: {self.browser}"

    @classmethod
    def get_session_store_class(cls) -> type:
        """Only Django's own manager of sessions asks, and nobody uses it here."""
        raise NotImplementedError
