"""Persons and where they are from when until when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.formats.intake.folding import slug as slug_of
from conspectus.people.models import Affiliation, Area, Organisation, Person, StakeholderGroup
from conspectus.people.services.lookalikes import note_person


@transaction.atomic
def create_person(
    name: str, *, country: Area | None = None, group: StakeholderGroup | None = None
) -> Person:
    """A new person; two with one name are two persons.

    Raises:
        SiteError: the name is empty.
    """
    written = " ".join(name.split())[:200]
    if not written:
        raise SiteError(_("A person needs a name; write it."), field="name")
    made = Person.objects.create(
        slug=_free_slug(written), name=written, country=country, group=group
    )
    note_person(made)
    return made


@transaction.atomic
def affiliate(
    person: Person,
    organisation: Organisation,
    *,
    function: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Affiliation:
    """Says that somebody is at an organisation; the same again changes nothing.

    Raises:
        SiteError: it ends before it begins.
    """
    if since and until and until < since:
        raise SiteError(_("It ends before it begins; change one of the days."), field="until")
    return Affiliation.objects.get_or_create(
        person=person, organisation=organisation, function=function, since=since, until=until
    )[0]


def _free_slug(name: str) -> str:
    wanted = slug_of(name, fallback="person")
    taken = set(Person.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    number = next(k for k in range(2, len(taken) + 3) if f"{wanted}-{k}" not in taken)
    return f"{wanted}-{number}"
