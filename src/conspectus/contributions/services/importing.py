"""Importing what the secretariat has: a folder with its manifest, a ZIP file, a spreadsheet.

No server and no worker need run. Run again, it makes no duplicate: a row is known by its ref,
and one that changed becomes a new version. Each is marked as imported by the secretariat.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from conspectus.contributions.holders import LISTS, MEETING, RECORD_OF
from conspectus.contributions.models import (
    Call,
    Contribution,
    DeskItem,
    Document,
    Event,
    Party,
    Version,
)
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import version_path
from conspectus.contributions.services.asking import question_about
from conspectus.contributions.services.calls import ensure_call
from conspectus.contributions.services.copies import find_copies
from conspectus.contributions.services.imported_parties import KnownParties, Signed
from conspectus.contributions.services.imported_questions import questions_of
from conspectus.contributions.services.imported_texts import documents_of
from conspectus.contributions.services.numbering import next_number
from conspectus.contributions.services.publishing import publish_versions
from conspectus.contributions.services.reading import propose_many
from conspectus.contributions.services.unpacking import folder_of
from conspectus.core.clock import stamp
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.engine.corpus import Publication, SourceKind
from conspectus.formats.intake import ReadSubmissions, Submission, read_submissions
from conspectus.formats.intake.dates import iso_date
from conspectus.formats.intake.folding import fold
from conspectus.formats.intake.identity import sort_key
from conspectus.formats.intake.languages import language_code
from conspectus.formats.intake.publication import is_withdrawn
from conspectus.formats.intake.reading import DocumentCache, Progress
from conspectus.forums.models import Cycle, Forum, Theme
from conspectus.forums.services.from_toml import ensure_cycle, ensure_forum, keep_corrections

BATCH = 40
"""Rows a transaction: others may write in between."""

CALL = "contributions"
"""The slug of the call where none is named."""


@dataclass(slots=True)
class Imported:
    """What came of an import, counted. ``skipped``: a sentence for each row that was left out."""

    contributions: int = 0
    versions: int = 0
    unchanged: int = 0
    published: int = 0
    questions: int = 0
    skipped: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Import:
    """One import under way."""

    call: Call
    known: KnownParties
    themes: Mapping[str, Theme]
    by: str
    publish: bool
    languages: Sequence[str]
    cut_off: str | None
    result: Imported


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be written: its hash, its documents, and the contribution that it is already."""

    submission: Submission
    fingerprint: str
    documents: list[Document]
    there: Contribution | None


def import_folder(  # noqa: PLR0913 - what a secretariat may say of an import
    path: Path,
    *,
    forum: str,
    cycle: str,
    call: str = "",
    publish: bool = False,
    by: str = "secretariat",
    jobs: int = 2,
    progress: Progress | None = None,
    cache: DocumentCache | None = None,
) -> Imported:
    """Imports a folder (or ZIP file, or spreadsheet); makes what is missing of forum and call.

    ``forum``, ``cycle``, ``call``: slugs. ``publish``: at once, as each row allows.

    Raises:
        IntakeError, ConfigurationError: folder, manifest or forum.toml cannot be read.
        SiteError: a slug may not stand in an address, or the ZIP file cannot be unpacked.
    """
    with folder_of(path) as folder:
        read = read_submissions(folder, jobs=jobs, progress=progress, cache=cache)
        work = _prepare(read, forum=forum, cycle=cycle, call=call or CALL, by=by, publish=publish)
        rows = _in_order(read.submissions)
        for start in range(0, len(rows), BATCH):
            _import_batch(work, rows[start : start + BATCH])
            if progress is not None:
                progress("importing", min(start + BATCH, len(rows)), len(rows))
    work.result.questions += find_copies(work.call)
    return work.result


