"""The published contributions of a call as sources of a paper, and where their paragraphs stand.

Only a job imports this: the readers' and the engine's libraries are no part of a web process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from conspectus.contributions.as_read import AsRead, as_read
from conspectus.contributions.models import Contribution, Document, Paragraph, Party, Version
from conspectus.contributions.models.contributions import State
from conspectus.core.citable import CitableTexts, Target
from conspectus.engine.corpus import Correction, ForumSettings, Publication, Source
from conspectus.engine.document import BlockKind
from conspectus.engine.document import Document as ReadDocument
from conspectus.engine.revision.acts import Act, ActKind
from conspectus.formats.intake import PublishedFile, PublishedRow, published_corpus
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.organisation import read_organisation
from conspectus.formats.intake.settings import ForumFile
from conspectus.forums.models import Cycle

_SHOWN = (State.PUBLISHED, State.NOT_PUBLISHED)


def published_texts(scope: str, call: str, settings: ForumSettings) -> CitableTexts:
    """The current versions of a cycle's (or of one call's) contributions, by number."""
    read = [_read(version) for version in _versions(scope, call)]
    groups = {fold(group): group for group in settings.stakeholder_groups.values()}
    corrections, acts = _settled(scope)
    made = published_corpus(
        [_row(one, groups) for one in read], ForumFile(settings=settings), corrections
    )
    by_id = dict(zip(made.ids, read, strict=True))
    found = [_Found(source, *_place(source, by_id)) for source in made.corpus.sources]
    return CitableTexts(
        sources=tuple(_numbered(one) for one in found),
        holders=made.corpus.holders,
        targets={one.source.id: _targets(one) for one in found},
        addresses={
            one.source.id: f"/{scope}/contributions/{one.read.number}/v{one.read.version.k}/"
            for one in found
        },
        corrections=corrections,
        acts=acts,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A version with its documents as their readers gave them, by key."""

    version: Version
    documents: Mapping[int, AsRead]

    @property
    def number(self) -> int:
        return self.version.contribution.number or 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A source and what it is of; ``turn``: of a meeting's record which one, from 1, else 0."""

    source: Source
    read: _Read
    turn: int


_TURN = re.compile(r"(.+)-(\d+)")


def _place(source: Source, by_id: Mapping[str, _Read]) -> tuple[_Read, int]:
    if source.id in by_id:
        return by_id[source.id], 0
    turn = _TURN.fullmatch(source.id)
    if turn is None:
        raise ValueError(source.id)
    return by_id[turn[1]], int(turn[2])


def _numbered(found: _Found) -> Source:
    """With the number of the register, as the manifest wrote it where that is the same."""
    number = str(found.read.number)
    written = _TURN.fullmatch(found.source.number) if found.turn else None
    if (written[1] if written else found.source.number).lstrip("0") == number:
        return found.source
    return replace(found.source, number=f"{number}-{found.turn}" if found.turn else number)


def _read(version: Version) -> _Read:
    return _Read(
        version,
        {one.pk: as_read(one.text, one.blocks) for one in version.documents.all() if one.text},
    )


def _settled(scope: str) -> tuple[tuple[Correction, ...], tuple[Act, ...]]:
    """What came with an imported folder: see ``forums.services.from_toml.keep_corrections``."""
    kept: dict[str, Any] = Cycle.objects.get(scope__path=scope).settings
    corrections = tuple(
        Correction(**{**one, "passages": tuple(one["passages"]), "names": tuple(one["names"])})
        for one in kept.get("corrections", ())
    )
    acts = tuple(
        Act(**{**one, "kind": ActKind(one["kind"]), "after": tuple(one["after"])})
        for one in kept.get("acts", ())
    )
    return corrections, acts


def _versions(scope: str, call: str) -> list[Version]:
    translation = Q(state=State.MERGED, current__as_written__has_key="translation_of")
    shown: QuerySet[Contribution] = Contribution.objects.filter(
        Q(state__in=_SHOWN) | translation, cycle__scope__path=scope, current__isnull=False
    )
    if call:
        shown = shown.filter(call__slug=call)
    versions = (
        Version.objects.filter(pk__in=shown.values("current"))
        .select_related("contribution", "group", "country", "region")
        .prefetch_related(
            Prefetch("parties", Party.objects.select_related("organisation", "person")),
            Prefetch("documents", Document.objects.prefetch_related("themes")),
            Prefetch("paragraphs", Paragraph.objects.order_by("number")),
        )
    )
    return sorted(versions, key=lambda version: version.contribution.number or 0)


def _row(read: _Read, groups: Mapping[str, str]) -> PublishedRow:
    """``groups``: folded name of a group → what the paper calls it."""
    version = read.version
    themes = [str(theme) for one in version.documents.all() for theme in one.themes.all()]
    written = {
        column: str(value)
        for column, value in version.as_written.items()
        if column in _WRITTEN and isinstance(value, str)
    }
    place = version.country or version.region
    cells = {
        **written,
        **({} if _is_as_written(version, written) else _parties(version)),
        **_identity(version),
        "title": version.title,
        "theme": themes[0] if len(set(themes)) == 1 else "",
        "country": str(place) if place else written.get("country", ""),
        "stakeholder_group": _group(str(version.group), groups) if version.group else "",
        "language": _language(version),
        "publish": version.publish,
        "date": version.date.isoformat() if version.date else "",
        "received": _received(version),
    }
    return PublishedRow(cells=cells, files=tuple(_files(read)))


