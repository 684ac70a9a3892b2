"""Who has a name that looks like somebody else's: noted when a name comes in, never refused.

The later one is marked (``looks_like``), for the clerk and on its page; who was there first is
told nothing, for it has done nothing. See `people.lookalike` for what looks alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField

from conspectus.core.prepared import Given, Prepared
from conspectus.people.lookalike import doubts_about, skeletons_of
from conspectus.people.lookalike.likeness import tones_differ
from conspectus.people.models import NameSkeleton, Organisation, OrganisationName, Person

COMPARED = 20
"""Names that share a skeleton and are compared, the earliest first."""


def organisation_like(alias: OrganisationName) -> int | None:
    """The organisation, by its key, whose earlier name one would take this name for; one query."""
    found = _known(_aliases, alias.name, alias.pk, alias.organisation_id)
    return next((key for name, key in found if not tones_differ(alias.name, name)), None)


def person_like(person: Person) -> int | None:
    """The person, by its key, who came earlier under a name like this or the same; one query."""
    found = _known(_persons, person.name, person.pk)
    return next((key for name, key in found if not tones_differ(person.name, name)), None)


def _known(of_size: Callable[[int], Prepared[Any]], name: str, *before: int) -> list[Any]:
    """(name, key) of who shares a skeleton; queries of a few sizes are written once each."""
    skeletons = sorted(skeletons_of(name))
    size = max(4, 1 << max(len(skeletons) - 1, 0).bit_length())
    padded = [*skeletons, *[-1] * (size - len(skeletons))]
    return of_size(size).rows(*before, *padded, window=(COMPARED, 0))


@lru_cache(maxsize=8)
def _aliases(size: int) -> Prepared[Any]:
    given: list[Any] = [Given(place, BigIntegerField()) for place in range(size + 2)]
    return Prepared(
        lambda: (
            NameSkeleton.objects.filter(alias__lt=given[0], skeleton__in=given[2:])
            .exclude(alias__organisation=given[1])
            .order_by("alias")
            .values_list("alias__name", "alias__organisation")
        )
    )


@lru_cache(maxsize=8)
def _persons(size: int) -> Prepared[Any]:
    given: list[Any] = [Given(place, BigIntegerField()) for place in range(size + 1)]
    return Prepared(
        lambda: (
            NameSkeleton.objects.filter(person__lt=given[0], skeleton__in=given[1:])
            .order_by("person")
            .values_list("person__name", "person")
        )
    )


@transaction.atomic
def note_alias(alias: OrganisationName) -> None:
    """Keeps what a new name looks like, and marks its organisation where that is another's."""
    NameSkeleton.objects.bulk_create(
        NameSkeleton(skeleton=one, alias=alias) for one in sorted(skeletons_of(alias.name))
    )
    if alias.organisation.looks_like_id is None:
        _mark(alias.organisation, [alias])


@transaction.atomic
def note_person(person: Person) -> None:
    """Keeps what a new person's name looks like, and marks the person where others have it."""
    NameSkeleton.objects.bulk_create(
        NameSkeleton(skeleton=one, person=person) for one in sorted(skeletons_of(person.name))
    )
    like = person_like(person)
    if like is not None:
        person.looks_like_id = like
        person.save(update_fields=["looks_like"])


def would_mislead(who: Organisation | Person) -> bool:
    """Whether the clerk is to look at a name: it looks like another, or is oddly written.

    Who has the very name of somebody else is a namesake, and no question.
    """
    if doubts_about(who.name):
        return True
    return who.looks_like is not None and (
        isinstance(who, Organisation) or who.looks_like.name.casefold() != who.name.casefold()
    )


@transaction.atomic
def mark_again(organisation: Organisation) -> None:
    """Looks at all names of an organisation anew, and at those that were marked because of it."""
    others = Organisation.objects.filter(looks_like=organisation)
    for one in [organisation, *others.exclude(pk=organisation.pk).order_by("pk")]:
        _mark(one, one.aliases.order_by("pk"))


def _mark(organisation: Organisation, aliases: Iterable[OrganisationName]) -> None:
    found = (organisation_like(alias) for alias in aliases)
    like = next((key for key in found if key is not None), None)
    if like != organisation.looks_like_id:
        organisation.looks_like_id = like
        organisation.save(update_fields=["looks_like"])
