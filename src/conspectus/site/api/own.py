"""Sending contributions with a token, and managing one's own."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from conspectus.contributions.forms.contributing import OnePageForm
from conspectus.contributions.models import Contribution, Version
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.queries.open_calls import OpenCall, open_call
from conspectus.contributions.queries.windows import window_among
from conspectus.contributions.services.documents import add_text, confirm_text, remove_document
from conspectus.contributions.services.drafting import draft_of, save_terms, save_what
from conspectus.contributions.services.links import address_code, new_form_key
from conspectus.contributions.services.receiving import (
    check_open,
    check_takes,
    receive_at_once,
    send_version,
)
from conspectus.contributions.services.verifying import verify_address
from conspectus.contributions.services.versions import begin_version
from conspectus.contributions.services.withdrawing import withdraw_contribution
from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.published import scope_of
from conspectus.core.receipts import receipt_of
from conspectus.people.models import Account
from conspectus.site.api.cursors import Page, page_of
from conspectus.site.api.forums import Items, listed
from conspectus.site.api.problems import FieldsError
from conspectus.site.api.shapes import Listed, address_of
from conspectus.site.api.tokens import by_token, contributing, token_of

router = Router(tags=["own contributions"], auth=by_token)
in_cycle = Router(tags=["own contributions"], auth=by_token)

_MOST_TEXT = 5_000_000
_MARKS = "An empty line ends a paragraph; “# ” begins a heading, “- ” a list item."


class NewText(Schema):
    """A version's text and how it is published."""

    title: str = Field(min_length=1, max_length=300)
    text: str = Field(min_length=1, max_length=_MOST_TEXT, description=_MARKS)
    language: str = Field(min_length=2, max_length=12)
    summary: str = Field("", max_length=5_000)
    publish: Literal["named", "without name", "not published"] = "named"
    agree: Literal[True] = Field(description="To what the call says of consent and licence.")


class NewContribution(NewText):
    """A contribution of one text. Either ``organisations`` or ``person`` signs."""

    capacity: Literal["organisation", "personal"] = "organisation"
    organisations: list[str] = Field([], max_length=100)
    person: str = Field("", max_length=200)
    on_behalf_of: list[str] = Field([], max_length=100)
    country: str = Field("", max_length=200)
    group: str = Field("", max_length=60, description="Id of a stakeholder group.")


class OwnVersion(Schema):
    """A version that was sent."""

    version: int
    title: str
    language: str
    publish: str
    received: dt.datetime
    published: dt.datetime | None


class OwnShape(Schema):
    """A contribution of one's own, public or not."""

    id: int
    cycle: str
    call: str
    number: int
    state: str
    late: bool
    received: dt.datetime
    versions: list[OwnVersion]
    address: str


class TokenShape(Schema):
    """The token that was shown."""

    name: str
    scopes: list[str]
    expires: dt.datetime


@router.get(
    "/me", response=TokenShape, url_name="api-me", summary=gettext_noop("What a token may do")
)
def me(request: HttpRequest) -> Any:  # noqa: ANN401 - read by its shape
    return token_of(request)


@in_cycle.post(
    "/calls/{slug:call}/contributions",
    response={201: OwnShape},
    url_name="api-contribute",
    summary=gettext_noop("Send a contribution; answered once it is in the record"),
)
def contribute(request: HttpRequest, call: str, given: NewContribution) -> Status[Items]:
    account = contributing(request).account
    forum, _slash, cycle = scope_of(request).path.partition("/")
    found = open_call(forum, cycle, call)
    at = request_stamp(request)
    window = check_takes(window_among(found.phases, at=at))
    key = request.headers.get("Idempotency-Key", "")[:200]
    form = _form(found, given, account)
    draft = receive_at_once(
        found.call,
        window=window,
        form_key=form_key(account, key),
        submission=form.submission(),
        at=at,
        language=account.language,
    )
    contribution = draft.version.contribution
    Contribution.objects.filter(pk=contribution.pk, account=None).update(account=account)
    verify(contribution, account)
    request.recorded_with = draft.version.leaf  # type: ignore[attr-defined]
    return Status(201, own_of(_sent_by(account).get(pk=contribution.pk)))


@router.get(
    "/me/contributions",
    response=Listed[OwnShape],
    url_name="api-own-contributions",
    summary=gettext_noop("One's own contributions"),
)
def own_contributions(request: HttpRequest, page: Query[Page]) -> Items:
    rows = _sent_by(contributing(request).account)
    return listed(page_of(request, rows, page, by=["-pk"]), own_of)


@router.get(
    "/me/contributions/{int:id}",
    response=OwnShape,
    url_name="api-own-contribution",
    summary=gettext_noop("One of one's own contributions"),
)
def own_contribution(request: HttpRequest, id: int) -> Items:  # noqa: A002 - of the address
    return own_of(own_at(request, id))


