"""The steps of a draft: who, what, check, send. Each keeps what was typed, back and forth."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conspectus.contributions.forms.contributing import (
    CorrectionForm,
    TermsForm,
    WhoForm,
    initial_who,
)
from conspectus.contributions.models import Contribution, Version
from conspectus.contributions.queries.drafts import seen_documents
from conspectus.contributions.services.documents import (
    choose_redactions,
    confirm_text,
    correct_text,
    text_for_box,
)
from conspectus.contributions.services.drafting import (
    draft_of,
    keep_typed,
    save_terms,
    save_who,
    typed_of,
)
from conspectus.contributions.services.receiving import check_open, send_version
from conspectus.contributions.views.by_secret import contributor, place, to_page
from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.core.receipts import after_recording


def step(
    request: HttpRequest, name: str, version: Version, secret: str, **context: object
) -> HttpResponse:
    """One page of the draft with the way through its steps."""
    contribution = version.contribution
    shown = {
        "call": contribution.call,
        "cycle": contribution.cycle,
        "contribution": contribution,
        "version": version,
        "secret": secret,
        "place": place(contribution, secret),
        "step": name,
        "closed": _closed(request, contribution),
        **context,
    }
    return render(request, f"contributions/{name}.html", shown)


def under_work(contribution: Contribution) -> Version | None:
    """The version under work, with its contribution already read."""
    version = draft_of(contribution)
    if version is not None:
        version.contribution = contribution
    return version


@contributor
def who(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """Step 1, also for coming back to it."""
    version = under_work(contribution)
    if version is None:
        return to_page("draft", contribution, secret)
    data = request.POST if request.method == "POST" else typed_of(version, "who")
    form = WhoForm(data, call=contribution.call, initial=initial_who(version))
    if request.method == "POST":
        if form.is_valid():
            save_who(version, email=form.cleaned_data["email"], who=form.who())
            return to_page("draft-what", contribution, secret)
        keep_typed(version, step="who", typed=typed_now(request))
    return step(request, "who", version, secret, form=form, key="")


@contributor
def check(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """Step 3: the text as it will be published, what the readers doubt, what looks personal."""
    version = under_work(contribution)
    if version is None:
        return to_page("draft", contribution, secret)
    documents = seen_documents(version)
    waiting = any(document.is_waiting for document in documents)
    error = ""
    if request.method == "POST" and documents and not waiting:
        choose_redactions(version, chosen=keys_of(request.POST.getlist("redact")))
        if request.POST.get("seen"):
            confirm_text(version)
            return to_page("draft-send", contribution, secret)
        error = _("Please look at the text and confirm it before you go on.")
        documents = seen_documents(version)
    seen = {"documents": documents, "waiting": waiting, "error": error}
    return step(request, "check", version, secret, **seen)


@contributor
def correct(
    request: HttpRequest, contribution: Contribution, secret: str, document: int
) -> HttpResponse:
    """The whole text of one document, to be corrected."""
    version = under_work(contribution)
    if version is None:
        return to_page("draft", contribution, secret)
    row = get_object_or_404(version.documents, pk=document)
    form = CorrectionForm(request.POST or None, initial={"text": text_for_box(row)})
    if request.method == "POST" and saved(
        form, lambda: correct_text(row, text=form.cleaned_data["text"])
    ):
        return to_page("draft-check", contribution, secret)
    return step(request, "correct", version, secret, document=row, form=form)


@contributor
def send(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """Step 4: how it is published, consent, sending. The answer waits for the public record."""
    version = under_work(contribution)
    if version is None:
        return to_page("draft", contribution, secret)
    form = TermsForm(
        request.POST or None, call=contribution.call, initial={"publish": version.publish}
    )
    if request.method == "POST" and form.is_valid():
        save_terms(version, publish=form.cleaned_data["publish"])
        try:
            sent = send_version(version, at=request_stamp(request), language=get_language() or "en")
        except SiteError as error:
            form.add_error(None, str(error))
        else:
            answer = to_page("draft", contribution, secret)
            return after_recording(answer, sent.leaf) if sent.leaf else answer
    return step(request, "send", version, secret, form=form)


def typed_now(request: HttpRequest) -> dict[str, Any]:
    """The fields of this request as text."""
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def _closed(request: HttpRequest, contribution: Contribution) -> str:
    try:
        check_open(contribution.call, at=request_stamp(request))
    except SiteError as error:
        return str(error)
    return ""
