"""Dated documents of a cycle: agendas, announcements, notes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.text import in_language
from conspectus.formats.intake.folding import slug as slug_of
from conspectus.forums.models import Cycle, CycleDocument


@transaction.atomic
def add_document(
    cycle: Cycle, *, kind: str, titles: Mapping[str, str], texts: Mapping[str, str], date: dt.date
) -> CycleDocument:
    """A new document, seen by the secretariat only until it is published."""
    return CycleDocument.objects.create(
        cycle=cycle,
        slug=_free_slug(cycle, f"{date.isoformat()}-{in_language(titles)[0]}"),
        kind=kind,
        titles=dict(titles),
        texts=dict(texts),
        date=date,
    )


@transaction.atomic
def edit_document(
    document: CycleDocument,
    *,
    kind: str,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    date: dt.date,
) -> CycleDocument:
    """Changes a document; one that is published is recorded again, as corrected."""
    document.kind = kind
    document.titles = dict(titles)
    document.texts = dict(texts)
    document.date = date
    document.save()
    if document.published is not None:
        _record_document(document, "corrected")
    return document


@transaction.atomic
def publish_document(document: CycleDocument) -> CycleDocument:
    """Makes it public.

    Raises:
        SiteError: it is public already.
    """
    if document.published is not None:
        raise SiteError(_("This document is public already; nothing is left to do."))
    document.published = stamp()
    document.save(update_fields=["published"])
    _record_document(document, "published")
    return document


def _record_document(document: CycleDocument, act: str) -> None:
    record(
        "announcement",
        f"/{document.cycle.scope.path}/documents/{document.slug}/",
        {
            "act": act,
            "document": document.kind,
            "date": document.date.isoformat(),
            "titles": document.titles,
            "sha256": {
                language: hashlib.sha256(text.encode()).hexdigest()
                for language, text in document.texts.items()
            },
        },
    )
    mark_changed(document.cycle.scope)


def _free_slug(cycle: Cycle, name: str) -> str:
    wanted = slug_of(name, fallback="document")
    taken = set(cycle.documents.values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(candidate for candidate in candidates if candidate not in taken)
