"""A folder of submissions → a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from conspectus.engine.corpus import Corpus, Correction, Publication, SourceKind
from conspectus.engine.revision.acts import Act
from conspectus.formats.intake.cells import hold_texts, row_text
from conspectus.formats.intake.columns import manifest_rows
from conspectus.formats.intake.contributions import Entry, drafts, entries
from conspectus.formats.intake.corrections import CorrectionsFile, load_corrections
from conspectus.formats.intake.entries import (
    Folder,
    RowFile,
    is_source_name,
    report_unlisted,
    row_files,
)
from conspectus.formats.intake.errors import IntakeError
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.holders import build_holders
from conspectus.formats.intake.identity import sort_key
from conspectus.formats.intake.organisation import read_organisation
from conspectus.formats.intake.other_manifest import find_other_manifest
from conspectus.formats.intake.parties import bare_name, of_file, sign
from conspectus.formats.intake.places import Area
from conspectus.formats.intake.reading import (
    DocumentCache,
    Progress,
    ReadFile,
    ReadMany,
    read_files,
)
from conspectus.formats.intake.report import Report, ReportRow
from conspectus.formats.intake.rows import ManifestRow
from conspectus.formats.intake.settings import ForumFile, load_settings
from conspectus.formats.intake.table import find_manifest, read_table
from conspectus.formats.sandbox import read_many as read_in_children

NO_MANIFEST: Final = (
    "The folder has no manifest (submissions.csv): each of its files is taken as one "
    "contribution, and its contributor is known by the name of the file only."
)
OTHER_FILES: Final = (
    "Each file beside it is taken as one contribution, and its contributor is known by the name "
    "of the file only."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFolder:
    """A corpus, what was odd about its manifest, and warnings about its configuration."""

    corpus: Corpus
    report: tuple[ReportRow, ...]
    config_warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A row with who signs it, and its files as they were read; nothing is concealed yet."""

    entry: Entry
    files: tuple[tuple[RowFile, ReadFile | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSubmissions:
    """The rows of a folder in their order, its configuration, and what was odd.

    ``report``: with the words of the manifest, also of those who asked not to be named.
    """

    submissions: tuple[Submission, ...]
    forum: ForumFile
    corrections: tuple[Correction, ...]
    acts: tuple[Act, ...]
    report: Report
    notes: tuple[str, ...]
    config_warnings: tuple[str, ...]


def read_submissions(
    directory: Path,
    *,
    config: Path | None = None,
    jobs: int = 2,
    progress: Progress | None = None,
    read_many: ReadMany | None = None,
    cache: DocumentCache | None = None,
) -> ReadSubmissions:
    """The submissions of a folder as they are, for those who keep them.

    Raises:
        IntakeError, ConfigurationError: see :func:`load_folder`.
    """
    if not directory.is_dir():
        raise IntakeError(f"{directory} is not a folder; name the folder of the submissions.")
    report = Report()
    forum, corrections, warnings = _configuration(directory, config)
    folder = Folder(directory)
    rows, notes, manifest = _rows(directory, folder, report)
    files = [_files_of(row, folder, report) for row in rows]
    paths = [file.path for named in files for file in named if file.path is not None]
    read = read_files(
        paths, jobs=jobs, read_many=read_many or read_in_children, kept=cache, progress=progress
    )
    report_unlisted(folder, paths, manifest, report)
    _report_repeated(rows, files, report)
    found = entries(rows, files, read, forum.settings, report)
    return ReadSubmissions(
        submissions=tuple(
            Submission(
                entry=entry,
                files=tuple((file, read.get(file.path) if file.path else None) for file in named),
            )
            for entry, named in zip(signed_entries(found, forum, report), files, strict=True)
        ),
        forum=forum,
        corrections=corrections.corrections,
        acts=corrections.acts,
        report=report,
        notes=notes,
        config_warnings=warnings,
    )


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
    read = read_submissions(
        directory, config=config, jobs=jobs, progress=progress, read_many=read_many, cache=cache
    )
    found = [submission.entry for submission in read.submissions]
    corpus = _corpus(found, read.forum, read.corrections, read.report)
    read.report.conceal(
        frozenset(entry.row.line for entry in found if entry.publication is not Publication.NAMED)
    )
    return LoadedFolder(
        corpus=replace(corpus, notes=read.notes, acts=read.acts),
        report=read.report.rows,
        config_warnings=read.config_warnings,
    )


def manifest_report(directory: Path, *, config: Path | None = None) -> tuple[ReportRow, ...]:
    """What is odd about a folder and its manifest; see :func:`load_folder` for what it raises."""
    return load_folder(directory, config=config).report


def _configuration(
    directory: Path, config: Path | None
) -> tuple[ForumFile, CorrectionsFile, tuple[str, ...]]:
    path = config or directory / "forum.toml"
    forum = load_settings(path) if config is not None or path.is_file() else ForumFile()
    path = directory / "corrections.toml"
    if not path.is_file():
        return forum, CorrectionsFile(), forum.warnings
    corrections = load_corrections(path)
    return forum, corrections, (*forum.warnings, *corrections.warnings)


def _rows(
    directory: Path, folder: Folder, report: Report
) -> tuple[list[ManifestRow], tuple[str, ...], tuple[Path, ...]]:
    manifest, others = find_manifest(directory)
    known = manifest is not None
    if manifest is None:
        manifest = find_other_manifest(folder, report)
    if manifest is None:
        return _rows_of_files(folder, set()), (NO_MANIFEST,), ()
    rows = manifest_rows(read_table(manifest), manifest.name, report)
    if known or any("file" in row.columns for row in rows) or not hold_texts(rows):
        return rows, (), (manifest, *others)
    single = _rows_of_files(folder, {manifest})
    note = f"Each row of {manifest.name} is taken as one contribution."
    return [*rows, *single], (note, OTHER_FILES) if single else (note,), (manifest, *others)


def _rows_of_files(folder: Folder, besides: Collection[Path]) -> list[ManifestRow]:
    """A row for each entry of the folder that is a contribution of its own."""
    return [
        ManifestRow(0, {"ref": path.name, "title": bare_name(path.name), "file": path.name}, {})
        for path in folder.top_level()
        if is_source_name(path.name) and path not in besides
    ]


def _files_of(row: ManifestRow, folder: Folder, report: Report) -> tuple[RowFile, ...]:
    """The files of a row; one that holds its text in a cell need not name any."""
    aside = Report() if row_text(row) and not row.get("file") else report
    return row_files(row, folder, aside)


def _report_repeated(
    rows: Sequence[ManifestRow], files: Sequence[tuple[RowFile, ...]], report: Report
) -> None:
    """Report refs and files that stand in several rows, and translations of no row."""
    refs = Counter(row.get("ref") for row in rows)
    paths = Counter(file.path for named in files for file in named if file.path is not None)
    for row, named in zip(rows, files, strict=True):
        if row.get("ref") and refs[row.get("ref")] > 1:
            report.cell(row, "ref", "Several rows have this ref.", "Give each row its own.")
        if row.get("translation_of") and row.get("translation_of") not in refs:
            report.cell(
                row, "translation_of", "No row has this ref.", "Write the ref of the original."
            )
        if any(paths[file.path] > 1 for file in named if file.path is not None):
            report.cell(
                row,
                "file",
                "Several rows name the same file.",
                "Name a file in one row; write several contributors into one.",
            )


def corpus_of(
    found: Sequence[Entry],
    forum: ForumFile,
    corrections: tuple[Correction, ...],
    report: Report,
) -> Corpus:
    """Entries with their signatures, holders and sources."""
    return _corpus(signed_entries(found, forum, report), forum, corrections, report)


def signed_entries(found: Sequence[Entry], forum: ForumFile, report: Report) -> list[Entry]:
    """The entries with who signs each; what is odd about it goes into the report."""
    is_known = _known(found)
    return [_sign(entry, is_known, forum.areas, report) for entry in found]


def _corpus(
    signed: Sequence[Entry],
    forum: ForumFile,
    corrections: tuple[Correction, ...],
    report: Report,
) -> Corpus:
    made = list(drafts(signed, forum.settings, report))
    table = build_holders([draft.signed for draft in made], corrections, report, forum.regions)
    sources = [
        replace(draft.source, holders=(holder,))
        for draft, holder in zip(made, table.ids, strict=True)
    ]
    return Corpus(
        sources=tuple(sorted(sources, key=lambda source: sort_key(source.id))),
        holders=table.holders,
        settings=forum.settings,
        corrections=corrections,
    )


def _known(found: Sequence[Entry]) -> Callable[[str], bool]:
    """Whether a name is, as it stands, the organisation of a row."""
    names = {fold(read_organisation(entry.row.get("organisation")).name) for entry in found}
    names.discard("")
    return lambda name: fold(name) in names


def _sign(
    entry: Entry, is_known: Callable[[str], bool], own_areas: Sequence[Area], report: Report
) -> Entry:
    if entry.kind is not SourceKind.CONTRIBUTION:
        return entry
    if not entry.row.line:
        return replace(entry, signature=of_file(entry.row.get("file")))
    signature = sign(
        entry.row, entry.body.text, is_known, group=entry.group or "", own_areas=own_areas
    )
    for column, finding in signature.findings:
        report.cell(entry.row, column, finding.problem, finding.proposal, resolved=finding.resolved)
    return replace(entry, signature=signature)
