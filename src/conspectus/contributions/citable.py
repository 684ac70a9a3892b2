"""The published contributions of a call as sources of a paper, and where their paragraphs stand.

Only a job imports this: the readers' and the engine's libraries are no part of a web process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Prefetch, QuerySet

from conspectus.contributions.models import Contribution, Document, Paragraph, Party, Version
from conspectus.contributions.models.contributions import State
from conspectus.core.citable import CitableTexts, Target
from conspectus.engine.corpus import ForumSettings
from conspectus.engine.document import Block, BlockKind
from conspectus.engine.document import Document as ReadDocument
from conspectus.formats.intake import PublishedFile, PublishedRow, published_corpus
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.organisation import read_organisation
from conspectus.formats.intake.settings import ForumFile

_SHOWN = (State.PUBLISHED, State.NOT_PUBLISHED)


def published_texts(scope: str, call: str, settings: ForumSettings) -> CitableTexts:
    """The current versions of a cycle's (or of one call's) contributions, by number."""
    versions = _versions(scope, call)
    groups = {fold(group): group for group in settings.stakeholder_groups.values()}
    rows = [_row(version, groups) for version in versions]
    corpus = published_corpus(rows, ForumFile(settings=settings))
    by_ref = {str(version.contribution.number): version for version in versions}
    return CitableTexts(
        sources=corpus.sources,
        holders=corpus.holders,
        targets={source.id: _targets(by_ref[source.ref]) for source in corpus.sources},
        addresses={
            source.id: f"/{scope}/contributions/{source.ref}/v{by_ref[source.ref].k}/"
            for source in corpus.sources
        },
    )


def _versions(scope: str, call: str) -> list[Version]:
    shown: QuerySet[Contribution] = Contribution.objects.filter(
        cycle__scope__path=scope, state__in=_SHOWN, current__isnull=False
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


def _row(version: Version, groups: Mapping[str, str]) -> PublishedRow:
    """``groups``: folded name of a group → what the paper calls it."""
    contribution = version.contribution
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
        "ref": str(contribution.number),
        "title": version.title,
        "theme": themes[0] if len(set(themes)) == 1 else "",
        "country": str(place) if place else written.get("country", ""),
        "stakeholder_group": _group(str(version.group), groups) if version.group else "",
        "language": version.language,
        "publish": version.publish,
        "date": version.date.isoformat() if version.date else "",
        "received": _received(version),
    }
    return PublishedRow(cells=cells, files=tuple(_files(version)))


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


def _files(version: Version) -> Iterator[PublishedFile]:
    for document in version.documents.all():
        name = document.file_name or f"document-{document.order + 1}.txt"
        read = ReadDocument(
            text=document.text,
            blocks=tuple(_blocks(document.blocks)),
            title=document.title or None,
            language=document.language or None,
            warnings=tuple(document.warnings),
        )
        yield PublishedFile(
            name=name,
            sha256=document.sha256 or document.text_sha256,
            title=document.title or None,
            document=read if document.text else None,
        )


def _blocks(stored: Sequence[Sequence[object]]) -> Iterator[Block]:
    """``[kind, start, end, level]`` each, as `contributions.blocks` stores them."""
    for kind, start, end, level in stored:
        depth = int(str(level))
        yield Block(
            kind=BlockKind(str(kind)), start=int(str(start)), end=int(str(end)), level=depth or None
        )


def _targets(version: Version) -> tuple[Target, ...]:
    """The paragraphs at their offsets in the source's text: documents joined by a form feed."""
    starts: dict[int, int] = {}
    at = 0
    for document in version.documents.all():
        if document.text:
            at += 1 if at else 0
            starts[document.pk] = at
            at += len(document.text)
    return tuple(
        Target(
            start=paragraph.start + starts[paragraph.document_id],
            end=paragraph.end + starts[paragraph.document_id],
            contribution=version.contribution_id,
            version=version.pk,
            paragraph=paragraph.number,
        )
        for paragraph in version.paragraphs.all()
        if paragraph.document_id in starts
    )
