"""From contributions that are published already to a corpus: the folder's way without a folder.

Who signs, what may be shown and how sources are numbered is decided by the same code as for a
folder with a manifest, so that a forum's site and the command line make the same paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conspectus.engine.corpus import Corpus, Correction
from conspectus.engine.document import Document
from conspectus.formats.intake.contributions import entries
from conspectus.formats.intake.entries import RowFile
from conspectus.formats.intake.folder import corpus_of
from conspectus.formats.intake.reading import ReadFile
from conspectus.formats.intake.report import Report
from conspectus.formats.intake.rows import ManifestRow
from conspectus.formats.intake.settings import ForumFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A document of a contribution as published. ``document``: ``None`` where it has no text."""

    name: str
    sha256: str
    title: str | None
    document: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """A contribution: ``cells`` by the manifest's canonical columns, and its documents in order."""

    cells: Mapping[str, str]
    files: tuple[PublishedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCorpus:
    """``ids``: of each row its source's id; those of its turns add "-1", "-2" …, by their order."""

    corpus: Corpus
    ids: tuple[str, ...]


COLUMNS = frozenset(
    "ref title theme submitted_by on_behalf_of organisation country stakeholder_group capacity "
    "language translation_of translated_by publish date received kind chairs channel".split()
)


def published_corpus(
    rows: Sequence[PublishedRow], forum: ForumFile, corrections: tuple[Correction, ...] = ()
) -> PublishedCorpus:
    """The corpus of these contributions; the order of rows changes nothing but their lines."""
    report = Report()
    manifest: list[ManifestRow] = []
    named: list[tuple[RowFile, ...]] = []
    read: dict[Path, ReadFile] = {}
    for line, row in enumerate(rows, start=2):
        cells = {column: value for column, value in row.cells.items() if value}
        manifest.append(ManifestRow(line, cells, {}, COLUMNS))
        files = []
        for place, file in enumerate(row.files):
            # Never opened: only tells one row's file from another's of the same name.
            path = Path(f"{line}/{place}/{file.name}")
            read[path] = ReadFile(path, file.sha256, file.document, "")
            files.append(RowFile(file.name, path, file.title))
        named.append(tuple(files))
    found = entries(manifest, named, read, forum.settings, report)
    return PublishedCorpus(
        corpus=corpus_of(found, forum, corrections, report),
        ids=tuple(entry.id for entry in found),
    )
