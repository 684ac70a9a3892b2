"""Tokens: what a program shows instead of an account's password."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from conspectus.people.models.accounts import Account


class ApiToken(models.Model):
    """A secret that an account has given to a program, for some things, until a day.

    ``hashed``: SHA-256 of the secret, which is shown once and kept nowhere; ``beginning``: its
    first letters, by which its owner knows it. ``scopes``: "contribute", "manage:igf" …; the
    latter counts only while the account has the role itself.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    beginning = models.CharField(max_length=16)
    hashed = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created = models.DateTimeField(db_default=Now())
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.account}: {self.name}"
