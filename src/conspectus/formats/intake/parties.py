"""Who signs a row of the manifest, and in which capacity (DRAFTING §1, §3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from conspectus.engine.corpus import Capacity, HolderKind
from conspectus.formats.intake.damage import repair_characters, restore_letters
from conspectus.formats.intake.folding import fold, squeeze
from conspectus.formats.intake.joint import Signatories, is_university, read_signatories
from conspectus.formats.intake.labels import head_noun, join_labels, with_article
from conspectus.formats.intake.organisation import (
    Finding,
    OrganisationName,
    is_body_name,
    is_email,
    is_nobody,
    is_role,
    read_organisation,
)
from conspectus.formats.intake.persons import PersonNames, read_persons
from conspectus.formats.intake.places import NOWHERE, Area, Place, read_place
from conspectus.formats.intake.rows import ManifestRow
from conspectus.formats.intake.vocabulary import vocabulary

_PERSONAL = re.compile(
    r"\b(personal|individual|individually|private|own name|personnel|individuel|particular|"
    r"independent|independiente)\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"\b(co-?)?(chair|chairman|chairwoman|chairperson|president|moderator)\b", re.IGNORECASE
)
_INSTITUTIONAL = re.compile(
    r"\b(organi[sz]ation|institution|official|officiel|oficial)", re.IGNORECASE
)
_BEHALF = re.compile(r"^(?P<who>.+?)\bon behalf of (?P<whom>.+)$", re.IGNORECASE)
_STATE_HEADS = frozenset("ministry ministerio ministere ministerium government gobierno".split())
_BEHALF_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who is bound by a row. ``members``: the signatories of a joint contribution.

    ``written``: the cell it was read from. ``own_label``: how the holder is called where it speaks
    for itself; ``label`` may add who spoke for it. ``identity``: what tells holders apart whose
    names are the same or must not be shown.
    """

    kind: HolderKind
    name: str
    label: str
    written: str = ""
    own_label: str = ""
    identity: str = ""
    aliases: tuple[str, ...] = ()
    plural: bool = False
    members: tuple[Signature, ...] = ()
    capacity: Capacity = Capacity.OWN
    place: Place = NOWHERE
    findings: tuple[tuple[str, Finding], ...] = ()

    @property
    def key(self) -> str:
        """What makes two signatures the same holder's: the name, unless ``identity`` is given."""
        return fold(self.identity or self.name)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells that say who signs, after cells in the wrong column were put right."""

    organisation: str
    place: Place
    findings: tuple[tuple[str, Finding], ...]


def sign(
    row: ManifestRow,
    text: str,
    is_known: Callable[[str], bool],
    *,
    group: str = "",
    own_areas: Sequence[Area] = (),
) -> Signature:
    """The signature of a row.

    ``text``: the submission, which may part names run together. ``is_known``: whether a name is
    another row's organisation. ``group``: the stakeholder group in the paper, ``""`` if unknown.
    ``own_areas``: countries that the forum knows beside those of the UN.
    """
    cells = _cells(row, own_areas)
    persons = _persons(row, text, cells.place)
    capacity = row.get("capacity")
    personal = bool(_PERSONAL.search(capacity)) and not _INSTITUTIONAL.search(capacity)
    findings = list(cells.findings)
    titled = _titled_person(cells.organisation)
    if titled and not personal:
        signature = _person(row, titled, personal=True)
        findings.append(("organisation", _PERSON_FINDING))
    elif personal or is_nobody(cells.organisation):
        # A table that has no column for organisations does not say in which capacity one signs.
        stated = personal or (
            "organisation" in row.columns and not is_email(row.get("organisation"))
        )
        signature = _person(row, persons, personal=stated)
        findings.extend(_nobody_finding(cells.organisation, signature))
    else:
        signature = _organisation(row, cells, persons, is_known, group)
    signature = _on_behalf(row, replace(signature, written=cells.organisation))
    if _CHAIR.search(capacity):
        signature = replace(signature, capacity=Capacity.CHAIR)
    return replace(signature, place=cells.place, findings=(*findings, *signature.findings))


def _legible(organisation: str) -> tuple[str, list[tuple[str, Finding]]]:
    """The organisation's cell with its letters put back."""
    written = restore_letters(repair_characters(organisation))
    if written == organisation:
        return written, []
    problem = "Letters are missing from this name, or are damaged."
    return written, [("organisation", Finding(problem, f"Read as {written}."))]


