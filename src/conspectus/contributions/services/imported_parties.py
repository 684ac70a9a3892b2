"""Who signs an imported row: organisations, persons, groups and places of the installation.

What the manifest's reader found is looked up by its names and aliases; what is not there is made
under the name that was signed. A look-alike is never merged: it is a question on the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from conspectus.contributions.holders import region_of
from conspectus.contributions.models import DeskItem, Party
from conspectus.contributions.services.asking import Option, same_as
from conspectus.core.text import LANGUAGES
from conspectus.engine.corpus import Capacity, Correction, HolderKind
from conspectus.formats.intake import Submission
from conspectus.formats.intake.folding import fold, slug
from conspectus.formats.intake.organisation import read_organisation
from conspectus.formats.intake.parties import Signature
from conspectus.formats.intake.persons import read_persons
from conspectus.formats.intake.places import Area as WrittenArea
from conspectus.forums.models import Forum
from conspectus.people.models import Area, GroupDeclaration, Organisation, Person, StakeholderGroup
from conspectus.people.services.areas import AreaNames
from conspectus.people.services.lookalikes import note_person, would_mislead
from conspectus.people.services.organisations import (
    OrganisationNames,
    add_alias,
    create_organisation,
    folded_name,
)

BY = "manifest"
_ALIKE = 3
"""How many look-alikes are offered."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the desk is to be asked about a row."""

    kind: str
    question: str
    options: tuple[Option, ...]


@dataclass(slots=True)
class Signed:
    """A row's parties (not saved, without version), place and group, and what is open."""

    printed: str
    parties: list[Party] = field(default_factory=list)
    personal: bool = False
    country: Area | None = None
    region: Area | None = None
    group: StakeholderGroup | None = None
    questions: list[Question] = field(default_factory=list)