@transaction.atomic
def _prepare(
    read: ReadSubmissions, *, forum: str, cycle: str, call: str, by: str, publish: bool
) -> _Import:
    settings = read.forum.settings
    of_forum: Forum = ensure_forum(forum, settings)
    of_cycle: Cycle = ensure_cycle(of_forum, cycle, settings)
    if read.corrections or read.acts:
        keep_corrections(of_cycle, read.corrections, read.acts)
    themes = {
        fold(name): theme
        for theme in of_cycle.themes.all()
        for name in (theme.slug, *theme.names.values())
    }
    return _Import(
        call=ensure_call(of_cycle, call, settings),
        known=KnownParties(
            of_forum,
            groups=settings.stakeholder_groups,
            areas=read.forum.areas,
            corrections=read.corrections,
        ),
        themes=themes,
        by=by,
        publish=publish,
        languages=tuple(of_forum.languages) or settings.languages,
        cut_off=settings.cut_off,
        result=Imported(warnings=[*read.config_warnings, *read.notes]),
    )


def _in_order(submissions: Sequence[Submission]) -> list[Submission]:
    """Refs that are numbers first, then the others by what the manifest counts them as."""
    return sorted(
        submissions,
        key=lambda one: (not _own_number(one), sort_key(one.entry.number), one.entry.id),
    )


def _own_number(submission: Submission) -> int | None:
    ref = submission.entry.row.get("ref")
    return (
        int(ref)
        if ref.isascii() and ref.isdigit() and len(ref) < 11 and 0 < int(ref) < 2**31
        else None
    )


@transaction.atomic
def _import_batch(work: _Import, submissions: Sequence[Submission]) -> None:
    rows = list(_rows(work, submissions))
    made = [(row, *_write(work, row)) for row in rows]
    versions = [version for _, version, _ in made]
    DeskItem.objects.bulk_create(
        item for row, version, signed in made for item in _items(work, row, version, signed)
    )
    if work.publish:
        shown = [one for one in versions if one.contribution.state != State.WITHDRAWN]
        publish_versions(shown, by=work.by)
        work.result.published += sum(one.contribution.state != State.MERGED for one in shown)
    elif versions:
        mark_changed(work.call.cycle.scope)


def _rows(work: _Import, submissions: Sequence[Submission]) -> Iterator[_Row]:
    """The rows that are new or changed; the others are counted."""
    refs = [_ref(one) for one in submissions]
    there = {
        one.source_ref: one
        for one in Contribution.objects.filter(call=work.call, source_ref__in=refs)
    }
    newest: dict[int, Version] = {}
    for version in Version.objects.filter(contribution__in=there.values()).order_by("k"):
        newest[version.contribution_id] = version
    for submission, ref in zip(submissions, refs, strict=True):
        fingerprint = _fingerprint(submission)
        known = there.get(ref)
        if known is not None and newest[known.pk].as_written.get("fingerprint") == fingerprint:
            work.result.unchanged += 1
            continue
        documents = documents_of(submission, languages=work.languages)
        yield _Row(submission, fingerprint, documents, known)


def _ref(submission: Submission) -> str:
    return submission.entry.id[:80]


def _fingerprint(submission: Submission) -> str:
    """What a row says and holds: when it is the same, nothing has changed."""
    row = submission.entry.row
    files = [
        (file.name, file.title or "", read.sha256 if read else "")
        for file, read in submission.files
    ]
    said = json.dumps([sorted(row.cells.items()), sorted(row.extra.items()), files])
    return hashlib.sha256(said.encode()).hexdigest()


