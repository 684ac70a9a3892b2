"""Contacts of holders: entered, imported, authorised; several for one organisation."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.text import LANGUAGES
from conspectus.formats.intake.folding import fold
from conspectus.forums.models import Cycle
from conspectus.people.models import Organisation, Person
from conspectus.people.services.organisations import find_organisation
from conspectus.synthesis.holders import HOLDERS, LONGEST_NAME
from conspectus.synthesis.models import AnnexEntry, Contact, Letter
from conspectus.synthesis.services.addressing import VOICES

COLUMNS = ("holder", "email", "name", "language", "authorised")
MOST_ROWS = 5_000
YES = frozenset({"1", "yes", "true", "x"})


@transaction.atomic
def add_contact(
    cycle: Cycle, *, holder: str, email: str, name: str, language: str, authorised: str
) -> Contact:
    """A contact of a holder, by its name; the same one is changed.

    ``authorised``: who vouches that it may speak for the holder; empty: nobody does.

    Raises:
        SiteError: nobody has this name, or the address is none.
    """
    named = holder_named(cycle, holder)
    if named is None:
        raise SiteError(
            _("No organisation, person or joint contribution is called “%(name)s”.")
            % {"name": holder},
            field="holder",
        )
    try:
        validate_email(email)
    except ValidationError as error:
        raise SiteError(_("This is no address of mail."), field="email") from error
    language = language if language in LANGUAGES else "en"
    of = {"organisation": named.organisation, "person": named.person, "joint": named.joint}
    contact = Contact.objects.filter(cycle=cycle, email__iexact=email, **of).first()
    if contact is None:
        contact = Contact(cycle=cycle, email=email, **of)
    contact.name, contact.language = name.strip()[:200], language
    contact.save()
    authorise(contact, by=authorised)
    return contact


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a name means: one of these. ``joint``: as papers cite a joint contribution, or ""."""

    organisation: Organisation | None = None
    person: Person | None = None
    joint: str = ""


def holder_named(cycle: Cycle, name: str) -> Named | None:
    """Who has this name: an organisation by any of its names, else the one person.

    Else the joint contribution that a paper of the cycle cites so.
    """
    organisation = find_organisation(name)
    if organisation is not None:
        return Named(organisation=organisation)
    persons = list(Person.objects.filter(name=" ".join(name.split()))[:2])
    if len(persons) == 1:
        return Named(person=persons[0])
    joint = joint_names(cycle).get(fold(name[:LONGEST_NAME]))
    return Named(joint=joint) if joint else None


def joint_names(cycle: Cycle) -> dict[str, str]:
    """The names of joint contributions in the cycle's papers: folded, also as listed → name."""
    rows = AnnexEntry.objects.filter(
        version__paper__cycle=cycle, annex=HOLDERS, data__kind="joint"
    ).values_list("data__names", "data__name")
    return {
        fold(spelling[:LONGEST_NAME]): names[0][:LONGEST_NAME]
        for names, listed in rows
        for spelling in (*names, listed)
    }


@transaction.atomic
def authorise(contact: Contact, *, by: str) -> None:
    """Says who vouches for a contact, also for the letters that it has; "" takes it back.

    What it has confirmed before stays.
    """
    contact.authorised = by.strip()[:200]
    contact.save(update_fields=["authorised"])
    for letter in Letter.objects.filter(contact=contact):
        binding = bool(contact.authorised) and _has_one_voice(letter)
        Letter.objects.filter(pk=letter.pk).update(binding=binding)


def _has_one_voice(letter: Letter) -> bool:
    return AnnexEntry.objects.filter(
        version=letter.version_id, annex=HOLDERS, data__id=letter.holder, data__kind__in=VOICES
    ).exists()


@transaction.atomic
def import_contacts(cycle: Cycle, data: bytes, *, by: str) -> int:
    """Contacts from a CSV file with the columns of ``COLUMNS``; how many. All or none.

    Raises:
        SiteError: a column lacks, or a row cannot be taken; it is named.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SiteError(_("This is no CSV file in UTF-8."), field="file") from error
    lacking = [name for name in COLUMNS[:2] if not rows or name not in rows[0]]
    if lacking:
        raise SiteError(
            _("The file lacks the column “%(name)s”, or any row.") % {"name": lacking[0]},
            field="file",
        )
    if len(rows) > MOST_ROWS:
        raise SiteError(_("A file has at most 5,000 rows; part it."), field="file")
    for number, row in enumerate(rows, start=2):
        cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
        try:
            add_contact(
                cycle,
                holder=cell["holder"],
                email=cell["email"],
                name=cell["name"],
                language=cell["language"],
                authorised=by if cell["authorised"].lower() in YES else "",
            )
        except SiteError as error:
            told = _("Row %(number)s: %(error)s") % {"number": number, "error": error}
            raise SiteError(told, field="file") from error
    return len(rows)
