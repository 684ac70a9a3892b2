"""From the signatures of all rows to holders: one for each, whatever the order of rows.

Names that are the same but for case, spaces and punctuation are one holder. Names that differ are
one only where an ``[[alias]]`` of corrections.toml says so; those that look alike are reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from conspectus.engine.corpus import Capacity, Correction, Holder, HolderKind
from conspectus.formats.intake.folding import fold, short_hash, slug
from conspectus.formats.intake.organisation import OrganisationName, read_organisation
from conspectus.formats.intake.parties import Signature
from conspectus.formats.intake.places import Place
from conspectus.formats.intake.report import Report, ReportRow

_ALIKE = 90.0
_MAX_COMPARED = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One row's signature with what else bears on its holder. ``order``: sorts rows by ref."""

    line: int
    ref: str
    order: tuple[str, ...]
    signature: Signature
    group: str | None
    is_chair: bool = False


class Names:
    """Which key each name stands for, after the aliases that a person recorded.

    ``ids``: the id of each key before any alias; a correction may name a holder by id or by name.
    """

    def __init__(self, corrections: Iterable[Correction], ids: Mapping[str, str]) -> None:
        key_of_id = {name: key for key, name in sorted(ids.items())}
        self._canonical: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._spelt: dict[str, str] = {}
        for correction in corrections:
            if correction.kind != "alias":
                continue
            key = key_of_id.get(correction.value, fold(correction.value))
            if correction.value not in key_of_id:
                self._spelt[key] = correction.value
            for name in correction.names:
                for written in (name, read_organisation(name).name):
                    self._canonical[fold(written)] = key
                self._names[key].append(name)

    def key(self, signature: Signature) -> str:
        """The key of a signature; aliases of aliases are followed."""
        written = fold(signature.written)
        key = written if written in self._canonical else signature.key
        seen: set[str] = set()
        while key in self._canonical and key not in seen:
            seen.add(key)
            key = self._canonical[key]
        return key

    def spelt(self, key: str) -> OrganisationName | None:
        """The holder as the latest correction spells it, if one does."""
        return read_organisation(self._spelt[key]) if key in self._spelt else None

    def recorded(self, key: str) -> tuple[str, ...]:
        """The names recorded for a key."""
        return tuple(self._names.get(key, ()))


@dataclass(frozen=True, slots=True)
class HolderTable:
    """``holders`` sorted by id; ``ids`` holds, for each row given, the id of its holder."""

    holders: tuple[Holder, ...]
    ids: tuple[str, ...]


def build_holders(
    rows: Sequence[Signed],
    corrections: Sequence[Correction],
    report: Report,
    regions: Mapping[str, str] | None = None,
) -> HolderTable:
    """One holder for each distinct name among ``rows`` and their members.

    ``regions``: names of regions in the paper where they differ from those of the table.
    """
    ordered = sorted(rows, key=lambda row: (row.order, row.line))
    signatures = [part for row in rows for part in (row.signature, *row.signature.members)]
    names = Names(corrections, _ids({signature.key for signature in signatures}))
    own: dict[str, list[Signed]] = defaultdict(list)
    members: dict[str, Signed] = {}
    for row in ordered:
        own[names.key(row.signature)].append(row)
        for member in row.signature.members:
            placed = replace(member, place=row.signature.place)
            members.setdefault(names.key(member), replace(row, signature=placed))
    ids = _ids({*own, *members})
    holders = [
        _holder(
            key, ids, _bearing(own.get(key, []), members.get(key)), names, report, regions or {}
        )
        for key in sorted(ids)
    ]
    holders = _apart(holders, {ids[key]: found[0].ref for key, found in own.items()})
    holders = _without_shared_aliases(sorted(holders, key=lambda holder: holder.id), report)
    _report_alike(holders, report)
    return HolderTable(tuple(holders), tuple(ids[names.key(row.signature)] for row in rows))


def _bearing(own: list[Signed], member: Signed | None) -> list[Signed]:
    """The rows that say what a holder is; its joint contribution does where they say nothing."""
    if member is None:
        return own
    if not own:
        return [member]
    known = any(row.group or row.signature.place.known for row in own)
    return own if known else [*own, member]


def _ids(keys: Iterable[str]) -> dict[str, str]:
    """A slug for each key; keys whose slugs are the same get a hash each."""
    plain = {key: slug(key, fallback="holder") for key in keys}
    counts = Counter(plain.values())
    return {
        key: name if counts[name] == 1 else f"{name}-{short_hash(key)}"
        for key, name in plain.items()
    }


def _holder(
    key: str,
    ids: Mapping[str, str],
    rows: list[Signed],
    names: Names,
    report: Report,
    regions: Mapping[str, str],
) -> Holder:
    chosen = _chosen(key, rows)
    spelt = names.spelt(key)
    if spelt is not None and chosen.kind is HolderKind.ORGANISATION and chosen.key == key:
        chosen = replace(chosen, name=spelt.name, label=spelt.label)
    label = _label(chosen, rows)
    written = {row.signature.name for row in rows} | set(names.recorded(key))
    aliases = {alias for row in rows for alias in row.signature.aliases} | written
    place = _agreed_place(rows, report)
    region = regions.get(place.region or "", place.region)
    return Holder(
        id=ids[key],
        kind=chosen.kind,
        name=chosen.name,
        label=label,
        aliases=tuple(sorted(alias for alias in aliases if alias != chosen.name)),
        members=tuple(ids[names.key(member)] for member in chosen.members),
        group=_agreed_group(rows, report),
        region=region,
        country=place.area.name if place.area else place.as_written,
        plural=chosen.plural,
        is_chair=any(row.is_chair for row in rows),
    )


