"""Organisations by the names they are known by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from conspectus.core.errors import SiteError
from conspectus.core.models import Scope
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.formats.intake.folding import fold, slug
from conspectus.people.models import (
    Area,
    FormerAddress,
    Organisation,
    OrganisationName,
    StakeholderGroup,
)
from conspectus.people.queries.addresses import free_slug
from conspectus.people.services.lookalikes import mark_again, note_alias

CLOSE = 80.0
"""Likeness, 0 to 100, from which a name is proposed for another."""

_ARTICLES = re.compile(r"^(?:the|la|le|les|el|los|las) ")


def folded_name(name: str) -> str:
    """The key under which two spellings of an organisation's name are the same."""
    plain = fold(name)
    return (_ARTICLES.sub("", plain) or plain)[:300]


def find_organisation(name: str) -> Organisation | None:
    """The organisation with this name or alias; one query."""
    key = folded_name(name)
    if not key:
        return None
    return Organisation.objects.filter(aliases__folded=key).first()


def propose_organisations(name: str, *, limit: int = 5) -> list[Organisation]:
    """Organisations with a name like this one, the most like first; two queries."""
    return OrganisationNames.of_table().propose(name, limit=limit)


class OrganisationNames:
    """All names of all organisations, read once: for many look-ups in a row.

    ``keys``: folded name → primary key of its organisation.
    """

    def __init__(self, keys: Mapping[str, int]) -> None:
        self.keys = dict(keys)
        self._initials: dict[str, int] = {}
        for key, organisation in sorted(self.keys.items()):
            self._initials.setdefault(_initials(key), organisation)

    @classmethod
    def of_table(cls) -> OrganisationNames:
        """What the table holds now; one query."""
        return cls(dict(OrganisationName.objects.values_list("folded", "organisation_id")))

    def propose(self, name: str, *, limit: int = 5) -> list[Organisation]:
        """The organisations most like ``name``, also by initials ("EFF"); one query."""
        key = folded_name(name)
        if not key:
            return []
        chosen: dict[int, None] = {}
        for found in self._likely(key, limit):
            chosen.setdefault(found)
        rows = Organisation.objects.in_bulk(list(chosen)[:limit])
        return [rows[number] for number in list(chosen)[:limit] if number in rows]

    def _likely(self, key: str, limit: int) -> Iterator[int]:
        if key in self.keys:
            yield self.keys[key]
        if " " not in key and len(key) >= 3 and key in self._initials:
            yield self._initials[key]
        close = process.extract(
            key, list(self.keys), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, limit=limit * 2
        )
        # Ties by name, so that the answer is the same whatever the order of the rows.
        for found, _score, _position in sorted(close, key=lambda hit: (-hit[1], hit[0])):
            yield self.keys[found]


def _initials(key: str) -> str:
    words = [word for word in key.split() if word not in {"of", "for", "and", "the", "de", "la"}]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


@transaction.atomic
def create_organisation(
    name: str,
    *,
    kind: str = Organisation.Kind.OTHER,
    country: Area | None = None,
    region: Area | None = None,
    group: StakeholderGroup | None = None,
    parent: Organisation | None = None,
    website: str = "",
) -> Organisation:
    """A new organisation, found from now on by its name.

    Raises:
        SiteError: the name has no letters, or is known already.
    """
    written = " ".join(name.split())[:300]
    if not folded_name(written):
        raise SiteError(_("An organisation needs a name with letters; write it."), field="name")
    if find_organisation(written) is not None:
        raise SiteError(
            _("%(name)s is known already; choose it from the list.") % {"name": written},
            field="name",
        )
    made = Organisation.objects.create(
        slug=free_slug(
            slug(written, fallback="organisation"), [Organisation.objects, FormerAddress.objects]
        ),
        name=written,
        kind=kind,
        country=country,
        region=region,
        group=group,
        parent=parent,
        website=website,
    )
    add_alias(made, written)
    return made


@transaction.atomic
def add_alias(organisation: Organisation, name: str, *, language: str = "") -> OrganisationName:
    """Records another name; the same name again changes nothing.

    Raises:
        SiteError: the name has no letters, or is another organisation's.
    """
    written = " ".join(name.split())[:300]
    key = folded_name(written)
    if not key:
        raise SiteError(_("A name needs letters; write it."), field="name")
    alias, is_new = OrganisationName.objects.get_or_create(
        folded=key,
        defaults={"organisation": organisation, "name": written, "language": language},
    )
    if alias.organisation_id != organisation.pk:
        raise SiteError(
            _("%(name)s is a name of %(other)s; remove it there first.")
            % {"name": written, "other": alias.organisation.name},
            field="name",
        )
    if is_new:
        alias.organisation = organisation
        note_alias(alias)
    return alias


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    """What the secretariat says of an organisation. ``aliases``: its other names, all of them."""

    name: str
    kind: str
    country: Area | None = None
    region: Area | None = None
    parent: Organisation | None = None
    website: str = ""
    aliases: Sequence[str] = ()


@transaction.atomic
def edit_organisation(
    organisation: Organisation, *, facts: OrganisationFacts, scope: Scope
) -> Organisation:
    """Changes what is known of an organisation; recorded. Its address stays, its old name finds it.

    Raises:
        SiteError: a name has no letters or is another organisation's; it is made part of itself.
    """
    if facts.parent is not None and organisation.pk in _above(facts.parent):
        raise SiteError(_("An organisation is no part of itself; choose another."), field="parent")
    names = [facts.name, *facts.aliases]
    if facts.name != organisation.name:
        names.append(organisation.name)
    for name in names:
        add_alias(organisation, name)
    organisation.aliases.exclude(folded__in=[folded_name(name) for name in names]).delete()
    organisation.name = " ".join(facts.name.split())
    organisation.kind = facts.kind
    organisation.country = facts.country
    organisation.region = facts.region
    organisation.parent = facts.parent
    organisation.website = facts.website
    organisation.save()
    mark_again(organisation)
    record(
        "decision",
        f"/{scope.path.split('/')[0]}/organisations/{organisation.slug}/",
        {
            "decision": "organisation",
            "name": organisation.name,
            "kind": organisation.kind,
            "country": facts.country.code if facts.country else "",
            "names": sorted({" ".join(name.split()) for name in names}),
        },
    )
    mark_changed(scope)
    return organisation


def _above(organisation: Organisation) -> set[int]:
    """The organisation and all that it is part of."""
    found: set[int] = set()
    above: Organisation | None = organisation
    while above is not None and above.pk not in found:
        found.add(above.pk)
        above = above.parent
    return found
