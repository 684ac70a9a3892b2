"""Who is bound by a version, as the register prints and counts it (DRAFTING §1, §7)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from conspectus.contributions.models import Party, Version
from conspectus.formats.intake.folding import fold
from conspectus.people.models import Area

RECORD_OF = "record_of"
"""Key of ``as_written`` for the record of a meeting or mailing list: many speak, nobody signs."""

MEETING, LISTS = "meeting", "list"

_PARTED = frozenset({"419", "021"})
"""Regions of M49's second level that stand for the Americas."""


@dataclass(frozen=True, slots=True)
class RegisterHolder:
    """``key``: equal for the same holder; ``path``: of its page, where it is one.

    ``kind``: "individual", "organisation" or "several"; `MEETING` or `LISTS` of a record.
    """

    key: str
    path: str
    kind: str


def holder_of(version: Version, parties: Sequence[Party]) -> RegisterHolder:
    """The holder of a version; parties with organisation and person already read.

    On behalf of others: they are bound. Signed jointly: one holder of its own.
    """
    record = str(version.as_written.get(RECORD_OF, ""))
    if record:
        return RegisterHolder(_hashed(f"record {version.contribution_id}"), "", record)
    bound = [one for one in parties if one.part == Party.Part.ON_BEHALF] or [
        one for one in parties if one.part == Party.Part.SIGNS
    ]
    names = sorted(_name(one) for one in bound)
    kind = _kind(version, bound)
    if not names:
        return RegisterHolder(_hashed(f"signed {fold(version.signed)}"), "", kind)
    return RegisterHolder(_hashed(" ".join(names)), names[0] if len(names) == 1 else "", kind)


def _kind(version: Version, bound: Sequence[Party]) -> str:
    if len(bound) > 1:
        return "several"
    person = any(one.organisation_id is None for one in bound)
    return "individual" if person or version.capacity == "personal" else "organisation"


def _name(party: Party) -> str:
    if party.organisation is not None:
        return f"organisations/{party.organisation.slug}"
    return f"people/{party.person.slug}" if party.person else ""


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def region_of(area: Area | None) -> Area | None:
    """The region that the register counts an area in; a value such as "global" is its own.

    M49's continents, the Americas parted into Northern America and the rest. The area's parents
    must be read with it, or cost a query each.
    """
    at = area
    while at is not None and at.parent is not None and at.code not in _PARTED:
        at = at.parent
    return at