def _write(work: _Import, row: _Row) -> tuple[Version, Signed]:
    """The contribution, its version with documents, parties and themes, its leaf, its history."""
    is_record = row.submission.entry.kind is not SourceKind.CONTRIBUTION
    # Of a meeting or a mailing list the speakers are found anew for each paper; nobody signs it.
    signed = Signed(printed="") if is_record else work.known.sign(row.submission)
    contribution = row.there or _contribution(work, row)
    version = _version(work, row, contribution, signed)
    for party in signed.parties:
        party.version = version
    Party.objects.bulk_create(signed.parties)
    for document in row.documents:
        document.version = version
    Document.objects.bulk_create(row.documents)
    propose_many(row.documents)
    theme = work.themes.get(fold(row.submission.entry.row.get("theme")))
    if theme is not None:
        for document in row.documents:
            document.themes.add(theme)
    version.leaf = record(
        "contribution" if version.k == 1 else "version",
        version_path(version),
        {
            "number": contribution.number,
            "version": version.k,
            "imported": True,
            "files": [document.sha256 for document in row.documents if document.sha256],
            "texts": [document.text_sha256 for document in row.documents],
        },
        public=False,
    )
    version.save(update_fields=["leaf"])
    Event.objects.create(
        contribution=contribution,
        kind="imported" if version.k == 1 else "imported again",
        by=work.by[:200],
        note=f"v{version.k}",
    )
    return version, signed


def _contribution(work: _Import, row: _Row) -> Contribution:
    entry = row.submission.entry
    received = _moment(entry.row.get("received")) or stamp()
    contribution = Contribution(
        cycle=work.call.cycle,
        call=work.call,
        number=_number(work.call.cycle, row.submission),
        state=State.RECEIVED,
        late=bool(work.cut_off and received.date().isoformat() > work.cut_off),
        via=Contribution.Via.IMPORT,
        received=received,
        key=hashlib.sha256(f"{work.call.pk} {_ref(row.submission)}".encode()).hexdigest(),
        source_ref=_ref(row.submission),
    )
    if is_withdrawn(entry.row):
        contribution.state, contribution.withdrawn = State.WITHDRAWN, stamp()
    elif entry.row.get("translation_of"):
        contribution.state = State.MERGED
        contribution.same_as = Contribution.objects.filter(
            call=work.call, source_ref=entry.row.get("translation_of")
        ).first()
    contribution.save()
    work.result.contributions += 1
    return contribution


def _number(cycle: Cycle, submission: Submission) -> int:
    """The ref where it is a number that is free, else the next."""
    own = _own_number(submission)
    if own is not None and not cycle.contributions.filter(number=own).exists():
        return own
    return next_number(cycle)


def _version(work: _Import, row: _Row, contribution: Contribution, signed: Signed) -> Version:
    entry = row.submission.entry
    k = contribution.versions.count() + 1
    written = language_code(entry.row.get("language")) if entry.row.get("language") else None
    languages = [document.language for document in row.documents if document.language]
    if k > 1:
        work.result.versions += 1
    return Version.objects.create(
        contribution=contribution,
        k=k,
        title=(entry.row.get("title") or entry.body.title)[:300],
        language=(written or (languages[0] if languages else "en"))[:12],
        signed=signed.printed,
        holder_sort=fold(signed.printed)[:500],
        capacity=Version.Capacity.PERSONAL if signed.personal else Version.Capacity.ORGANISATION,
        group=signed.group,
        country=signed.country,
        region=signed.region,
        publish=str(Publication(entry.publication)),
        licence=work.call.licence,
        date=next((document.date for document in row.documents if document.date), None),
        as_written={
            **entry.row.extra,
            **entry.row.cells,
            "fingerprint": row.fingerprint,
            **_record_of(entry.kind),
        },
        received=contribution.received if k == 1 else stamp(),
    )


def _record_of(kind: SourceKind) -> dict[str, str]:
    if kind is SourceKind.CONTRIBUTION:
        return {}
    return {RECORD_OF: LISTS if kind is SourceKind.POST else MEETING}


def _items(work: _Import, row: _Row, version: Version, signed: Signed) -> Iterator[DeskItem]:
    asked = [*signed.questions, *questions_of(row.documents, version, publish=work.publish)]
    work.result.questions += len(asked)
    for one in asked:
        yield question_about(
            version.contribution, kind=one.kind, question=one.question, options=one.options
        )


def _moment(written: str) -> dt.datetime | None:
    iso = iso_date(written) if written else None
    return dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC) if iso else None
