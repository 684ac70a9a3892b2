"""Accounts (an e-mail address that signs in) and roles with dates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from conspectus.core.models import Scope
from conspectus.core.personal_holders import ERASED, Wish
from conspectus.core.prepared import Given, Prepared
from conspectus.people.models.persons import Person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the address is the name."""

    def create_user(self, email: str, password: str | None = None) -> Account:
        """An account that can sign in by password, or by link where there is none."""
        account = self.model(email=self.normalize_email(email).lower())
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Addresses are compared in lower case."""
        return self.get(email=(username or "").lower())

    def get(self, *args: Any, **named: Any) -> Account:  # noqa: ANN401 - Django's own
        """As Django's. By key each page of somebody signed in asks: put into SQL once."""
        found = _by_key.first(named["pk"]) if not args and named.keys() == {"pk"} else None
        return found or super().get(*args, **named)


class Account(AbstractBaseUser):
    """Signs in with e-mail and password or an e-mailed link; may do what its roles say."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=12, default="en")
    created = models.DateTimeField(db_default=Now())

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email


_by_key = Prepared(lambda: Account.objects.filter(pk=Given(0, models.BigIntegerField())))


class RoleAssignment(models.Model):
    """An account's role in a scope (and what is within it), from a moment to a moment.

    ``account``: ``None`` once the person was erased; that somebody had the role stays.
    """

    class Role(models.TextChoices):
        SECRETARIAT = "secretariat"
        RAPPORTEUR = "rapporteur"
        CHAIR = "chair"
        MEMBER = "member"
        COORDINATOR = "coordinator"
        MODERATOR = "moderator"
        TRANSLATOR = "translator"

    account = models.ForeignKey(
        Account, models.SET_NULL, null=True, blank=True, related_name="roles"
    )
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    title = models.CharField(max_length=100, blank=True, help_text="As printed, if not the usual.")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        Account, models.SET_NULL, null=True, blank=True, related_name="given_roles"
    )

    class Meta:
        indexes = [models.Index(fields=["account", "scope", "role"])]

    def __str__(self) -> str:
        return f"{self.account or ERASED}: {self.role} of {self.scope}"


class ErasureRequest(models.Model):
    """Somebody asked to be erased. Carried out when it is ``due``, taken back until then."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="erasure_request")
    wish = models.CharField(max_length=10, choices=Wish, default=Wish.KEEP)
    asked = models.DateTimeField(db_default=Now())
    due = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["due"])]

    def __str__(self) -> str:
        return f"{self.account}: {self.due:%Y-%m-%d}"