@router.get(
    "/me/contributions/{int:id}/versions/{int:version}/receipt",
    response=dict[str, Any],
    url_name="api-own-receipt",
    summary=gettext_noop("The receipt of a version of one's own"),
)
def own_receipt(request: HttpRequest, id: int, version: int) -> Items:  # noqa: A002 - as above
    found = own_at(request, id).versions.select_related("leaf").filter(k=version).first()
    made = receipt_of(found.leaf) if found and found.leaf else None
    if made is None:
        raise Http404
    return dict(made)


@router.post(
    "/me/contributions/{int:id}/versions",
    response={201: OwnShape},
    url_name="api-own-new-version",
    summary=gettext_noop("Send a new version of one's own contribution"),
)
def own_new_version(request: HttpRequest, id: int, given: NewText) -> Status[Items]:  # noqa: A002 - as above
    contribution = own_at(request, id)
    at = request_stamp(request)
    check_open(contribution.call, at=at)
    if draft_of(contribution) is not None:
        raise SiteError(_("A version is being written on the pages; send that one first."))
    draft = begin_version(contribution)
    try:
        sent = _sent(draft, given, at=at)
    except SiteError:
        draft.delete()
        raise
    request.recorded_with = sent.leaf  # type: ignore[attr-defined]
    return Status(201, own_of(own_at(request, id)))


@router.post(
    "/me/contributions/{int:id}/withdrawal",
    response=OwnShape,
    url_name="api-own-withdrawal",
    summary=gettext_noop("Withdraw one's own contribution"),
)
def own_withdrawal(request: HttpRequest, id: int) -> Items:  # noqa: A002 - as above
    contribution = own_at(request, id)
    leaf = withdraw_contribution(contribution, by="contributor")
    request.recorded_with = leaf  # type: ignore[attr-defined]
    return own_of(own_at(request, id))


def form_key(account: Account, key: str) -> str:
    """The key of what an account sends: with the same ``key`` the same, "" for another each time.

    Nobody else can make it. Who sends a form chooses the form's key, and is led to what came with
    that key before: so an account's number and its program's key must not be enough.
    """
    if not key:
        return new_form_key()
    return salted_hmac("conspectus.site.api", f"{account.pk} {key}", algorithm="sha256").hexdigest()


def _form(found: OpenCall, given: NewContribution, account: Account) -> OnePageForm:
    """The same checks as on the page.

    Raises:
        FieldsError: something that was sent is wrong.
    """
    typed = given.model_dump()
    typed |= {name: "\n".join(typed[name]) for name in ("organisations", "on_behalf_of")}
    typed |= {"email": account.email, "key": "given"}
    form = OnePageForm(typed, call=found.call, groups=found.groups)
    if not form.is_valid():
        raise FieldsError(sentences(form))
    return form


def sentences(form: forms.Form) -> list[dict[str, str]]:
    """What is wrong with a form, field by field."""
    return [
        {"field": "" if name == "__all__" else name, "sentence": str(words)}
        for name, found in form.errors.items()
        for words in found
    ]


def _sent(draft: Version, given: NewText, *, at: dt.datetime) -> Version:
    """The copy of the version before becomes the text that was given, and is received."""
    for document in draft.documents.all():
        remove_document(document)
    draft.answers.all().delete()
    save_what(draft, title=given.title, summary=given.summary, language=given.language)
    save_terms(draft, publish=given.publish)
    add_text(draft, text=given.text, title=given.title)
    confirm_text(draft)
    return send_version(draft, at=at, language=get_language() or "en")


def verify(contribution: Contribution, account: Account) -> None:
    """The account's address was verified when it was made: no mail has to come back for it."""
    if contribution.email.lower() != account.email.lower():
        return
    known = account.emailaddress_set.filter(email__iexact=account.email, verified=True)  # type: ignore[attr-defined]
    if known.exists():
        verify_address(contribution, code=address_code(contribution.key, contribution.email))


def mine(account: Account) -> QuerySet[Contribution]:
    """What the account has sent or begun by its programs, but for what was erased."""
    return (
        Contribution.objects.filter(account=account)
        .exclude(state=State.ERASED)
        .select_related("cycle__scope", "cycle__forum", "call__cycle__forum")
        .prefetch_related("versions")
    )


def _sent_by(account: Account) -> QuerySet[Contribution]:
    return mine(account).filter(number__isnull=False)


def own_at(request: HttpRequest, key: int) -> Contribution:
    """What the account has sent.

    Raises:
        Http404: it is somebody else's, or was never sent.
    """
    found = _sent_by(contributing(request).account).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def own_of(one: Contribution) -> Items:
    """An `OwnShape`."""
    sent = [version for version in one.versions.all() if version.received is not None]
    return {
        "id": one.pk,
        "cycle": one.cycle.scope.path,
        "call": one.call.slug,
        "number": one.number,
        "state": one.state,
        "late": one.late,
        "received": one.received,
        "versions": [
            {
                "version": version.k,
                "title": version.title,
                "language": version.language,
                "publish": version.publish,
                "received": version.received,
                "published": version.published,
            }
            for version in sent
        ],
        "address": address_of(contribution_path(one).lstrip("/")),
    }
