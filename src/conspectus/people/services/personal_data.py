"""What `people` keeps of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.db.models import Manager, ProtectedError, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.erasure import erase_leaves
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.personal_data import leaf_rows, row_of
from conspectus.core.personal_holders import ERASED, REASON, Part, Row, Whose
from conspectus.core.scopes import installation_scope
from conspectus.people.models import (
    Account,
    AccountSession,
    Affiliation,
    ErasureRequest,
    GroupDeclaration,
    Person,
    RoleAssignment,
)
from conspectus.people.rules import Role

HELD: Final = {
    "account.EmailAddress.email": "addresses",
    "account.EmailAddress.user": "addresses",
    "mfa.Authenticator.user": "factors",
    "people.Account.email": "account",
    "people.Account.person": "account",
    "people.AccountSession.account": "sessions",
    "people.Affiliation.person": "affiliations",
    "people.ApiToken.account": "tokens",
    "people.ErasureRequest.account": "erasure",
    "people.GroupDeclaration.confirmed_by": "work of the secretariat; it speaks of somebody else",
    "people.GroupDeclaration.person": "declarations",
    "people.NameSkeleton.person": "63 bits of a hash of the name, which is in account",
    "people.Person.looks_like": "another person",
    "people.RoleAssignment.account": "roles",
    "people.RoleAssignment.given_by": "roles-given",
    "socialaccount.SocialAccount.user": "elsewhere",
}
"""Column that names a person → the part that holds it, or why none does."""


def of_account(account: Account) -> Whose:
    """Whatever is under the account or under an address that it has confirmed."""
    confirmed = EmailAddress.objects.filter(user=account, verified=True)
    addresses = {one.lower() for one in confirmed.values_list("email", flat=True)}
    return Whose(
        addresses=frozenset(addresses),
        account=account.pk,
        person=account.person_id,
        name=account.person.name if account.person else "",
    )


def of_address(email: str) -> Whose:
    """For the operator: whatever is under an address, and the account that has it."""
    address = email.strip().lower()
    account = Account.objects.select_related("person").filter(email=address).first()
    if account is None:
        return Whose(addresses=frozenset({address}))
    whose = of_account(account)
    return Whose(
        addresses=whose.addresses | {address},
        account=whose.account,
        person=whose.person,
        name=whose.name,
    )


def export(whose: Whose) -> list[Part]:
    """The account and what hangs on it; nothing where there is none."""
    account = Account.objects.select_related("person").filter(pk=whose.account or 0).first()
    if account is None:
        return []
    return [
        Part("account", _("Your account and how you are printed"), [_account(account)]),
        Part("addresses", _("Your addresses of mail"), _addresses(account)),
        *_name_parts(account),
        *_role_parts(account),
        Part("sessions", _("Where you are signed in"), _sessions(account)),
        Part(
            "tokens",
            _("Tokens for programs, without their secrets"),
            [
                row_of(one, "name", "beginning", "scopes", "created", "expires", "used", "revoked")
                for one in account.tokens.all()
            ],
        ),
        Part("factors", _("Second factors and passkeys, without their secrets"), _factors(account)),
        Part("elsewhere", _("Accounts of other systems with which you sign in"), _others(account)),
        Part("erasure", _("That you asked to be erased"), _asked(account)),
    ]


def prepare(whose: Whose, wish: str) -> None:  # noqa: ARG001 - what every app is told
    """The installation is not left without anybody who manages it.

    Raises:
        SiteError: it would be.
    """
    now = stamp()
    of_all = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now),
        role=Role.SECRETARIAT,
        scope=installation_scope(),
        account__is_active=True,
    )
    mine = of_all.filter(account=whose.account or 0)
    if mine.exists() and not of_all.exclude(account=whose.account).exists():
        raise SiteError(
            _("Nobody else manages the installation: give somebody else that role first.")
        )


def erase(whose: Whose, wish: str) -> None:  # noqa: ARG001 - what every app is told
    """The account with all that hangs on it; roles stay as an erased person's."""
    _erase_sessions(whose)
    if whose.account is None:
        return
    roles = RoleAssignment.objects.filter(account=whose.account)
    leaves = _leaves(roles)
    if leaves:
        erase_leaves(leaves, subject="/", reason=REASON)
    if whose.name:
        GroupDeclaration.objects.filter(declared_by=whose.name).update(declared_by=ERASED)
    now = stamp()
    roles.filter(Q(until__isnull=True) | Q(until__gt=now)).update(until=Greatest("since", now))
    Account.objects.get(pk=whose.account).delete()
    _erase_person(Person.objects.filter(pk=whose.person or 0).first())


