"""Sending contributions with files: a draft first, whose text is looked at, as on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from conspectus.contributions.forms.contributing import WhatForm, WhoForm
from conspectus.contributions.models import Contribution, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.drafts import SeenDocument, seen_documents
from conspectus.contributions.queries.open_calls import OpenCall, open_call
from conspectus.contributions.queries.windows import window_among
from conspectus.contributions.services.documents import (
    add_file,
    add_text,
    check_draft,
    choose_redactions,
    confirm_text,
    remove_document,
)
from conspectus.contributions.services.drafting import (
    draft_of,
    save_terms,
    save_what,
    start_draft,
)
from conspectus.contributions.services.files import keep_file, refuse_unreadable
from conspectus.contributions.services.reading import read_version
from conspectus.contributions.services.receiving import check_open, check_takes, send_version
from conspectus.contributions.services.versions import begin_version
from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.file_store import drop_file
from conspectus.core.models import Mail
from conspectus.core.prepared import LARGEST
from conspectus.core.published import scope_of
from conspectus.people.models import Account
from conspectus.site.api.forums import Items
from conspectus.site.api.own import OwnShape, form_key, mine, own_at, own_of, sentences, verify
from conspectus.site.api.problems import FieldsError
from conspectus.site.api.tokens import by_token, contributing

router = Router(tags=["own contributions"], auth=by_token)
in_cycle = Router(tags=["own contributions"], auth=by_token)

_LONGEST = 5_000_000
_FILES = "PDF, Word, OpenDocument, text and others; at most 25 MB each."


class NewDraftVersion(Schema):
    """What is sent beside the files."""

    title: str = Field(min_length=1, max_length=300)
    language: str = Field(min_length=2, max_length=12)
    summary: str = Field("", max_length=5_000)
    text: str = Field("", max_length=_LONGEST, description="A text beside the files.")


class NewDraft(NewDraftVersion):
    """A contribution that begins with files. Either ``organisations`` or ``person`` signs."""

    capacity: Literal["organisation", "personal"] = "organisation"
    organisations: list[str] = Field([], max_length=100)
    person: str = Field("", max_length=200)
    on_behalf_of: list[str] = Field([], max_length=100)
    country: str = Field("", max_length=200)
    group: str = Field("", max_length=60, description="Id of a stakeholder group.")


class FoundRedaction(Schema):
    """Words that look personal; removed before publication where you say so."""

    id: int
    kind: str
    words: str


class DraftDocument(Schema):
    """A document as it will be published. ``text``: what the reader found in the file."""

    name: str
    title: str
    language: str
    size: int
    sha256: str
    is_read: bool
    text: str
    warnings: list[str]
    looks_personal: list[FoundRedaction]


class DraftShape(Schema):
    """A version under work; ``id``: that of the contribution."""

    id: int
    cycle: str
    call: str
    version: int
    title: str
    language: str
    is_read: bool
    documents: list[DraftDocument]


class Sending(Schema):
    """How a draft is published. ``redact``: ids of what looks personal and is to be removed."""

    publish: Literal["named", "without name", "not published"] = "named"
    redact: list[Annotated[int, Field(ge=1, le=LARGEST)]] = Field([], max_length=10_000)
    seen: Literal[True] = Field(description="The text was looked at, as it will be published.")
    agree: Literal[True] = Field(description="To what the call says of consent and licence.")


@in_cycle.post(
    "/calls/{slug:call}/drafts",
    response={201: DraftShape},
    url_name="api-draft",
    summary=gettext_noop("Begin a contribution with files; they are read, and you look at it"),
)
def draft(
    request: HttpRequest,
    call: str,
    given: Form[NewDraft],
    file: File[list[UploadedFile]],
) -> Status[Items]:
    account = contributing(request).account
    forum, _slash, cycle = scope_of(request).path.partition("/")
    found = open_call(forum, cycle, call)
    check_takes(window_among(found.phases, at=request_stamp(request)))
    who, what = _forms(found, given, account)
    key = request.headers.get("Idempotency-Key", "")[:200]
    begun = start_draft(
        found.call,
        form_key=form_key(account, f"draft {key}" if key else ""),
        email=account.email,
        who=who.who(),
        language=account.language,
    )
    check_draft(begun.version)
    contribution = begun.version.contribution
    Contribution.objects.filter(pk=contribution.pk, account=None).update(account=account)
    verify(contribution, account)
    if not begun.version.documents.exists():
        _fill(begun.version, given, what, file)
    return Status(201, _shape(_draft_at(request, contribution.pk)))


@router.get(
    "/me/contributions/{int:id}/draft",
    response=DraftShape,
    url_name="api-own-draft",
    summary=gettext_noop("One's own draft: its text as it was read, and what looks personal"),
)
def own_draft(request: HttpRequest, id: int) -> Items:  # noqa: A002 - of the address
    return _shape(_draft_at(request, id))


@router.post(
    "/me/contributions/{int:id}/drafts",
    response={201: DraftShape},
    url_name="api-own-new-draft",
    summary=gettext_noop("Begin a new version of one's own contribution with files"),
)
def own_new_draft(
    request: HttpRequest,
    id: int,  # noqa: A002 - as above
    given: Form[NewDraftVersion],
    file: File[list[UploadedFile]],
) -> Status[Items]:
    contribution = own_at(request, id)
    check_open(contribution.call, at=request_stamp(request))
    what = WhatForm(_typed(given), call=contribution.call)
    _check(what)
    if draft_of(contribution) is not None:
        raise SiteError(_("A version is being written already; send that one first."))
    version = begin_version(contribution)
    for document in version.documents.all():
        remove_document(document)
    version.answers.all().delete()
    _fill(version, given, what, file)
    return Status(201, _shape(_draft_at(request, id)))


@router.post(
    "/me/contributions/{int:id}/draft/sending",
    response={201: OwnShape},
    url_name="api-own-draft-sending",
    summary=gettext_noop("Confirm the text of a draft and send it"),
)
def own_draft_sending(request: HttpRequest, id: int, given: Sending) -> Status[Items]:  # noqa: A002 - as above
    version = _draft_at(request, id)
    at = request_stamp(request)
    check_open(version.contribution.call, at=at)
    if version.documents.filter(read__isnull=True).exists():
        raise SiteError(_("The files are being read; look at their text in a moment."))
    choose_redactions(version, chosen=given.redact)
    save_terms(version, publish=given.publish)
    confirm_text(version)
    sent = send_version(version, at=at, language=get_language() or "en")
    request.recorded_with = sent.leaf  # type: ignore[attr-defined]
    return Status(201, own_of(own_at(request, id)))


@router.post(
    "/me/contributions/{int:id}/draft/removal",
    response={204: None},
    url_name="api-own-draft-removal",
    summary=gettext_noop("Throw a draft of one's own away"),
)
def own_draft_removal(request: HttpRequest, id: int) -> Status[None]:  # noqa: A002 - as above
    _remove(_draft_at(request, id))
    return Status(204, None)


def _forms(found: OpenCall, given: NewDraft, account: Account) -> tuple[WhoForm, WhatForm]:
    """The first two steps of the pages, checked.

    Raises:
        FieldsError: something that was sent is wrong.
    """
    typed = _typed(given) | {"email": account.email}
    typed |= {name: "\n".join(typed[name]) for name in ("organisations", "on_behalf_of")}
    who = WhoForm(typed, call=found.call, groups=found.groups)
    what = WhatForm(typed, call=found.call)
    _check(who, what)
    return who, what


def _typed(given: Schema) -> dict[str, Any]:
    return given.model_dump()


def _check(*given: forms.Form) -> None:
    errors = [one for form in given if not form.is_valid() for one in sentences(form)]
    if errors:
        raise FieldsError(errors)


def _fill(
    version: Version, given: NewDraftVersion, what: WhatForm, files: Sequence[UploadedFile]
) -> None:
    """Title, files and text; of a request that is refused nothing is left."""
    typed = what.cleaned_data
    try:
        save_what(
            version, title=typed["title"], summary=typed["summary"], language=typed["language"]
        )
        for one in files:
            _keep(version, one)
        if given.text.strip():
            add_text(version, text=given.text, title=given.title)
    except BaseException:
        _remove(version)
        raise
    read_version.enqueue(version.pk)


def _keep(version: Version, upload: UploadedFile) -> None:
    kept = keep_file(upload, name=upload.name or "")
    try:
        refuse_unreadable(kept)
        add_file(version, kept=kept)
    except SiteError:
        drop_file(kept.path)
        raise


@transaction.atomic
def _remove(version: Version) -> None:
    """A draft with its files; the contribution too, where nothing of it was ever sent."""
    version.answers.all().delete()
    for document in version.documents.all():
        remove_document(document)
    version.delete()
    contribution = version.contribution
    others = Version.objects.filter(contribution=contribution)
    if contribution.state == State.DRAFT and not others.exists():
        Mail.objects.filter(to=contribution.email, text__contains=contribution.key).delete()
        contribution.delete()


def _draft_at(request: HttpRequest, key: int) -> Version:
    found = mine(contributing(request).account).filter(pk=key).first()
    version = draft_of(found) if found else None
    if found is None or version is None:
        raise Http404
    version.contribution = found
    return version


def _shape(version: Version) -> Items:
    contribution = version.contribution
    documents = seen_documents(version, whole=True)
    return {
        "id": contribution.pk,
        "cycle": contribution.cycle.scope.path,
        "call": contribution.call.slug,
        "version": version.k,
        "title": version.title,
        "language": version.language,
        "is_read": not any(one.is_waiting for one in documents),
        "documents": [_document(one) for one in documents],
    }


def _document(seen: SeenDocument) -> Items:
    document = seen.document
    return {
        "name": document.file_name,
        "title": document.title,
        "language": document.language,
        "size": document.size or 0,
        "sha256": document.sha256,
        "is_read": not seen.is_waiting,
        "text": document.text,
        "warnings": document.warnings,
        "looks_personal": [
            {"id": one.redaction.pk, "kind": one.redaction.kind, "words": one.words}
            for one in seen.redactions
        ],
    }
