"""The documents of a version under work: added, changed, ordered, removed, corrected, redacted."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from conspectus.contributions.blocks import (
    clean_text,
    marked,
    pieces_stored,
    read_marked,
    stored,
)
from conspectus.contributions.models import Document, Redaction, Version
from conspectus.contributions.personal_data import Found, redact
from conspectus.contributions.services.files import MOST_FILES, KeptFile
from conspectus.contributions.services.reading import write_text
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.formats.readers.limits import MAX_TEXT
from conspectus.forums.models import Theme

MARKS = {
    "telephone": gettext_noop("[telephone number removed]"),
    "e-mail": gettext_noop("[e-mail address removed]"),
    "address": gettext_noop("[postal address removed]"),
    "signature": gettext_noop("[signature removed]"),
}
"""What stands in the published text where personal data was, in the document's language."""


def check_draft(version: Version) -> None:
    """Nothing of a version changes once it is sent: its receipt says what it was.

    Raises:
        SiteError: it has been sent, perhaps while this request was on its way.
    """
    if version.received is None:
        check_unchanged(version)
        return
    raise SiteError(_("This version has been sent already; begin a new version to change it."))


def check_unchanged(version: Version) -> None:
    """A version as it was read is not written over one that was sent or published meanwhile.

    In the transaction that changes it: nobody sends or publishes it between the two.

    Raises:
        SiteError: it was.
    """
    rows = Version.objects.select_for_update().filter(pk=version.pk)
    if rows.values_list("received", "published").first() != (version.received, version.published):
        raise SiteError(_("This version has been sent already; begin a new version to change it."))


@transaction.atomic
def add_text(version: Version, *, text: str, title: str = "", language: str = "") -> Document:
    """A document from pasted text.

    Raises:
        SiteError: there are too many documents, or the text is too long.
    """
    check_draft(version)
    document = Document(
        version=version,
        order=_next_place(version),
        title=title,
        language=language or version.language,
    )
    write_pasted(document, text)
    return document


@transaction.atomic
def add_file(version: Version, *, kept: KeptFile, language: str = "") -> Document:
    """A document from a kept file; a job reads it.

    Raises:
        SiteError: there are too many documents.
    """
    check_draft(version)
    return Document.objects.create(
        version=version,
        order=_next_place(version),
        title=Path(kept.name).stem.replace("_", " ")[:300],
        language=language,
        file=kept.path,
        file_name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        file_closed=kept.is_letter,
    )


@transaction.atomic
def change_document(
    document: Document,
    *,
    title: str,
    date: dt.date | None,
    language: str,
    themes: Iterable[Theme] = (),
) -> None:
    """What the contributor says of a document."""
    check_draft(document.version)
    Document.objects.filter(pk=document.pk).update(title=title, date=date, language=language)
    document.themes.set(themes)


@transaction.atomic
def move_document(document: Document, *, by: int) -> None:
    """One place up (−1) or down (+1) among the documents of its version."""
    check_draft(document.version)
    row = list(document.version.documents.filter(answers__isnull=True).order_by("order", "id"))
    place = row.index(document)
    other = min(max(place + by, 0), len(row) - 1)
    row.insert(other, row.pop(place))
    for order, one in enumerate(row):
        Document.objects.filter(pk=one.pk).update(order=order)


@transaction.atomic
def remove_document(document: Document) -> None:
    """Removes a document of a draft, and its file's bytes where nothing else holds them."""
    check_draft(document.version)
    path = document.file
    document.delete()
    if path:
        transaction.on_commit(lambda: drop_file(path))


def names_file(path: str) -> bool:
    """Whether a document of a contribution is in a kept file."""
    return Document.objects.filter(file=path).exists()


def write_pasted(document: Document, text: str) -> None:
    """A document's text from what was pasted or typed.

    Raises:
        SiteError: it holds no words, or too many.
    """
    words = clean_text(text)
    check_words(words)
    document.extracted = words
    write_text(document, read_marked(words))


def text_for_box(document: Document) -> str:
    """The text with its marks, as the contributor corrects it."""
    return marked(pieces_stored(document.text, document.blocks))


@transaction.atomic
def correct_text(document: Document, *, text: str) -> None:
    """What the contributor made of the extraction counts from now on; the file stays as it is.

    Raises:
        SiteError: it is too long, or nothing is left.
    """
    check_unchanged(document.version)
    words = clean_text(text)
    check_words(words)
    if words.strip() == text_for_box(document).strip():
        return
    document.corrected = bool(document.file)
    if not document.file:
        document.extracted = words
    write_text(document, read_marked(words))


@transaction.atomic
def choose_redactions(version: Version, *, chosen: Collection[int]) -> None:
    """Of what was proposed, what is to be removed before publication (keys of redactions)."""
    check_draft(version)
    proposed = Redaction.objects.filter(document__version=version)
    proposed.filter(pk__in=chosen).update(state=Redaction.State.APPLIED)
    proposed.exclude(pk__in=chosen).update(state=Redaction.State.DECLINED)


def apply_redactions(document: Document, *, redactions: Sequence[Redaction]) -> None:
    """Removes what was chosen from the text; the mark in its place is what the offsets show then.

    Runs once, in the transaction that receives the version. What was removed stays in
    ``extracted`` and in the file, which is closed.
    """
    chosen = [
        Found(one.kind, one.start, one.end)
        for one in redactions
        if one.state == Redaction.State.APPLIED
    ]
    if not chosen:
        return
    with translation.override(document.language or "en"):
        pieces, marks = redact(
            document.text,
            pieces_stored(document.text, document.blocks),
            chosen,
            shown=lambda kind: _(MARKS.get(kind, "[…]")),
        )
    document.text, document.blocks = stored(pieces)
    document.text_sha256 = text_hash(document.text)
    document.file_closed = True
    document.save(update_fields=["text", "blocks", "text_sha256", "file_closed"])
    document.redactions.all().delete()
    Redaction.objects.bulk_create(
        Redaction(
            document=document,
            kind=one.kind,
            start=one.start,
            end=one.end,
            state=Redaction.State.APPLIED,
        )
        for one in marks
    )


def confirm_text(version: Version) -> None:
    """The contributor has seen the text as it will be published."""
    version.confirmed = stamp()
    version.save(update_fields=["confirmed"])


def _next_place(version: Version) -> int:
    count = version.documents.filter(answers__isnull=True).count()
    if count >= MOST_FILES:
        raise SiteError(
            _("A contribution has at most %(count)s documents; remove one or join some.")
            % {"count": MOST_FILES},
            field="file",
        )
    return count


def text_hash(text: str) -> str:
    """SHA-256 of a published text, lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_words(text: str) -> str:
    """The text itself.

    Raises:
        SiteError: it has no words, or too many.
    """
    if not any(map(str.isalnum, text)):
        raise SiteError(_("The text has no words; write or paste it."), field="text")
    if len(text) > MAX_TEXT:
        raise SiteError(
            _("The text is longer than %(count)s million characters; send it in parts.")
            % {"count": MAX_TEXT // 10**6},
            field="text",
        )
    return text
