"""A call for contributions: what anybody reads, and where a contribution begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conspectus.contributions.forms.contributing import OnePageForm, WhoForm, agreement
from conspectus.contributions.queries.calls import mail_address, public_call
from conspectus.contributions.queries.open_calls import OpenCall, open_call
from conspectus.contributions.queries.windows import window_among
from conspectus.contributions.services.drafting import start_draft
from conspectus.contributions.services.links import new_form_key
from conspectus.contributions.services.receiving import check_takes, receive_at_once
from conspectus.contributions.services.withdrawing import REFUSALS
from conspectus.contributions.views.by_secret import by_form, check_crowd
from conspectus.core.clock import request_stamp
from conspectus.core.errors import SiteError
from conspectus.core.published import holds_until, published
from conspectus.core.receipts import after_recording
from conspectus.forums.queries.pages import cycle_here
from conspectus.forums.queries.phases import next_turn
from conspectus.people.gates import public


@public
@published
def call_page(request: HttpRequest, call: str, **_address: str) -> HttpResponse:
    """Its text, dates, themes, questions, licence; what is open now holds until the next date."""
    now = request_stamp(request)
    page = public_call(cycle_here(request), call)
    holds_until(request, next_turn(page.phases, now))
    context = {
        "page": page,
        "call": page.call,
        "window": window_among(page.phases, at=now),
        "agreement": agreement(page.call),
        "mail_address": mail_address(page.call),
        "refusals": [_(reason) for reason in REFUSALS.values()],
    }
    return render(request, "contributions/call.html", context)


@by_form
def contribute(request: HttpRequest, forum: str, cycle: str, call: str) -> HttpResponse:
    """The first step: an address and who signs. From then on there is a draft on the server."""
    found = open_call(forum, cycle, call)
    request.scope = found.call.cycle.scope  # type: ignore[attr-defined]
    key = request.POST.get("key") or new_form_key()
    form = WhoForm(request.POST or None, call=found.call, groups=found.groups)
    closed = _closed(request, found)
    if request.method == "POST" and not closed and form.is_valid():
        try:
            check_crowd(request)
            draft = start_draft(
                found.call,
                form_key=key,
                email=form.cleaned_data["email"],
                who=form.who(),
                language=get_language() or "en",
            )
        except SiteError as error:
            form.add_error(error.field or None, str(error))
        else:
            return redirect("draft-what", forum=forum, cycle=cycle, secret=draft.secret)
    context = {"call": found.call, "form": form, "key": key, "closed": closed, "secret": ""}
    return render(request, "contributions/who.html", context)


@by_form
def contribute_at_once(request: HttpRequest, forum: str, cycle: str, call: str) -> HttpResponse:
    """Everything on one page, for one text; the answer is sent once it is in the record."""
    found = open_call(forum, cycle, call)
    request.scope = found.call.cycle.scope  # type: ignore[attr-defined]
    form = _one_page_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            at = request_stamp(request)
            draft = receive_at_once(
                found.call,
                window=window_among(found.phases, at=at),
                form_key=form.cleaned_data["key"],
                submission=form.submission(),
                at=at,
                language=get_language() or "en",
            )
        except SiteError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            answer = redirect("draft", forum=forum, cycle=cycle, secret=draft.secret)
            leaf = draft.version.leaf
            return after_recording(answer, leaf) if leaf else answer
    context = {"call": found.call, "form": form, "closed": _closed(request, found)}
    return render(request, "contributions/quick.html", context)


def _one_page_form(request: HttpRequest, found: OpenCall) -> OnePageForm:
    """With what was sent; the empty form of a call is made once in each language."""
    language = get_language() or "en"
    initial = {"key": new_form_key(), "language": language}
    if not request.POST:
        return OnePageForm(call=found.call, groups=found.groups, initial=initial)
    if language not in found.forms:
        found.forms[language] = OnePageForm(call=found.call, groups=found.groups)
    empty: OnePageForm = found.forms[language]
    form = empty.filled(request.POST)
    form.initial = initial
    return form


def _closed(request: HttpRequest, found: OpenCall) -> str:
    """The sentence that says that, and why, nothing is taken now; "" where it is."""
    try:
        check_takes(window_among(found.phases, at=request_stamp(request)))
    except SiteError as error:
        return str(error)
    return ""
