"""Rows of a manifest with their texts → sources and what is needed for their holders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from conspectus.engine.corpus import Capacity, ForumSettings, Publication, Source, SourceKind
from conspectus.formats.intake.assembly import Body, assemble
from conspectus.formats.intake.cells import read_cells
from conspectus.formats.intake.damage import repair_characters
from conspectus.formats.intake.dates import iso_date
from conspectus.formats.intake.entries import RowFile
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.holders import Signed
from conspectus.formats.intake.identity import sort_key, source_ids, source_numbers
from conspectus.formats.intake.languages import language_code
from conspectus.formats.intake.parties import Signature
from conspectus.formats.intake.places import NOWHERE
from conspectus.formats.intake.publication import conceal, read_publication, unnamed_signature
from conspectus.formats.intake.reading import ReadFile
from conspectus.formats.intake.report import Report
from conspectus.formats.intake.rows import ManifestRow
from conspectus.formats.intake.speakers import ROOM, Speakers
from conspectus.formats.intake.turns import Turn, row_kind, turns, without_turns

_SHARED = 5
_LABELLED = re.compile(
    r"(?:key ?words?|region|country|organi[sz]ation|sector|theme|title|name)\s*(?:[:-]|\s-)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row with its files' text, its identity, and who signs it."""

    row: ManifestRow
    body: Body
    id: str
    number: str
    kind: SourceKind
    publication: Publication
    group: str | None
    signature: Signature | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """The ref as written, else the id."""
        return self.row.get("ref") or self.id


@dataclass(frozen=True, slots=True)
class Draft:
    """A source that still lacks the ids of its holders, and what its holder is made from."""

    source: Source
    signed: Signed


def entries(
    rows: Sequence[ManifestRow],
    files: Sequence[tuple[RowFile, ...]],
    read: Mapping[Path, ReadFile],
    settings: ForumSettings,
    report: Report,
) -> list[Entry]:
    """One entry a row, in the order of rows; nobody signs yet."""
    refs = [row.get("ref") for row in rows]
    firsts = [Path(named[0].name).stem if named else "" for named in files]
    named_by = [
        row.get("ref") or first or row.get("title") for row, first in zip(rows, firsts, strict=True)
    ]
    ids = source_ids(named_by, [_content(row) for row in rows])
    keys = [
        (_date(row, "received", Report()) or "", row.get("ref"), named[0].name if named else "")
        for row, named in zip(rows, files, strict=True)
    ]
    numbers = source_numbers(refs, keys)
    spelt = _spellings(rows, settings)
    found = []
    for row, named, source_id, number in zip(rows, files, ids, numbers, strict=True):
        body = _body(row, named, read)
        is_signed = any(row.get(column) for column in ("organisation", "submitted_by"))
        publication = read_publication(row, report)
        kind = row_kind(body, kind=row.get("kind"), title=row.get("title"), is_signed=is_signed)
        if publication is not Publication.NAMED:
            # Parted into turns it would name its speakers.
            kind = SourceKind.CONTRIBUTION
        found.append(
            Entry(
                row=row,
                body=body if kind is not SourceKind.CONTRIBUTION else without_turns(body),
                id=source_id,
                number=number,
                kind=kind,
                publication=publication,
                group=spelt.get(fold(row.get("stakeholder_group"))),
            )
        )
    return found


def _body(row: ManifestRow, named: Sequence[RowFile], read: Mapping[Path, ReadFile]) -> Body:
    """What the files of a row amount to; without any, the text in its cells."""
    cells = None if named else read_cells(row)
    if cells is not None:
        return assemble([cells])
    return assemble([(file, read.get(file.path) if file.path else None) for file in named])


def _content(row: ManifestRow) -> str:
    return repr((sorted(row.cells.items()), sorted(row.extra.items())))


def _spellings(rows: Sequence[ManifestRow], settings: ForumSettings) -> dict[str, str]:
    """The group of each folded cell: as forum.toml calls it, else as most rows spell it.

    "N/A" and the like state no group.
    """
    groups = {fold(name): group for name, group in settings.stakeholder_groups.items()}
    counts = Counter(row.get("stakeholder_group") for row in rows)
    spelt: dict[str, str] = {}
    for written in sorted(counts, key=lambda name: (-counts[name], name)):
        key = fold(written)
        if key and (key in groups or key not in _NO_GROUP):
            spelt.setdefault(key, groups.get(key, written))
    return spelt


_NO_GROUP = frozenset({"n a", "na", "none", "nil", "null", "nan", "unknown", "not applicable"}) | {
    "not stated",
    "not specified",
    "prefer not to say",
    "prefers not to say",
    "tbd",
}


def _date(row: ManifestRow, column: str, report: Report) -> str | None:
    written = row.get(column)
    found = iso_date(written) if written else None
    if written and found is None:
        report.cell(
            row,
            column,
            "This is not one certain day.",
            "Write it as year-month-day, such as 2014-03-08.",
        )
    return found


def drafts(found: Sequence[Entry], settings: ForumSettings, report: Report) -> Iterator[Draft]:
    """Sources of all entries with their signatures; turns of transcripts one by one."""
    signatures = [
        entry.signature
        for entry in found
        if entry.signature is not None and entry.publication is Publication.NAMED
    ]
    identities = _identities(found)
    shared = _shared_regions(found)
    for entry in found:
        source = _source(entry, settings, report)
        if entry.signature is not None:
            yield _signed_draft(entry, source, identities[entry.id], shared, settings)
        else:
            yield from _turn_drafts(entry, source, signatures, settings)


