"""Making scopes: the installation's, and one for each forum and cycle."""

from __future__ import annotations

from conspectus.core.models import Scope


def installation_scope() -> Scope:
    """The scope of the whole installation; made where it is not there yet."""
    return Scope.objects.get_or_create(path="")[0]


def scope_within(parent: Scope, slug: str) -> Scope:
    """The scope of ``slug`` in its parent's; made where it is not there yet."""
    path = f"{parent.path}/{slug}" if parent.path else slug
    return Scope.objects.get_or_create(path=path, defaults={"parent": parent})[0]
