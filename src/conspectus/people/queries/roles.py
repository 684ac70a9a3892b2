"""Roles as pages show them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from conspectus.core.models import Scope
from conspectus.people.models import Account, RoleAssignment


def roles_within(scope: Scope) -> QuerySet[RoleAssignment]:
    """All roles in a scope and directly within it, ended ones last, newest first. One query."""
    return (
        RoleAssignment.objects.filter(Q(scope=scope) | Q(scope__parent=scope))
        .select_related("account__person", "scope")
        .annotate(ended=Q(until__isnull=False, until__lte=Now()))
        .order_by("ended", "scope__path", "role", "-since")
    )


def current_roles(account: Account) -> QuerySet[RoleAssignment]:
    """The roles that an account holds now, by scope. One query."""
    return (
        account.roles.filter(Q(until__isnull=True) | Q(until__gt=Now()), since__lte=Now())
        .select_related("scope")
        .order_by("scope__path", "role")
    )
