"""What a contributor allowed: named, without name, or not published (DRAFTING §7)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from conspectus.engine.corpus import Capacity, HolderKind, Publication, Source
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.parties import Signature
from conspectus.formats.intake.persons import surnames
from conspectus.formats.intake.places import Place
from conspectus.formats.intake.report import Report
from conspectus.formats.intake.rows import ManifestRow

_WITHOUT_NAME = frozenset(
    "without name|without names|anonymous|anonymously|anonymous publication|no name|name withheld|"
    "withhold name|do not name|publish anonymously|anonymised|anonymized|yes anonymously|"
    "sans nom|anonyme|anonymement|sin nombre|anonimo|anonima|anonimamente".split("|")
)
_NOT_PUBLISHED = frozenset(
    "not published|not for publication|do not publish|unpublished|no|none|confidential|private|"
    "no publication|never|non publie|ne pas publier|non|confidentiel|no publicar|no publicado|"
    "confidencial".split("|")
)
_NAMED = frozenset(
    "named|name|yes|y|true|1|publish|published|public|with name|full|ok|oui|avec nom|publie|"
    "publier|si|con nombre|publicar|publicado".split("|")
)
_WITHDRAWN = frozenset("withdrawn|retracted|retire|retiree|retirado|retirada".split("|"))
_KEPT_FIELDS = ("stakeholder_group", "theme", "language", "keywords")
_SHOWN = "█"
_UNREADABLE = "A file of this contribution is missing, or not all of it could be read."
# Begins where a run of its characters does: within a long one it would be tried at each.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def read_publication(row: ManifestRow, report: Report) -> Publication:
    """The cell ``publish``; one that cannot be read keeps the contribution from being published."""
    value = fold(row.get("publish"))
    if not value or value in _NAMED:
        return Publication.NAMED
    if value in _WITHOUT_NAME:
        return Publication.WITHOUT_NAME
    if value not in _NOT_PUBLISHED | _WITHDRAWN:
        report.cell(
            row,
            "publish",
            "This does not say whether the contribution may be published.",
            "It is not published until you write named, without name or not published.",
        )
    return Publication.NOT_PUBLISHED


def is_withdrawn(row: ManifestRow) -> bool:
    """Whether the contributor took the contribution back."""
    return fold(row.get("publish")) in _WITHDRAWN


def unnamed_signature(
    signature: Signature, publication: Publication, group: str | None, identity: str
) -> Signature:
    """The holder of a contribution that must not be named: kind and group only."""
    if publication is Publication.NAMED:
        return signature
    many = signature.kind is HolderKind.JOINT
    is_person = signature.kind is HolderKind.PERSON
    what = "several contributors" if many else "an individual" if is_person else "an organization"
    name = f"{what}, {group}" if group else what
    return Signature(
        kind=HolderKind.PERSON if is_person else HolderKind.ORGANISATION,
        name=name,
        label=name,
        identity=f"{publication} {identity}",
        plural=many,
        capacity=Capacity.OWN,
        place=Place(region=signature.place.region),
    )


def conceal(source: Source, row: ManifestRow, signature: Signature) -> Source:
    """The source without what would name its contributor.

    Without name: names and addresses in the text are blacked out, letter for letter, so that
    offsets stay; file names and the other cells of the row go. Not published: no text at all.
    """
    if source.publication is Publication.NAMED:
        return source
    fields = {key: row.get(key) for key in _KEPT_FIELDS if row.get(key)}
    if source.publication is Publication.NOT_PUBLISHED:
        fields |= {"withdrawn": "yes"} if is_withdrawn(row) else {}
        return replace(
            source, title="", text="", blocks=(), files=(), fields=fields, warnings=(), date=None
        )
    names = _names(row, signature)
    text, count = without_names(source.text, names)
    files = tuple(
        replace(file, name=f"{source.id}-{number}{PurePosixPath(file.name).suffix}", title=None)
        for number, file in enumerate(source.files, start=1)
    )
    warnings = (_UNREADABLE,) if source.warnings else ()
    if count:
        warnings = (*warnings, f"{count} names or addresses are blacked out in the text.")
    return replace(
        source,
        title=without_names(source.title, names)[0],
        text=text,
        files=files,
        fields=fields,
        translated_by=None,
        warnings=warnings,
    )


def _names(row: ManifestRow, signature: Signature) -> tuple[str, ...]:
    cells = (row.get(column) for column in ("submitted_by", "organisation", "on_behalf_of"))
    members = (name for member in signature.members for name in (member.name, *member.aliases))
    found = {*cells, signature.name, *signature.aliases, *members} - {""}
    if signature.kind is HolderKind.PERSON:
        # A surname alone names its bearer too.
        area = signature.place.area
        words = surnames(signature.name, area.alpha2 if area else "")
        found |= {word for word in words if len(word) > 3}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def without_names(text: str, names: Iterable[str]) -> tuple[str, int]:
    """The text with these names and every e-mail address blacked out letter for letter.

    Longer names first, so that none stays in part. Also says how many were found.
    """
    patterns = [_EMAIL.pattern]
    patterns += [
        rf"(?<!\w){_spaced(name)}(?!\w)"
        for name in sorted(names, key=lambda name: (-len(name), name))
    ]
    return re.subn(
        "|".join(patterns),
        lambda found: re.sub(r"\S", _SHOWN, found[0]),
        text,
        flags=re.IGNORECASE,
    )


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())
