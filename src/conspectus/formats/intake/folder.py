"""A folder of submissions → a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conspectus.engine.corpus import (
    Corpus,
    Correction,
    ForumSettings,
    Holder,
    HolderKind,
    Source,
    SourceKind,
)
from conspectus.formats.intake.assembly import assemble
from conspectus.formats.intake.columns import ManifestRow, manifest_rows
from conspectus.formats.intake.corrections import load_corrections
from conspectus.formats.intake.dates import iso_date
from conspectus.formats.intake.entries import (
    Folder,
    RowFile,
    is_source_name,
    report_unlisted,
    row_files,
)
from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.intake.fallback import read_plain
from conspectus.formats.intake.folding import slug
from conspectus.formats.intake.identity import source_ids, source_numbers
from conspectus.formats.intake.parties import row_holder
from conspectus.formats.intake.reading import (
    DocumentCache,
    Progress,
    ReadFile,
    ReadMany,
    read_files,
)
from conspectus.formats.intake.report import Report, ReportRow
from conspectus.formats.intake.settings import load_settings
from conspectus.formats.intake.table import find_manifest, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFolder:
    """A corpus, what was odd about its manifest, and warnings about its configuration."""

    corpus: Corpus
    report: tuple[ReportRow, ...]
    config_warnings: tuple[str, ...] = ()


def load_folder(
    directory: Path,
    *,
    config: Path | None = None,
    jobs: int = 2,
    progress: Progress | None = None,
    read_many: ReadMany | None = None,
    cache: DocumentCache | None = None,
) -> LoadedFolder:
    """Read a folder of submissions with its manifest, forum.toml and corrections.toml.

    Raises:
        IntakeError: the folder is not there, or its manifest cannot be read.
        ConfigurationError: forum.toml or corrections.toml cannot be used.
    """
    if not directory.is_dir():
        raise IntakeError(f"{directory} is not a folder; name the folder of the submissions.")
    report = Report()
    settings, corrections, warnings = _configuration(directory, config)
    folder = Folder(directory)
    rows, notes, manifest = _rows(directory, folder, report)
    files = [row_files(row, folder, report) for row in rows]
    paths = [file.path for named in files for file in named if file.path is not None]
    read = read_files(
        paths, jobs=jobs, read_many=read_many or read_plain, cache=cache, progress=progress
    )
    report_unlisted(folder, paths, manifest, report)
    sources, holders = _sources(rows, files, read, settings)
    corpus = Corpus(
        sources=sources,
        holders=holders,
        settings=settings,
        corrections=corrections,
        notes=notes,
    )
    return LoadedFolder(corpus=corpus, report=report.rows, config_warnings=warnings)


def _configuration(
    directory: Path, config: Path | None
) -> tuple[ForumSettings, tuple[Correction, ...], tuple[str, ...]]:
    forum = config or directory / "forum.toml"
    settings, warnings = ForumSettings(), ()
    if config is not None or forum.is_file():
        settings, warnings = load_settings(forum)
    path = directory / "corrections.toml"
    if not path.is_file():
        return settings, (), warnings
    corrections, more = load_corrections(path)
    return settings, corrections, (*warnings, *more)


def _rows(
    directory: Path, folder: Folder, report: Report
) -> tuple[list[ManifestRow], tuple[str, ...], tuple[Path, ...]]:
    manifest, others = find_manifest(directory)
    if manifest is not None:
        rows = manifest_rows(read_table(manifest), manifest.name, report)
        return rows, (), (manifest, *others)
    entries = [path for path in folder.top_level() if is_source_name(path.name)]
    rows = [
        ManifestRow(0, {"ref": path.name, "title": path.name, "file": path.name}, {})
        for path in entries
    ]
    note = (
        "The folder has no manifest (submissions.csv): each of its files is taken as one "
        "contribution, and its contributor is known by the name of the file only."
    )
    return rows, (note,), ()


def _sources(
    rows: Sequence[ManifestRow],
    files: Sequence[tuple[RowFile, ...]],
    read: dict[Path, ReadFile],
    settings: ForumSettings,
) -> tuple[tuple[Source, ...], tuple[Holder, ...]]:
    refs = [row.get("ref") for row in rows]
    ids = source_ids(refs, [repr(sorted(row.cells.items())) for row in rows])
    keys = [
        (row.get("received"), row.get("ref"), named[0].name if named else "")
        for row, named in zip(rows, files, strict=True)
    ]
    numbers = source_numbers(refs, keys)
    holders: dict[str, Holder] = {}
    sources = []
    for row, named, source_id, number in zip(rows, files, ids, numbers, strict=True):
        holder = _holder(row, settings)
        holders.setdefault(holder.id, holder)
        body = assemble([(file, read.get(file.path) if file.path else None) for file in named])
        received = iso_date(row.get("received"))
        sources.append(
            Source(
                id=source_id,
                ref=row.get("ref"),
                kind=SourceKind.CONTRIBUTION,
                number=number,
                title=row.get("title") or body.title,
                text=body.text,
                blocks=body.blocks,
                holders=(holder.id,),
                files=body.files,
                language=row.get("language") or body.language,
                date=iso_date(row.get("date")),
                received=received,
                theme=row.get("theme") or None,
                late=bool(received and settings.cut_off and received > settings.cut_off),
                warnings=body.warnings,
                fields={**row.cells, **row.extra},
            )
        )
    ordered = tuple(sorted(sources, key=lambda source: source.id))
    return ordered, tuple(holders[key] for key in sorted(holders))


def _holder(row: ManifestRow, settings: ForumSettings) -> Holder:
    if row.line:
        group = row.get("stakeholder_group")
        return row_holder(row, settings.stakeholder_groups.get(group, group) or None)
    name = row.get("file")
    return Holder(id=slug(name, fallback="file"), kind=HolderKind.FILE, name=name, label=name)