def _cells(row: ManifestRow, own_areas: Sequence[Area]) -> _Cells:
    """Put an organisation that stands in the country column where it belongs."""
    organisation, findings = _legible(row.get("organisation"))
    country = row.get("country")
    place = read_place(country, own_areas)
    misplaced = not place.known and is_body_name(country)
    if misplaced and (is_email(organisation) or is_role(organisation) or not organisation):
        what = "an e-mail address" if is_email(organisation) else "a role"
        findings.append(
            (
                "organisation",
                Finding(
                    f"The organisation is given as {what}, and the country as an organisation.",
                    f"{country} is taken as the organisation; write its country.",
                ),
            )
        )
        return _Cells(_legible(country)[0], Place(), tuple(findings))
    if place.problem:
        findings.append(("country", Finding(place.problem, place.proposal, place.resolved)))
    if is_email(organisation):
        organisation = ""
        findings.append(
            (
                "organisation",
                Finding("This is an e-mail address.", "Write the organisation.", resolved=False),
            )
        )
    return _Cells(organisation, place, tuple(findings))


def _persons(row: ManifestRow, text: str, place: Place) -> PersonNames:
    cell = row.get("submitted_by")
    if not cell or is_email(cell) or is_body_name(cell):
        return PersonNames(())
    return read_persons(cell, text, place.area.alpha2 if place.area else "")


_PERSON_FINDING = Finding(
    "This is a person with a title, not an organisation.",
    "The person is taken as the contributor; write the organisation if it signs.",
)


def _titled_person(organisation: str) -> PersonNames | None:
    """The person that the organisation's cell names with a title ("Dr. Ana Sousa, PhD")."""
    first, *rest = fold(organisation.replace(".", " ")).split() or [""]
    if first not in _TITLES or not rest or is_body_name(organisation):
        return None
    found = read_persons(organisation)
    return (
        found if len(found.names) == 1 and len(found.names[0].split()) <= _LONGEST_PERSON else None
    )


_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor mme mlle sr sra herr frau dipl ing".split()
)
_LONGEST_PERSON = 5


def _nobody_finding(organisation: str, signature: Signature) -> list[tuple[str, Finding]]:
    if not organisation or len(organisation.split()) < 4:
        return []
    problem = "This is not the name of an organisation."
    proposal = f"{signature.name} is taken as the contributor."
    if "behalf" in organisation.casefold():
        proposal += " If others signed, write them in the column on_behalf_of."
    return [("organisation", Finding(problem, proposal))]


def _person(
    row: ManifestRow, persons: PersonNames, *, personal: bool, affiliation: str = ""
) -> Signature:
    """The person or persons who submitted the row; without any, what else names it."""
    if not persons.names:
        return _nameless(row)
    ending = f" of {affiliation}" if affiliation else ", in a personal capacity" if personal else ""
    findings = (
        (("submitted_by", Finding(persons.problem, persons.proposal, persons.resolved)),)
        if persons.problem
        else ()
    )
    members = tuple(
        Signature(kind=HolderKind.PERSON, name=name, label=f"{name}{ending}")
        for name in persons.names
    )
    name = join_labels(persons.names)
    return Signature(
        kind=HolderKind.JOINT if len(members) > 1 else HolderKind.PERSON,
        name=name,
        label=f"{name}{ending}",
        plural=len(members) > 1,
        members=members if len(members) > 1 else (),
        capacity=Capacity.PERSONAL if personal else Capacity.OWN,
        findings=findings,
    )


def _nameless(row: ManifestRow) -> Signature:
    """No person and no organisation: the submitter's cell as it stands, else the file's name."""
    written = row.get("submitted_by")
    if written and not is_email(written) and not is_nobody(written):
        named = read_organisation(written)
        return _from_name(named, "submitted_by")
    file = row.get("file") or row.get("ref") or row.get("title") or f"row {row.line}"
    finding = Finding(
        "Nobody is named as the contributor.",
        "Fill in submitted_by or organisation; until then the file's name stands for it.",
        resolved=False,
    )
    return replace(of_file(file), findings=(("submitted_by", finding),))