def _chosen(key: str, rows: Sequence[Signed]) -> Signature:
    """The signature whose form is printed: of the name itself, the most frequent, the first."""
    counts = Counter(row.signature.name for row in rows)
    return min(
        (row.signature for row in rows),
        key=lambda signature: (
            signature.key != key,
            signature.kind is HolderKind.FILE,
            -counts[signature.name],
            signature.name,
            signature.label,
        ),
    )


def _label(chosen: Signature, rows: Sequence[Signed]) -> str:
    """ "X on behalf of Y" only while X alone speaks for Y; heard otherwise too, Y is printed."""
    if chosen.capacity is not Capacity.ON_BEHALF_OF:
        return chosen.label
    labels = {row.signature.label for row in rows if row.signature.key == chosen.key}
    return chosen.label if len(labels) == 1 else chosen.own_label


def _agreed_group(rows: Sequence[Signed], report: Report) -> str | None:
    """The group of most rows, of the first by ref on ties; different ones are reported."""
    given = [row.group for row in rows if row.group]
    if not given:
        return None
    counts = Counter(given)
    group = max(given, key=lambda name: (counts[name], -given.index(name)))
    if len(counts) > 1:
        _report_difference(rows, "stakeholder_group", sorted(counts), group, report)
    return group


def _agreed_place(rows: Sequence[Signed], report: Report) -> Place:
    every = [row.signature.place for row in rows]
    places = [place for place in every if place.known or place.as_written]
    if not places:
        return Place()
    said = [
        place.area.name if place.area else place.region or place.as_written or ""
        for place in places
    ]
    counts = Counter(said)
    chosen = max(said, key=lambda name: (counts[name], -said.index(name)))
    if len(counts) > 1:
        _report_difference(rows, "country", sorted(counts), chosen, report)
    return places[said.index(chosen)]


def _report_difference(
    rows: Sequence[Signed], column: str, values: Sequence[str], taken: str, report: Report
) -> None:
    first = rows[0]
    report.add(
        ReportRow(
            row=first.line,
            ref=", ".join(row.ref for row in rows),
            column=column,
            value="; ".join(values),
            problem=f"{first.signature.name} is given differently in its rows.",
            proposal=f"{taken} is taken; write the same in each row.",
            resolved=False,
        )
    )


def _apart(holders: Sequence[Holder], refs: Mapping[str, str]) -> list[Holder]:
    """Unnamed holders of one group are told apart by the number of their contribution."""
    counts = Counter(holder.label for holder in holders)
    return [
        holder
        if counts[holder.label] == 1 or holder.id not in refs
        else replace(
            holder,
            name=f"{holder.label} (contribution {refs[holder.id]})",
            label=f"{holder.label} (contribution {refs[holder.id]})",
        )
        for holder in holders
    ]


def _without_shared_aliases(holders: Sequence[Holder], report: Report) -> list[Holder]:
    """An alias that is also another holder's name or alias names neither; it is reported."""
    owners: dict[str, set[str]] = defaultdict(set)
    for holder in holders:
        for name in (holder.name, *holder.aliases):
            owners[fold(name)].add(holder.id)
    kept = []
    for holder in holders:
        shared = [alias for alias in holder.aliases if len(owners[fold(alias)]) > 1]
        for alias in shared:
            others = sorted(owners[fold(alias)] - {holder.id})
            report.folder(
                column="organisation",
                value=alias,
                problem=f"This name may stand for {holder.id} or {', '.join(others)}.",
                proposal=_alias_proposal(holder.id, alias),
            )
        kept.append(
            replace(holder, aliases=tuple(alias for alias in holder.aliases if alias not in shared))
        )
    return kept


def _report_alike(holders: Sequence[Holder], report: Report) -> None:
    """Report pairs of names that look like two spellings of one; nothing is merged."""
    named = [holder for holder in holders if holder.kind is not HolderKind.FILE][:_MAX_COMPARED]
    folded = [fold(holder.name) for holder in named]
    words = [sorted(name.split()) for name in folded]
    ratios = process.cdist(folded, folded, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    for first, one in enumerate(named):
        for second in range(first + 1, len(named)):
            other = named[second]
            alike = ratios[first, second] or words[first] == words[second]
            if alike and one.id not in other.members and other.id not in one.members:
                report.folder(
                    column="organisation",
                    value=f"{one.name}; {other.name}",
                    problem="Two contributors have names that look alike.",
                    proposal=_alias_proposal(one.id, other.name),
                )


def _alias_proposal(holder: str, name: str) -> str:
    return (
        f'If they are one, add [[alias]] holder = "{holder}" names = ["{name}"] to '
        "corrections.toml."
    )
