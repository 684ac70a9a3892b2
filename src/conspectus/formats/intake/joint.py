"""One organisation cell that may hold several: joint contributions told from long names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.labels import abbreviates, head_noun, is_acronym
from conspectus.formats.intake.organisation import UNIVERSITIES, Finding, is_body_name
from conspectus.formats.intake.places import find_area
from conspectus.formats.intake.vocabulary import vocabulary

_SEPARATOR = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s+")
_SLASH = re.compile(r"\s+/\s+")
_AND = re.compile(r"\s+(?:and|&)\s+")
_LIST_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Signatories:
    """The organisations of a cell. ``joint``: each signs; else the parts are only named so."""

    parts: tuple[str, ...]
    joint: bool = False
    finding: Finding | None = None


def is_university(name: str) -> bool:
    """Whether a name is that of a university, a faculty or a school, and not of a centre at one."""
    head = head_noun(name)[0]
    return head in UNIVERSITIES


def read_signatories(cell: str, is_known: Callable[[str], bool]) -> Signatories:
    """Part ``cell`` where it says so itself, or where the rest of the manifest shows it.

    ``is_known``: whether a name is that of another row's organisation.
    """
    parts = tuple(part for part in _SEPARATOR.split(cell.strip(" ;|")) if part)
    if len(parts) > 1:
        return Signatories(parts, joint=True)
    listed = _comma_list(cell)
    if listed:
        return Signatories(
            listed,
            joint=True,
            finding=Finding(
                "The cell is a list of organisations.",
                f"Read as a joint contribution of {len(listed)}: {'; '.join(listed)}.",
            ),
        )
    slashed = tuple(_SLASH.split(cell))
    if len(slashed) > 1:
        return _slashed(slashed)
    named_beside = _acronym_of_another(cell)
    if named_beside:
        return Signatories(named_beside, finding=_proposal(named_beside))
    return _joined_by_and(cell, is_known)


def _comma_list(cell: str) -> tuple[str, ...]:
    """Four names or more, each of two words or with a bracket, and no "and" before the last.

    "Centre for Research, Development and Training" is one name; "A , B (Korea), C D, E F" four.
    """
    parts = tuple(part.strip() for part in _COMMA.split(cell))
    if len(parts) < _LIST_LENGTH or find_area(parts[-1]) is not None:
        return ()
    whole = all(len(part.split()) > 1 or "(" in part for part in parts)
    return parts if whole and not any(_AND.match(f" {part}") for part in parts) else ()


def _slashed(parts: tuple[str, ...]) -> Signatories:
    """ "A / University of B" is an organisation and an affiliation; two of a kind stay open."""
    others = tuple(part for part in parts if not _is_at_university(part))
    if len(others) == 1:
        return Signatories(
            others,
            finding=Finding(
                "The cell names a university as well as another organisation.",
                f"{others[0]} is taken as the contributor; write both with a semicolon if both "
                "sign.",
            ),
        )
    return Signatories(
        parts,
        finding=Finding(
            "The cell names several organisations.",
            f"Write {'; '.join(parts)} if they sign jointly, or only the one that signs.",
            resolved=False,
        ),
    )


def _is_at_university(part: str) -> bool:
    """ "Goldsmiths (University of London, UK)" as well as "University of London"."""
    remark = part[part.find("(") + 1 :] if "(" in part else ""
    return is_university(part) or bool(remark and is_university(remark))


def _acronym_of_another(cell: str) -> tuple[str, ...]:
    """ "A Foundation, NPOC": a name and the initials of another body."""
    left, mark, right = (part.strip() for part in cell.rpartition(","))
    if not mark or "," in left or not is_acronym(right) or abbreviates(right, left):
        return ()
    words = vocabulary()
    is_other = find_area(right) is None and right.casefold() not in words.legal_forms
    return (left, right) if is_other and head_noun(left)[0] not in words.units else ()


def _joined_by_and(cell: str, is_known: Callable[[str], bool]) -> Signatories:
    for match in _AND.finditer(cell):
        parts = (cell[: match.start()], cell[match.end() :])
        if any(is_known(part) for part in parts):
            return Signatories(
                parts,
                joint=True,
                finding=Finding(
                    "The cell joins two names, one of which contributed alone as well.",
                    f"Read as a joint contribution of {parts[0]} and {parts[1]}.",
                ),
            )
        if _begins_with_head(parts[1]) and len(parts[0].split()) > 1:
            return Signatories(parts, finding=_proposal(parts))
        if is_body_name(parts[0]) and _ends_with_head(parts[0]) and is_body_name(parts[1]):
            return Signatories((cell,), finding=_proposal(parts))
    return Signatories((cell,))


def _proposal(parts: tuple[str, ...]) -> Finding:
    return Finding(
        "The cell may join two organisations.",
        f"Write {'; '.join(parts)} if they sign jointly.",
        resolved=False,
    )


def _begins_with_head(text: str) -> bool:
    """ "Association of Professors …": a name that is complete by itself."""
    first, _, rest = fold(text).partition(" ")
    return first in vocabulary().article_heads and rest.startswith(("of ", "for ", "de ", "des "))


def _ends_with_head(text: str) -> bool:
    words = fold(text).split()
    return len(words) > 1 and words[-1] in vocabulary().article_heads
