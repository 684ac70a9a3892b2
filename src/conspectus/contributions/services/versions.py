"""A new version of a contribution: a copy of the last one to work on; both are kept."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.contributions.blocks import pieces_stored
from conspectus.contributions.models import Answer, Contribution, Document, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.services.drafting import draft_of
from conspectus.contributions.services.reading import write_text
from conspectus.core.errors import SiteError

_OPEN = frozenset({State.RECEIVED, State.NEEDS_ATTENTION, State.PUBLISHED, State.NOT_PUBLISHED})

MOST_VERSIONS = 50
"""Versions of one contribution: whoever holds its link copies all its documents with each."""


def check_takes_versions(contribution: Contribution) -> None:
    """Raises SiteError where a contribution has ended: withdrawn, refused, joined, or erased."""
    if contribution.state not in _OPEN | {State.DRAFT}:
        raise SiteError(_("This contribution takes no new version; begin a new contribution."))


@transaction.atomic
def begin_version(contribution: Contribution) -> Version:
    """The version under work, made from the last one that was sent where there is none.

    Raises:
        SiteError: the contribution was withdrawn, refused or erased, or has had `MOST_VERSIONS`.
    """
    draft = draft_of(contribution)
    if draft is not None:
        return draft
    check_takes_versions(contribution)
    last = contribution.versions.order_by("-k").first()
    if last is None:
        raise SiteError(_("There is nothing to make a new version of; begin a new contribution."))
    if last.k >= MOST_VERSIONS:
        raise SiteError(
            _("A contribution has at most %(count)s versions; ask the secretariat for help.")
            % {"count": MOST_VERSIONS}
        )
    return _copy(last)


def _copy(last: Version) -> Version:
    made = Version.objects.create(
        contribution_id=last.contribution_id,
        k=last.k + 1,
        title=last.title,
        summary=last.summary,
        language=last.language,
        signed=last.signed,
        holder_sort=last.holder_sort,
        capacity=last.capacity,
        group=last.group,
        publish=last.publish,
        licence=last.licence,
        date=last.date,
        as_written={key: value for key, value in last.as_written.items() if key != "typed"},
    )
    copies: dict[int, Document] = {}
    for document in last.documents.all():
        copies[document.pk] = _copy_document(document, made)
    for answer in last.answers.all():
        Answer.objects.create(
            version=made,
            question_id=answer.question_id,
            stance=answer.stance,
            document=copies.get(answer.document_id) if answer.document_id else None,
        )
    return made


def _copy_document(document: Document, version: Version) -> Document:
    """As it was sent, redacted; what else looks personal is proposed anew."""
    themes = list(document.themes.all())
    pieces, warnings = pieces_stored(document.text, document.blocks), document.warnings
    copy = Document.objects.get(pk=document.pk)
    copy.pk, copy.version = None, version
    copy._state.adding = True  # noqa: SLF001 - Django's documented way to copy a row
    write_text(copy, pieces, warnings=warnings)
    copy.themes.set(themes)
    return copy