def of_file(file: str) -> Signature:
    """The contributor of whom nothing but the file is known: called by the file's name.

    "Ash_Council-reply.final.pdf" is printed "Ash Council-reply.final", "participant-47.txt"
    "Participant 47", and a mere code ("0047-B", "fra") "Contributor 0047-B".
    """
    bare = bare_name(file)
    # "Ministry of Health.docx" is called as the name it holds; "003 Ministry of Health" is not.
    is_named = bare[:1].isupper() and bare.replace(" ", "").isalpha() and is_body_name(bare)
    return Signature(
        kind=HolderKind.FILE,
        name=file,
        label=with_article(bare) if is_named else _spelt_out(bare),
        aliases=(bare,) if bare != file else (),
    )


def bare_name(file: str) -> str:
    """The name of a file without folder, ending, brackets and quotation marks."""
    stem = _SUFFIX.sub("", file.rpartition("/")[2])
    return squeeze(_MARKS.sub(" ", stem.replace("_", " "))).strip(" ,;:") or file


def _spelt_out(bare: str) -> str:
    """The name of a file as a name in a sentence."""
    if (
        all(
            part.isupper() or part.isdigit() or len(part) < _SHORTEST_WORD
            for part in _PARTS.findall(bare)
        )
        and bare.isascii()
    ):
        return f"Contributor {bare}"
    plain = _JOINTS.sub(" ", bare) if bare.islower() else bare
    return plain[:1].upper() + plain[1:]


_SHORTEST_WORD = 4
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_JOINTS = re.compile(r"(?<=[^\W\d_])-(?=\w)|(?<=\d)-(?=[^\W\d_])")
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
# Quotation marks and brackets mean something in a sentence.
_MARKS = re.compile('["“”„‟«»「」『』()\\[\\]{}<>|]+')


def _organisation(
    row: ManifestRow,
    cells: _Cells,
    persons: PersonNames,
    is_known: Callable[[str], bool],
    group: str,
) -> Signature:
    signatories = read_signatories(cells.organisation, is_known)
    names = [read_organisation(part) for part in signatories.parts]
    found = tuple(("organisation", finding) for named in names for finding in named.findings)
    if _signs_for_itself(row, names, persons):
        return _university_author(row, names, persons, found)
    if signatories.finding is not None:
        found = (("organisation", signatories.finding), *found)
    if is_role(cells.organisation) and not any(is_body_name(named.name) for named in names):
        return _role_only(row, persons, found)
    area = cells.place.area
    placed = [_with_state(named, area, group) for named in names]
    found += tuple(
        ("organisation", finding)
        for before, after in zip(names, placed, strict=True)
        for finding in after.findings[len(before.findings) :]
    )
    if len(placed) == 1:
        return replace(_from_name(placed[0], "organisation"), findings=found)
    return _several(placed, signatories, found)


def _from_name(named: OrganisationName, column: str) -> Signature:
    return Signature(
        kind=HolderKind.ORGANISATION,
        name=named.name,
        label=named.label,
        aliases=named.aliases,
        plural=named.plural,
        findings=tuple((column, finding) for finding in named.findings),
    )


def _several(
    names: Sequence[OrganisationName],
    signatories: Signatories,
    findings: tuple[tuple[str, Finding], ...],
) -> Signature:
    """Several organisations in one cell: joint, or one whose name joins two."""
    label = join_labels([named.label for named in names])
    if signatories.joint:
        return Signature(
            kind=HolderKind.JOINT,
            name=join_labels([named.name for named in names]),
            label=label,
            aliases=(label.removeprefix("the "),),
            plural=True,
            members=tuple(_from_name(named, "organisation") for named in names),
            findings=findings,
        )
    return Signature(
        kind=HolderKind.ORGANISATION,
        name=join_labels([named.name for named in names]),
        label=label,
        aliases=(label.removeprefix("the "),),
        plural=True,
        findings=findings,
    )


def _signs_for_itself(
    row: ManifestRow, names: Sequence[OrganisationName], persons: PersonNames
) -> bool:
    """The authors of a university are not the university, unless the row says that it signs."""
    return (
        bool(persons.names)
        and all(is_university(named.name) for named in names)
        and not _INSTITUTIONAL.search(row.get("capacity"))
    )


