"""Who gets a letter on a version, at which addresses, and who gets none and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Q

from conspectus.contributions.models import Contribution, Party
from conspectus.contributions.models.contributions import State
from conspectus.core.citable import senders_of
from conspectus.core.text import LANGUAGES
from conspectus.formats.intake.folding import fold
from conspectus.people.services.organisations import folded_name
from conspectus.synthesis.holders import LONGEST_NAME
from conspectus.synthesis.models import Contact, Letter, PaperVersion

NO_ADDRESS = "no address"
NOT_VERIFIED = "address not verified"
NO_MAIL = "asked for no mail"
JOINT = "joint"
VOICES = ("organisation", "person", JOINT)
"""Kinds of holders for which one contact can speak; the copies of a campaign have no such one."""

_NUMBER = re.compile(r"/contributions/(\d+)/")


@dataclass(frozen=True, slots=True)
class Writable:
    """A contact of a holder (not saved where it comes from a source), and its letter."""

    contact: Contact
    letter: Letter | None = None


@dataclass(slots=True, kw_only=True)
class Addressed:
    """A holder of a version. ``why_not``: set where there is nobody to write to."""

    holder: str
    kind: str
    name: str
    reflected: bool
    to: list[Writable] = field(default_factory=list)
    why_not: str = ""


def addressed(version: PaperVersion, entries: Sequence[Mapping[str, Any]]) -> list[Addressed]:
    """The holders of these entries (``synthesis.holders``) with their contacts.

    Four queries, and one more for each kind of sources where some are no contributions.
    """
    places = {entry["id"]: _places(version, entry) for entry in entries}
    everywhere = {one for found in places.values() for one in found}
    numbers = {int(one) for one in everywhere if one.isdigit()}
    signed = {
        **{str(number): one for number, one in _contributions(version, numbers).items()},
        **_others({one for one in everywhere if not one.isdigit()}),
    }
    known = _Known(version, entries)
    return [
        _one(version, entry, [signed[one] for one in places[entry["id"]] if one in signed], known)
        for entry in entries
    ]


def _places(version: PaperVersion, entry: Mapping[str, Any]) -> list[str]:
    """Where a holder's sources stand: numbers of contributions, then addresses of all else."""
    addresses = {version.drawn_on.get(source, "") for source in entry["signed"]} - {""}
    numbers = {int(found[1]) for one in addresses if (found := _NUMBER.search(one))}
    others = sorted(one for one in addresses if not _NUMBER.search(one))
    return [*map(str, sorted(numbers)), *others]


def _others(addresses: set[str]) -> dict[str, _Signed]:
    return {
        address: _Signed(
            email=one.email,
            verified=one.is_verified,
            authorised=one.authorised,
            language=one.language,
        )
        for address, one in senders_of(addresses).items()
    }


@dataclass(frozen=True, slots=True)
class _Signed:
    """A source as far as the address of who sent it speaks for who signed it."""

    email: str
    verified: bool
    authorised: str
    language: str
    organisation: int | None = None
    person: int | None = None


def _contributions(version: PaperVersion, numbers: set[int]) -> dict[int, _Signed]:
    rows = (
        Contribution.objects.filter(cycle=version.paper.cycle_id, number__in=numbers)
        .exclude(state__in=(State.ERASED, State.REFUSED))
        .values_list(
            *("number", "email", "email_verified", "current__confirmed", "current__language"),
            *("current__parties__part", "current__parties__organisation"),
            "current__parties__person",
        )
    )
    found: dict[int, _Signed] = {}
    signing: dict[int, set[tuple[int | None, int | None]]] = {}
    for number, email, verified, confirmed, language, part, organisation, person in rows:
        if number is None:
            continue
        found[number] = _Signed(
            email=email,
            verified=verified is not None,
            # Who confirmed the contribution speaks for who signed it.
            authorised=f"contribution no. {number}" if confirmed is not None else "",
            language=language if language in LANGUAGES else "en",
        )
        if part == Party.Part.SIGNS:
            signing.setdefault(number, set()).add((organisation, person))
    for number, parties in signing.items():
        # Who sent what several signed speaks for the joint contribution, not for one of them.
        if len(parties) == 1:
            ((organisation, person),) = parties
            found[number] = replace(found[number], organisation=organisation, person=person)
    return found


class _Known:
    """The contacts of a cycle that belong to some of these holders, and the letters written."""

    def __init__(self, version: PaperVersion, entries: Sequence[Mapping[str, Any]]) -> None:
        names = {name for entry in entries for name in entry["names"]}
        folded = {folded_name(name) for name in names} - {""}
        self.silent = frozenset(
            email.lower()
            for email in Contact.objects.filter(no_mail__isnull=False).values_list(
                "email", flat=True
            )
        )
        has_joint = Q() if any(entry["kind"] == JOINT for entry in entries) else Q(pk=None)
        self._by_name: dict[str, list[Contact]] = {}
        self._of_joint: dict[str, list[Contact]] = {}
        rows = (
            Contact.objects.filter(
                Q(organisation__aliases__folded__in=folded)
                | Q(person__name__in=names)
                | (~Q(joint="") & has_joint),
                cycle=version.paper.cycle_id,
            )
            .annotate(alias=F("organisation__aliases__folded"), signer=F("person__name"))
            .order_by("pk")
        )
        for contact in rows:
            if contact.joint:
                self._of_joint.setdefault(fold(contact.joint), []).append(contact)
                continue
            key = contact.alias if contact.organisation_id else folded_name(contact.signer)
            self._by_name.setdefault(key, []).append(contact)
        holders = [entry["id"] for entry in entries]
        letters = Letter.objects.filter(version=version, holder__in=holders)
        self._letters = {
            (letter.holder, letter.contact.email.lower()): letter
            for letter in letters.select_related("contact")
        }

    def contacts(self, entry: Mapping[str, Any]) -> list[Contact]:
        keys = [folded_name(name) for name in entry["names"]]
        found = {one.pk: one for key in keys for one in self._by_name.get(key, ())}
        if entry["kind"] == JOINT:
            spellings = {fold(name[:LONGEST_NAME]) for name in entry["names"]}
            own = (one for name in spellings for one in self._of_joint.get(name, ()))
            found |= {one.pk: one for one in own}
        return [found[key] for key in sorted(found)]

    def letter(self, holder: str, email: str) -> Letter | None:
        return self._letters.get((holder, email.lower()))


def _one(
    version: PaperVersion, entry: Mapping[str, Any], signed: Sequence[_Signed], known: _Known
) -> Addressed:
    made = Addressed(
        holder=entry["id"],
        kind=entry["kind"],
        name=entry["name"],
        reflected=bool(entry["sentences"]),
    )
    contacts = {one.email.lower(): one for one in known.contacts(entry)}
    for one in signed:
        if one.email and one.verified and one.email.lower() not in contacts:
            contacts[one.email.lower()] = _contact(version, one)
    asked = [one for email, one in sorted(contacts.items()) if email not in known.silent]
    made.to = [Writable(one, known.letter(made.holder, one.email)) for one in asked]
    if not made.to:
        made.why_not = NO_MAIL if contacts else NO_ADDRESS
        if not contacts and any(one.email for one in signed):
            made.why_not = NOT_VERIFIED
    return made


def _contact(version: PaperVersion, one: _Signed) -> Contact:
    """Not saved."""
    return Contact(
        cycle_id=version.paper.cycle_id,
        organisation_id=one.organisation,
        person_id=one.person,
        email=one.email,
        language=one.language,
        authorised=one.authorised,
    )
