"""Roles as pages show them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from conspectus.core.models import Scope
from conspectus.core.text import in_language
from conspectus.people.models import Account, RoleAssignment

_WITH_NAMES = ("scope__forum", "scope__cycle__forum")
"""The apps above give a scope what it is the scope of; here only its names are read."""


def names_of(scope: Scope) -> list[Mapping[str, str]]:
    """The names of a scope's forum and cycle, in languages; none for the installation."""
    cycle = getattr(scope, "cycle", None)
    forum = cycle.forum if cycle else getattr(scope, "forum", None)
    return [one.names for one in (forum, cycle) if one is not None]


def where(scope: Scope) -> str:
    """A scope in words, as a form or a mail names it: "Forum, Cycle", "all forums"."""
    names = [in_language(texts)[0] for texts in names_of(scope)]
    return _(", ").join(names) if scope.path else _("all forums")


def with_names(scopes: QuerySet[Scope]) -> QuerySet[Scope]:
    """The scopes with what their names need."""
    return scopes.select_related("forum", "cycle__forum")


def roles_within(scope: Scope) -> QuerySet[RoleAssignment]:
    """All roles in a scope and directly within it, ended ones last, newest first. One query."""
    return (
        RoleAssignment.objects.filter(Q(scope=scope) | Q(scope__parent=scope))
        .select_related("account__person", *_WITH_NAMES)
        .annotate(ended=Q(until__isnull=False, until__lte=Now()))
        .order_by("ended", "scope__path", "role", "-since")
    )


def current_roles(account: Account) -> QuerySet[RoleAssignment]:
    """The roles that an account holds now, by scope. One query."""
    return (
        account.roles.filter(Q(until__isnull=True) | Q(until__gt=Now()), since__lte=Now())
        .select_related(*_WITH_NAMES)
        .order_by("scope__path", "role")
    )