class KnownParties:
    """What the installation knows, read once for an import."""

    def __init__(
        self,
        forum: Forum,
        *,
        groups: Mapping[str, str],
        areas: Iterable[WrittenArea] = (),
        corrections: Iterable[Correction] = (),
    ) -> None:
        self._add_areas(areas)
        self._areas = AreaNames(
            Area.objects.select_related("parent__parent__parent").order_by("kind", "code")
        )
        self._names = OrganisationNames.of_table()
        self._organisations = Organisation.objects.in_bulk()
        self._persons = {person.slug: person for person in Person.objects.all()}
        self._forum = forum
        self._groups: dict[str, StakeholderGroup] = {}
        for group in forum.group_tree.groups.all():
            for name in (group.slug, *group.names.values()):
                self._groups.setdefault(fold(name), group)
        self._own_groups = set(groups.values())
        self._aliases = {
            folded_name(name): correction.value
            for correction in corrections
            if correction.kind == "alias"
            for name in correction.names
        }

    def sign(self, submission: Submission) -> Signed:
        """Who signs a row, with everything that was not there yet made."""
        entry = submission.entry
        signature = entry.signature
        if signature is None:
            raise ValueError(entry.id)
        signed = Signed(printed=printed(signature))
        self._place(signed, signature, entry.row.get("country"))
        self._group(signed, entry.group or "")
        signed.personal = signature.capacity is Capacity.PERSONAL
        bound = Party.Part.SIGNS
        if signature.capacity is Capacity.ON_BEHALF_OF:
            bound = Party.Part.ON_BEHALF
            speaker = read_organisation(entry.row.get("organisation"))
            if speaker.name and fold(speaker.name) != fold(signature.name):
                self._organisation(signed, speaker.name, speaker.aliases, Party.Part.SIGNS)
        for member in signature.members or (signature,):
            if member.kind is HolderKind.PERSON:
                self._person(signed, member.name, bound)
            elif member.kind is HolderKind.ORGANISATION:
                self._organisation(signed, member.name, member.aliases, bound)
        self._submitter(signed, submission)
        self._open(signed, signature)
        for order, party in enumerate(signed.parties):
            party.order = order
        return signed

    def _place(self, signed: Signed, signature: Signature, cell: str) -> None:
        place = signature.place
        found = None
        if place.area is not None:
            found = self._areas.find(place.area.alpha2) if place.area.alpha2 else None
            found = found or self._areas.find(place.area.name)
        elif place.region is not None:
            found = self._areas.find(place.region)
        if found is not None:
            signed.country = found if found.kind == Area.Kind.COUNTRY else None
            signed.region = region_of(found)
        if cell and (found is None or not place.resolved):
            self._ask_country(signed, cell)

    def _ask_country(self, signed: Signed, cell: str) -> None:
        found = [area.code for area in self._areas.propose(cell, limit=4)]
        likely: list[Option] = [{"do": "country", "area": code} for code in found]
        leave: Option = {"do": "leave"}
        options = [*likely, leave] if likely else [leave]
        if "global" not in found:
            options.append({"do": "country", "area": "global"})
        signed.questions.append(Question(DeskItem.Kind.COUNTRY, cell, tuple(options)))

    def _group(self, signed: Signed, written: str) -> None:
        if not written:
            return
        signed.group = self._groups.get(fold(written))
        if signed.group is None and written in self._own_groups:
            signed.group = self._add_group(written)
        if signed.group is None:
            options: list[Option] = [
                {"do": "group", "group": group.pk}
                for group in sorted(set(self._groups.values()), key=lambda one: one.order)
            ]
            signed.questions.append(
                Question(DeskItem.Kind.GROUP, written, ({"do": "leave"}, *options))
            )

    def _add_group(self, name: str) -> StakeholderGroup:
        made = StakeholderGroup.objects.create(
            tree=self._forum.group_tree,
            slug=slug(name, fallback="group"),
            names={"en": name[:1].upper() + name[1:]},
            order=len(set(self._groups.values())),
        )
        self._groups[fold(name)] = made
        return made

    def _organisation(self, signed: Signed, name: str, aliases: Iterable[str], part: str) -> None:
        name = self._aliases.get(folded_name(name), name)
        known = self._names.keys.get(folded_name(name))
        if known is None:
            known = next(
                (
                    self._names.keys[folded_name(alias)]
                    for alias in aliases
                    if len(alias) > 4 and folded_name(alias) in self._names.keys
                ),
                None,
            )
        if known is None:
            known = self._create(signed, name, tuple(aliases)).pk
        organisation = self._organisations[known]
        signed.parties.append(Party(part=part, organisation=organisation))

    def _create(self, signed: Signed, name: str, aliases: tuple[str, ...]) -> Organisation:
        alike = self._names.propose(name, limit=_ALIKE) if self._names.keys else []
        made = create_organisation(
            name, country=signed.country, region=signed.region, group=signed.group
        )
        if signed.group is not None:
            GroupDeclaration.objects.create(organisation=made, group=signed.group, declared_by=BY)
        for written in (name, *aliases):
            key = folded_name(written)
            if key and key not in self._names.keys:
                self._names.keys[key] = made.pk
                add_alias(made, written)
        self._organisations[made.pk] = made
        if alike or would_mislead(made):
            options = same_as(made, [other.pk for other in alike])
            signed.questions.append(Question(DeskItem.Kind.ORGANISATION, made.name, tuple(options)))
        return made

    def _person(self, signed: Signed, name: str, part: str) -> None:
        plain = slug(name, fallback="person")
        for number in count(1):
            wanted = plain if number == 1 else f"{plain}-{number}"
            person = self._persons.get(wanted)
            if person is None:
                person = Person.objects.create(
                    slug=wanted, name=name[:200], country=signed.country, group=signed.group
                )
                self._persons[wanted] = person
                note_person(person)
                if would_mislead(person):
                    leave: Option = {"do": "leave"}
                    signed.questions.append(Question(DeskItem.Kind.PERSON, person.name, (leave,)))
            # The same name in another country is another person until somebody says otherwise.
            if person.country_id in {None, signed.country and signed.country.pk} or (
                signed.country is None
            ):
                signed.parties.append(Party(part=part, person=person))
                return

    def _submitter(self, signed: Signed, submission: Submission) -> None:
        """The officer who sent it, where an organisation signs."""
        cell = submission.entry.row.get("submitted_by")
        if not cell or any(party.person for party in signed.parties):
            return
        for name in read_persons(cell, submission.entry.body.text).names[:5]:
            self._person(signed, name, Party.Part.SUBMITS)

    def _open(self, signed: Signed, signature: Signature) -> None:
        """What the manifest's reader left open about who signs."""
        for column, finding in signature.findings:
            if column in {"organisation", "submitted_by"} and not finding.resolved:
                signed.questions.append(
                    Question(
                        DeskItem.Kind.ORGANISATION,
                        f"{signature.written or signed.printed}: {finding.problem}",
                        ({"do": "leave"},),
                    )
                )

    def _add_areas(self, areas: Iterable[WrittenArea]) -> None:
        """Countries that the forum's own configuration adds."""
        for area in areas:
            code = slug(area.name, fallback="area")[:20]
            parent = Area.objects.filter(names__en=area.region, kind=Area.Kind.REGION).first()
            Area.objects.get_or_create(
                code=code,
                defaults={
                    "kind": Area.Kind.COUNTRY,
                    "names": dict.fromkeys(LANGUAGES, area.name),
                    "other_names": list(area.synonyms),
                    "parent": parent,
                },
            )


def printed(signature: Signature) -> str:
    """The contributor as the register prints it, without the article that a sentence needs.

    "in a personal capacity" stands beside it, from the version's capacity.
    """
    if signature.kind is HolderKind.PERSON:
        label = signature.label or signature.name
        return label.removesuffix(", in a personal capacity")[:500]
    if signature.capacity is Capacity.ON_BEHALF_OF or signature.kind is HolderKind.FILE:
        return (signature.label or signature.name).removeprefix("the ")[:500]
    return signature.name[:500]