def _university_author(
    row: ManifestRow,
    names: Sequence[OrganisationName],
    persons: PersonNames,
    found: tuple[tuple[str, Finding], ...],
) -> Signature:
    affiliation = join_labels([named.label for named in names])
    signature = _person(row, persons, personal=False, affiliation=affiliation)
    finding = Finding(
        "The authors of a university are not the university.",
        f"Printed as {signature.label}; if the university itself signs, write organisation in the "
        "column capacity.",
    )
    return replace(signature, findings=(*signature.findings, *found, ("organisation", finding)))


def _role_only(
    row: ManifestRow, persons: PersonNames, found: tuple[tuple[str, Finding], ...]
) -> Signature:
    signature = _person(row, persons, personal=False)
    finding = Finding(
        "This is a role, not an organisation.",
        f"{signature.name} is taken as the contributor; write the organisation if it signs.",
        resolved=False,
    )
    return replace(signature, findings=(*signature.findings, *found, ("organisation", finding)))


def _with_state(named: OrganisationName, area: Area | None, group: str) -> OrganisationName:
    """ "the Ministry of External Affairs" as that "of India": still the ministry, not the State."""
    head = head_noun(named.name)[0]
    public = head in _STATE_HEADS or (
        head in vocabulary().public_heads and fold(group).startswith("government")
    )
    if area is None or not public or _names_state(f"{named.name} {named.label}", area):
        return named
    aliases = tuple(dict.fromkeys((named.name, *named.aliases)))
    label = f"{named.label} of {area.in_sentence}"
    if " " not in named.label:
        label = with_article(label)
    placed = replace(
        named, name=f"{named.name} of {area.in_sentence}", label=label, aliases=aliases
    )
    return placed.noting("The name does not say which State it belongs to.", f"Printed as {label}.")


def _names_state(text: str, area: Area) -> bool:
    """Whether a name says which State it belongs to, by the State's name or an adjective."""
    folded = f" {fold(text)} "
    if vocabulary().demonyms & set(folded.split()):
        return True
    names = [fold(name) for name in (area.name, area.in_sentence, *area.synonyms)]
    if any(f" {name} " in folded for name in names):
        return True
    stems = tuple(name[:4] for name in names if len(name) >= 4 and " " not in name)
    return bool(stems) and any(word.startswith(stems) for word in folded.split())


def _on_behalf(row: ManifestRow, signature: Signature) -> Signature:
    """The holder is the one on whose behalf another signs; the other is printed with it."""
    cell = row.get("on_behalf_of")
    if cell and not is_nobody(cell):
        return _for_another(signature, cell, ())
    title = _BEHALF.match(row.get("title"))
    if title is None or len(title["whom"].split()) > _BEHALF_WORDS:
        return signature
    if not is_body_name(title["whom"]):
        return signature
    who = f" {fold(title['who'])} "
    named = any(f" {fold(name)} " in who for name in (signature.name, *signature.aliases))
    done = "Read as on behalf of" if named else "Write in the column on_behalf_of:"
    finding = Finding(
        "The title says that this is on behalf of others.",
        f"{done} {title['whom']}.",
        resolved=named,
    )
    if not named:
        return replace(signature, findings=(*signature.findings, ("title", finding)))
    return _for_another(signature, title["whom"], (("title", finding),))


def _for_another(
    signature: Signature, cell: str, findings: tuple[tuple[str, Finding], ...]
) -> Signature:
    parts = read_signatories(cell, lambda _name: False).parts
    names = [read_organisation(part) for part in parts]
    name = join_labels([named.name for named in names])
    label = join_labels([named.label for named in names])
    speaker = signature.label.removesuffix(", in a personal capacity")
    many = len(names) > 1
    return Signature(
        kind=HolderKind.JOINT if many else HolderKind.ORGANISATION,
        name=name,
        label=f"{speaker} on behalf of {label}",
        own_label=label,
        aliases=(label.removeprefix("the "),) if many else names[0].aliases,
        plural=signature.plural,
        members=tuple(_from_name(named, "on_behalf_of") for named in names) if many else (),
        capacity=Capacity.ON_BEHALF_OF,
        findings=(*signature.findings, *findings),
    )
