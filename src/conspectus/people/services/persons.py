"""Persons and where they are from when until when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.formats.intake.folding import slug
from conspectus.people.models import Affiliation, Area, Organisation, Person, StakeholderGroup
from conspectus.people.queries.addresses import free_slug
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
        slug=free_slug(slug(written, fallback="person"), [Person.objects]),
        name=written,
        country=country,
        group=group,
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
