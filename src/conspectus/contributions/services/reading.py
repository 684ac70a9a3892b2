"""Reading the documents of a version: children read the files, this writes what they found."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.db import transaction
from django_tasks import task

from conspectus.contributions.blocks import Piece, pieces_of, pieces_stored, read_marked, stored
from conspectus.contributions.models import Document, Redaction, Version
from conspectus.contributions.personal_data import find_personal_data
from conspectus.contributions.services.files import safe_name
from conspectus.core.clock import stamp
from conspectus.core.file_store import file_store
from conspectus.engine.document import Document as ReadDocument
from conspectus.formats.readers.errors import ReaderError
from conspectus.formats.sandbox import read_many


def read_documents(documents: Iterable[Document], *, workers: int = 1) -> None:
    """Reads documents, files in ``workers`` children; a file that cannot be read has a warning."""
    todo = list(documents)
    for document in todo:
        if not document.file:
            write_text(document, read_marked(document.extracted))
    files = [document for document in todo if document.file]
    for document, outcome in zip(files, _outcomes(files, workers), strict=True):
        _write_outcome(document, outcome)


@task()
def read_version(version_id: int) -> None:
    """The job: reads what is not read yet in a version. Its argument holds no words."""
    version = Version.objects.filter(pk=version_id).first()
    if version is not None:
        read_documents(version.documents.filter(read__isnull=True))


@transaction.atomic
def write_text(
    document: Document, pieces: Sequence[Piece], *, warnings: Sequence[str] = ()
) -> None:
    """A document's text, structure, hash, and the redactions that its words propose."""
    document.text, document.blocks = stored(pieces)
    document.text_sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    document.warnings = list(warnings)
    document.read = stamp()
    document.save()
    propose_redactions(document, pieces)


def propose_redactions(document: Document, pieces: Sequence[Piece]) -> None:
    """Replaces what was proposed before. Offsets count code points of ``document.text``."""
    document.redactions.all().delete()
    Redaction.objects.bulk_create(_proposed(document, pieces))


def propose_many(documents: Iterable[Document]) -> None:
    """The same for documents that are new: nothing was proposed for them before."""
    Redaction.objects.bulk_create(
        redaction
        for document in documents
        for redaction in _proposed(document, pieces_stored(document.text, document.blocks))
    )


def _proposed(document: Document, pieces: Sequence[Piece]) -> Iterator[Redaction]:
    for found in find_personal_data(document.text, pieces):
        yield Redaction(document=document, kind=found.kind, start=found.start, end=found.end)


def _outcomes(documents: Sequence[Document], workers: int) -> Iterator[ReadDocument | ReaderError]:
    """Readers know a file by its name too: each gets a link of that name to the kept bytes."""
    if not documents:
        return
    with tempfile.TemporaryDirectory(prefix="conspectus-reading-") as folder:
        jobs = []
        for place, document in enumerate(documents):
            link = Path(folder, str(place), safe_name(document.file_name))
            link.parent.mkdir()
            file_store().lay(document.file, link)
            jobs.append((str(place), link))
        for _, outcome, _ in read_many(jobs, workers=workers):
            yield outcome


def _write_outcome(document: Document, outcome: ReadDocument | ReaderError) -> None:
    if isinstance(outcome, ReaderError):
        document.extracted = ""
        write_text(document, [], warnings=[str(outcome)])
        return
    document.extracted = outcome.text
    document.language = document.language or outcome.language or ""
    document.title = document.title or (outcome.title or "")[:300]
    write_text(document, pieces_of(outcome.text, outcome.blocks), warnings=outcome.warnings)