def _identity(version: Version) -> dict[str, str]:
    """By what the engine knows the source: of what was imported as its row says.

    Never where the name is not published: a ref may hold it. What came by the form is nobody's
    record of a meeting, whatever its files are called.
    """
    contribution = version.contribution
    number = str(contribution.number)
    if contribution.via != Contribution.Via.IMPORT:
        return {"ref": number, "kind": "contribution"}
    written = {
        column: str(version.as_written.get(column, ""))
        for column in ("ref", "kind", "chairs", "channel", "translation_of", "translated_by")
    }
    if version.publish != Publication.NAMED and written["ref"].lstrip("0") != number:
        return {"ref": number}
    return written


def _language(version: Version) -> str:
    """Of what was imported as its row says, else as its texts do: the engine asks them again."""
    if version.contribution.via != Contribution.Via.IMPORT:
        return version.language
    found = {one.language for one in version.documents.all() if one.language}
    return str(version.as_written.get("language", "")) or (found.pop() if len(found) == 1 else "")


def _group(name: str, groups: Mapping[str, str]) -> str:
    """As forum.toml calls it; otherwise as a name stands in mid-sentence ("civil society")."""
    plain = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return groups.get(fold(name), plain)


def _received(version: Version) -> str:
    """The day; of what was imported as its row says: the day of the import is not that."""
    contribution = version.contribution
    if contribution.via == Contribution.Via.IMPORT:
        return str(version.as_written.get("received", ""))
    return contribution.received.date().isoformat() if contribution.received else ""


def _is_as_written(version: Version, written: Mapping[str, str]) -> bool:
    """Whether the spreadsheet's cell still names the organisation that signs in the register.

    Then its brackets and acronyms tell more than the register's name ("Internet Society (ISOC)").
    """
    cell = written.get("organisation", "")
    signing = [
        fold(party.organisation.name)
        for party in version.parties.all()
        if party.organisation is not None and party.part == Party.Part.SIGNS
    ]
    if len(signing) > 1:
        return all(name in fold(cell) for name in signing)
    name = fold(read_organisation(cell).name) if cell else ""
    words = set(name.split())
    # "Ministry of External Affairs" is printed with its country, "A, B" as "A and B".
    return bool(name) and any(
        one.startswith(f"{name} of ") or set(one.split()) in (words, words | {"and"})
        for one in signing
    )


_WRITTEN = ("organisation", "submitted_by", "on_behalf_of", "capacity", "country")
"""What the secretariat's spreadsheet said, where the register has not settled it otherwise."""


def _parties(version: Version) -> dict[str, str]:
    """The manifest's cells for who signs, for whom, and who sends it."""
    cells: dict[str, list[str]] = {}
    for party in version.parties.all():
        if party.part == Party.Part.ON_BEHALF:
            column = "on_behalf_of"
        elif party.organisation is not None and party.part == Party.Part.SIGNS:
            column = "organisation"
        else:
            column = "submitted_by"
        cells.setdefault(column, []).append(str(party))
    found = {column: "; ".join(names) for column, names in cells.items()}
    if version.capacity == Version.Capacity.PERSONAL:
        found["capacity"] = "personal"
    return found


def _files(read: _Read) -> Iterator[PublishedFile]:
    for document in read.version.documents.all():
        laid = read.documents.get(document.pk)
        yield PublishedFile(
            name=document.file_name or f"document-{document.order + 1}.txt",
            sha256=document.sha256 or document.text_sha256,
            title=document.title or None,
            document=_document(document, laid) if laid else None,
        )


def _document(document: Document, laid: AsRead) -> ReadDocument:
    return ReadDocument(
        text=laid.text,
        blocks=laid.blocks,
        title=document.title or None,
        language=document.language or None,
        warnings=tuple(document.warnings),
    )


def _starts(read: _Read) -> dict[int, int]:
    """Where each document begins in the source's text: they are joined by a form feed."""
    starts: dict[int, int] = {}
    at = 0
    for document in read.version.documents.all():
        laid = read.documents.get(document.pk)
        if laid is not None:
            at += 1 if at else 0
            starts[document.pk] = at
            at += len(laid.text)
    return starts


def _targets(found: _Found) -> tuple[Target, ...]:
    """The paragraphs at their offsets in the source's text, which may be one turn of a record."""
    read, starts = found.read, _starts(found.read)
    turns = [
        block.start + starts[key]
        for key in starts
        for block in read.documents[key].blocks
        if block.kind is BlockKind.TURN
    ]
    begins = turns[found.turn - 1] if found.turn else 0
    targets = []
    for paragraph in read.version.paragraphs.all():
        key = paragraph.document_id
        if key not in starts:
            continue
        at = starts[key] - begins
        start = at + read.documents[key].offset(paragraph.start)
        end = at + read.documents[key].offset(paragraph.end - 1) + 1
        if end > 0 and start < len(found.source.text):
            targets.append(
                Target(
                    start=max(0, start),
                    end=end,
                    contribution=read.version.contribution_id,
                    version=read.version.pk,
                    paragraph=paragraph.number,
                )
            )
    return tuple(targets)