def _identities(found: Sequence[Entry]) -> dict[str, str]:
    """For each source the smallest id among those of the same signatory (for unnamed ones)."""
    first: dict[str, str] = {}
    for entry in found:
        key = entry.signature.key if entry.signature else entry.id
        first[key] = min(first.get(key, entry.id), entry.id)
    return {
        entry.id: first[entry.signature.key if entry.signature else entry.id] for entry in found
    }


def _shared_regions(found: Sequence[Entry]) -> frozenset[str]:
    """Regions of five or more who asked not to be named: only these are shown for them."""
    unnamed = {
        (entry.signature.place.region, entry.signature.key)
        for entry in found
        if entry.signature is not None and entry.publication is not Publication.NAMED
    }
    counts = Counter(region for region, _ in unnamed if region)
    return frozenset(region for region, count in counts.items() if count >= _SHARED)


def _signed_draft(
    entry: Entry,
    source: Source,
    identity: str,
    shared_regions: frozenset[str],
    settings: ForumSettings,
) -> Draft:
    signature = entry.signature
    if signature is None:
        raise ValueError(entry.id)
    shown = unnamed_signature(signature, entry.publication, entry.group, identity)
    if entry.publication is not Publication.NAMED and shown.place.region not in shared_regions:
        shown = replace(shown, place=NOWHERE)
    return Draft(
        conceal(replace(source, capacity=shown.capacity), entry.row, signature),
        Signed(
            line=entry.row.line,
            ref=entry.ref,
            order=sort_key(entry.ref),
            signature=shown,
            group=entry.group,
            is_chair=shown.capacity is Capacity.CHAIR or _is_secretariat(shown, settings),
        ),
    )


def _is_secretariat(signature: Signature, settings: ForumSettings) -> bool:
    """The forum's own secretariat is named as such and counted in no degree (DRAFTING §1)."""
    forum = fold(settings.forum)
    names = {fold(name) for name in (signature.name, *signature.aliases)}
    return bool(forum) and bool(names & {f"{forum} secretariat", f"secretariat of the {forum}"})


def _source(entry: Entry, settings: ForumSettings, report: Report) -> Source:
    row, body = entry.row, entry.body
    received = _date(row, "received", report)
    language = language_code(row.get("language")) if row.get("language") else body.language
    if row.get("language") and language is None:
        report.cell(row, "language", "This is not one language.", "Write a code such as en or fr.")
    title = repair_characters(row.get("title"))
    if _LABELLED.match(title):
        report.cell(row, "title", "This looks like another field of a form.", "Write the title.")
    if title != row.get("title"):
        report.cell(row, "title", "Characters were damaged.", f"Read as: {title}", resolved=True)
    return Source(
        id=entry.id,
        ref=entry.ref,
        kind=entry.kind,
        number=entry.number,
        title=title or body.title,
        text=body.text,
        blocks=body.blocks,
        holders=(),
        files=body.files,
        language=language,
        channel=row.get("channel") or "written",
        date=_date(row, "date", report),
        received=received,
        publication=entry.publication,
        theme=row.get("theme") or None,
        late=bool(received and settings.cut_off and received > settings.cut_off),
        translation_of=row.get("translation_of") or None,
        translated_by=row.get("translated_by") or None,
        warnings=body.warnings,
        fields={**row.cells, **row.extra},
    )


def _turn_drafts(
    entry: Entry, source: Source, known: Sequence[Signature], settings: ForumSettings
) -> Iterator[Draft]:
    speakers = Speakers(known, entry.row.get("chairs"), entry.id)
    governments = _governments(settings)
    for position, turn in enumerate(turns(entry.body), start=1):
        speaker = speakers.find(turn.speaker)
        signature = replace(
            speaker.signature,
            capacity=Capacity.CHAIR if speaker.is_chair else speaker.signature.capacity,
        )
        channel = "text" if entry.kind is SourceKind.POST else None
        said = _turn_source(entry, source, turn, position)
        if speaker.is_doubtful:
            # Without blocks there are no passages: what nobody certain said is no evidence.
            said = replace(said, blocks=(), warnings=(*said.warnings, _DOUBTFUL))
        yield Draft(
            replace(
                said,
                channel=channel or speaker.channel or turn.channel or _channel(entry.row),
                capacity=signature.capacity,
            ),
            Signed(
                line=entry.row.line,
                ref=said.id,
                order=("~", *sort_key(said.id)),
                signature=signature,
                group=governments if speaker.is_public_body else None,
                is_chair=speaker.is_chair,
            ),
        )


_DOUBTFUL = "Nobody knows for certain who said this, so nothing is drawn from it."


def _turn_source(entry: Entry, source: Source, turn: Turn, position: int) -> Source:
    return replace(
        source,
        id=f"{entry.id}-{position}",
        ref=f"{entry.ref}-{position}",
        number=f"{entry.number}-{position}",
        text=turn.text,
        blocks=turn.blocks,
        files=turn.files,
    )


def _channel(row: ManifestRow) -> str:
    """The cell, else what the title says of remote participation, else the room."""
    title = fold(row.get("title"))
    remote = any(word in title.split() for word in ("remote", "online", "virtual", "webinar"))
    return row.get("channel") or ("remote" if remote else ROOM)


def _governments(settings: ForumSettings) -> str:
    names = sorted(set(settings.stakeholder_groups.values()))
    return next((name for name in names if fold(name).startswith("government")), "governments")