def _account(account: Account) -> Row:
    found = row_of(account, "email", "language", "created", "last_login", "is_active")
    person = account.person
    if person is not None:
        found["printed_as"] = row_of(person, "name", "slug", "country", "group", "created")
    return found


def _addresses(account: Account) -> list[Row]:
    rows = EmailAddress.objects.filter(user_id=account.pk).order_by("pk")
    return [row_of(one, "email", "verified", "primary") for one in rows]


def _name_parts(account: Account) -> list[Part]:
    person = account.person_id or 0
    worked = Affiliation.objects.filter(person=person).select_related("organisation").order_by("pk")
    declared = GroupDeclaration.objects.filter(person=person).select_related("group").order_by("pk")
    return [
        Part(
            "affiliations",
            _("Organisations for which you act"),
            [row_of(one, "organisation", "function", "since", "until") for one in worked],
        ),
        Part(
            "declarations",
            _("The stakeholder group that was named for you"),
            [row_of(one, "group", "declared", "declared_by", "confirmed") for one in declared],
        ),
    ]


def _role_parts(account: Account) -> list[Part]:
    columns = ("role", "scope", "title", "since", "until")
    held = account.roles.select_related("scope").order_by("pk")
    given = RoleAssignment.objects.filter(given_by=account).select_related("scope").order_by("pk")
    return [
        Part("roles", _("Roles that you have or had"), [row_of(one, *columns) for one in held]),
        Part(
            "roles-given",
            _("Roles that you gave, without the names of those who have them"),
            [row_of(one, *columns) for one in given],
        ),
        Part(
            "record-roles",
            _("What the public record says of your roles"),
            leaf_rows(_leaves(account.roles)),
        ),
    ]


def _sessions(account: Account) -> list[Row]:
    rows = AccountSession.objects.filter(account=account).order_by("since")
    return [row_of(one, "browser", "since", "expire_date") for one in rows]


def _factors(account: Account) -> list[Row]:
    """Their kind and name; the rest is secret."""
    rows = Authenticator.objects.filter(user_id=account.pk).order_by("pk")
    return [
        {**row_of(one, "type", "created_at", "last_used_at"), "name": str(one.data.get("name", ""))}
        for one in rows
    ]


def _others(account: Account) -> list[Row]:
    rows = SocialAccount.objects.filter(user_id=account.pk).order_by("pk")
    return [row_of(one, "provider", "uid", "date_joined", "last_login") for one in rows]


def _asked(account: Account) -> list[Row]:
    rows = ErasureRequest.objects.filter(account=account)
    return [row_of(one, "asked", "due", "wish") for one in rows]


def _leaves(roles: Manager[RoleAssignment] | QuerySet[RoleAssignment]) -> list[RecordedLeaf]:
    """What the record says of these roles, under whatever name their holder had then."""
    known = {
        (f"/{one.scope.path}/" if one.scope.path else "/", one.role, one.since.isoformat())
        for one in roles.select_related("scope")
    }
    about = RecordedLeaf.objects.filter(
        kind="role", subject__in={subject for subject, *_rest in known}, erased_by__isnull=True
    )
    found = []
    for one in about.order_by("pk"):
        said = json.loads(bytes(one.content))
        if (one.subject, said.get("role"), said.get("since")) in known:
            found.append(one)
    return found


def _erase_sessions(whose: Whose) -> None:
    """Also those of nobody in which somebody was about to sign in or up with the address."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    gone = []
    for one in AccountSession.objects.filter(account__isnull=True).iterator(chunk_size=500):
        told = str(store.decode(one.session_data)).lower()
        if any(_is_told(address, told) for address in whose.addresses):
            gone.append(one.pk)
    AccountSession.objects.filter(pk__in=gone).delete()


def _is_told(address: str, told: str) -> bool:
    """The address itself: "ana@example.org" is no part of "joana@example.org"."""
    return re.search(rf"(?<![\w.+%-]){re.escape(address)}(?![\w-]|\.\w)", told) is not None


def _erase_person(person: Person | None) -> None:
    """The name goes, unless it stands under a contribution that stays by that person's choice."""
    if person is None:
        return
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        if not person.parties.exists():
            Person.objects.filter(pk=person.pk).update(name=ERASED, slug=f"erased-{person.pk}")
            person.skeletons.all().delete()
