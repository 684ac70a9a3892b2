"""Predicates on (account, scope): who may do what where (DESIGN §2).

Other code asks for a permission by name: ``rules.has_perm("scope.manage", account, scope)``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet, TextField
from rules.permissions import set_perm

from conspectus.core.clock import stamp
from conspectus.core.models import Scope
from conspectus.core.prepared import Given, Prepared
from conspectus.people.models import Account, RoleAssignment

Role = RoleAssignment.Role


def scopes_above(scope: Scope) -> list[str]:
    """The paths in which a role counts here: the scope's own, its forum's, the installation's."""
    names = scope.path.split("/") if scope.path else []
    return ["/".join(names[:count]) for count in range(len(names), -1, -1)]


def roles_of(account: object, scope: Scope) -> frozenset[str]:
    """The roles that count for an account in a scope now; one query, none when signed out."""
    if not isinstance(account, Account) or not account.is_active:
        return frozenset()
    paths = scopes_above(scope)
    # By the clock that ends roles: a database's own counts milliseconds, and a role that has just
    # been ended would still count. The installation's path more than once: one query for all.
    now = connection.ops.adapt_datetimefield_value(stamp())
    return frozenset(role for (role,) in _roles.rows(account.pk, *([*paths, "", ""][:3]), now))


def _roles_held() -> QuerySet[RoleAssignment, tuple[str]]:
    return RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=Given(4, DateTimeField())),
        account=Given(0, BigIntegerField()),
        scope__path__in=[Given(place, TextField()) for place in (1, 2, 3)],
        since__lte=Given(4, DateTimeField()),
    ).values_list("role")


_roles = Prepared(_roles_held)


def has_role(account: object, scope: Scope, *roles: str) -> bool:
    """Whether the account has one of these roles in the scope."""
    return not roles_of(account, scope).isdisjoint(roles)


def lacks_second_factor(
    account: object, scope: Scope, held: frozenset[str], *, since: dt.datetime | None = None
) -> bool:
    """Whether one is demanded of who has these roles there, and the account has none.

    A forum says so in its settings, the operator for the whole installation. Whoever has a factor
    has shown it: nobody signs in without it, and setting one up ends all other sessions.

    ``since``: when what the account is known by was made (a token): the factor must be older.
    """
    if held.isdisjoint({Role.SECRETARIAT, Role.RAPPORTEUR}) or not _demands_factor(scope):
        return False
    found = Authenticator.objects.filter(user=account, type__in=("totp", "webauthn"))
    if since is not None:
        found = found.filter(created_at__lte=since)
    return not found.exists()


def _demands_factor(scope: Any) -> bool:  # noqa: ANN401 - apps above give a scope its forum
    cycle = getattr(scope, "cycle", None)
    forum = cycle.forum if cycle is not None else getattr(scope, "forum", None)
    in_forum = forum is not None and forum.settings.get("second_factor") is True
    return bool(settings.SECOND_FACTOR_DEMANDED or in_forum)


def is_secretariat(account: object, scope: Scope) -> bool:
    """Whether the account is of the secretariat there."""
    return has_role(account, scope, Role.SECRETARIAT)


def drafts(account: object, scope: Scope) -> bool:
    """Whether the account may work on the papers of the scope."""
    return has_role(account, scope, Role.SECRETARIAT, Role.RAPPORTEUR)


def reads_drafts(account: object, scope: Scope) -> bool:
    """Whether the account may read what is not public yet."""
    return has_role(
        account, scope, Role.SECRETARIAT, Role.RAPPORTEUR, Role.CHAIR, Role.MEMBER, Role.TRANSLATOR
    )


set_perm("scope.manage", is_secretariat)  # type: ignore[no-untyped-call]
set_perm("scope.draft", drafts)  # type: ignore[no-untyped-call]
set_perm("scope.read_drafts", reads_drafts)  # type: ignore[no-untyped-call]
