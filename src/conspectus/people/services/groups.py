"""Stakeholder groups: declared by the contributor, confirmed by the secretariat, with history."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Scope
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.text import in_language
from conspectus.formats.intake.folding import slug as slug_of
from conspectus.people.models import (
    Account,
    GroupDeclaration,
    GroupTree,
    Organisation,
    Person,
    StakeholderGroup,
)

DEFAULT_GROUPS = (
    ("governments", "الحكومات", "Gobiernos", "Gouvernements", "Правительства", "政府"),
    (
        "intergovernmental and international organizations",
        "المنظمات الحكومية الدولية والدولية",
        "Organizaciones intergubernamentales e internacionales",
        "Organisations intergouvernementales et internationales",
        "Межправительственные и международные организации",
        "政府间组织和国际组织",
    ),
    (
        "private sector",
        "القطاع الخاص",
        "Sector privado",
        "Secteur privé",
        "Частный сектор",
        "私营部门",
    ),
    (
        "civil society",
        "المجتمع المدني",
        "Sociedad civil",
        "Société civile",
        "Гражданское общество",
        "民间社会",
    ),
    (
        "technical community",
        "الأوساط التقنية",
        "Comunidad técnica",
        "Communauté technique",
        "Техническое сообщество",
        "技术界",
    ),
    (
        "academia",
        "الأوساط الأكاديمية",
        "Mundo académico",
        "Milieu universitaire",
        "Академические круги",
        "学术界",
    ),
)
"""The tree that a new forum starts with (DESIGN §1): en, ar, es, fr, ru, zh."""


@transaction.atomic
def create_tree(slug: str) -> GroupTree:
    """A tree with the default groups; the tree that has this slug already is left as it is."""
    tree, made = GroupTree.objects.get_or_create(slug=slug)
    if made:
        for order, (en, *others) in enumerate(DEFAULT_GROUPS):
            names = dict(zip(("ar", "es", "fr", "ru", "zh"), others, strict=True))
            StakeholderGroup.objects.create(
                tree=tree,
                slug=en.replace(" ", "-"),
                names={"en": en[0].upper() + en[1:], **names},
                order=order,
            )
    return tree


@transaction.atomic
def declare_group(
    who: Organisation | Person, *, group: StakeholderGroup, by: str
) -> GroupDeclaration:
    """Somebody says to which group an organisation or a person belongs.

    It counts at once where nothing in the tree has been confirmed; else the confirmed one stays.
    """
    declaration = GroupDeclaration.objects.create(**_of(who), group=group, declared_by=by[:200])
    confirmed = GroupDeclaration.objects.filter(
        **_of(who), group__tree=group.tree_id, confirmed__isnull=False
    )
    if not confirmed.exists():
        _set_group(who, group)
    return declaration


@transaction.atomic
def confirm_group(declaration: GroupDeclaration, *, by: Account, scope: Scope) -> GroupDeclaration:
    """The secretariat of a forum confirms a declaration; recorded as its decision.

    Raises:
        SiteError: it has been confirmed before.
    """
    if declaration.confirmed is not None:
        raise SiteError(_("This declaration has been confirmed before; nothing is left to do."))
    declaration.confirmed = stamp()
    declaration.confirmed_by = by
    declaration.save(update_fields=["confirmed", "confirmed_by"])
    who = declaration.organisation or declaration.person
    if who is None:  # the database refuses this (constraint "group_of_one")
        raise SiteError(_("This declaration is about nobody; declare the group again."))
    _set_group(who, declaration.group)
    record(
        "decision",
        _address(who, scope),
        {
            "decision": "group confirmed",
            "group": declaration.group.slug,
            "declared": declaration.declared.isoformat(),
            "confirmed": declaration.confirmed.isoformat(),
        },
    )
    mark_changed(scope)
    return declaration


@transaction.atomic
def save_group(
    group: StakeholderGroup,
    *,
    names: Mapping[str, str],
    parent: StakeholderGroup | None,
    order: int,
    scope: Scope,
) -> StakeholderGroup:
    """A new group of a tree, or another name or place of one; recorded.

    Raises:
        SiteError: it would be part of another while others are part of it.
    """
    if parent is not None and group.pk and group.within.exists():
        raise SiteError(
            _("This group has parts of its own; it cannot become part of another."), field="parent"
        )
    group.names = dict(names)
    group.parent = parent
    group.order = order
    if not group.slug:
        group.slug = slug_of(in_language(names)[0], fallback="group")
        same = StakeholderGroup.objects.filter(tree=group.tree_id, slug=group.slug)
        if group.slug == "new" or same.exists():
            raise SiteError(_("There is a group with this name already."))
    group.save()
    record(
        "decision",
        f"/{scope.path}/",
        {"decision": "stakeholder group", "group": group.slug, "names": group.names},
    )
    mark_changed(scope)
    return group


def _of(who: Organisation | Person) -> dict[str, Organisation | Person]:
    return {"organisation" if isinstance(who, Organisation) else "person": who}


def _set_group(who: Organisation | Person, group: StakeholderGroup) -> None:
    who.group = group
    who.save(update_fields=["group"])


def _address(who: Organisation | Person, scope: Scope) -> str:
    kind = "organisations" if isinstance(who, Organisation) else "people"
    return f"/{scope.path.split('/')[0]}/{kind}/{who.slug}/"
