"""Declarations of stakeholder groups, as the secretariat and the public see them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from conspectus.people.models import GroupDeclaration, Organisation, Person


def open_declarations(tree: int) -> QuerySet[GroupDeclaration]:
    """The newest declaration of each in a tree, where it is not confirmed; oldest first.

    One query, with the group and the declarer's organisation or person.
    """
    same = Q(organisation=OuterRef("organisation")) | Q(person=OuterRef("person"))
    newer = GroupDeclaration.objects.filter(same, group__tree=tree, pk__gt=OuterRef("pk"))
    return (
        GroupDeclaration.objects.filter(group__tree=tree, confirmed__isnull=True)
        .exclude(Exists(newer))
        .select_related("group", "organisation", "person")
        .order_by("pk")
    )


def group_history(who: Organisation | Person) -> QuerySet[GroupDeclaration]:
    """Everything declared and confirmed about somebody, oldest first. One query."""
    return who.declarations.select_related("group", "confirmed_by__person").order_by("pk")
