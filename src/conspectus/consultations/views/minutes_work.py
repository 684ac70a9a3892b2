"""Notes are taken: what editors of minutes see and do. See `static/minutes.js` for the script."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.minutes import NotesForm
from conspectus.consultations.models import Meeting, NotesRevision
from conspectus.consultations.queries import minutes as queries
from conspectus.consultations.queries.minutes import NotesNow
from conspectus.consultations.queries.work import meeting_at_work
from conspectus.consultations.rules import PAGE
from conspectus.consultations.services.minutes import (
    Kept,
    save_notes,
    settle_aside,
    take_theirs,
)
from conspectus.contributions.differences import changes
from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role

EDITORS = (Role.SECRETARIAT, Role.RAPPORTEUR, Role.CHAIR)
"""Who writes minutes."""


@only_for(*EDITORS)
@never_cache
def work(request: HttpRequest, meeting: str, **_address: str) -> HttpResponse:
    """The items of a meeting with what is noted of each, and its points."""
    found = meeting_at_work(scope_of(request), meeting)
    notes, waiting = queries.notes_at_work(found), queries.items_with_asides(found)
    items = [
        (number, titles, notes.get(number), number in waiting)
        for number, titles in enumerate([{}, *found.agenda])
    ]
    points = list(queries.points_at_work(found))
    context = {"meeting": found, "items": items, "points": points}
    return render(request, "consultations/minutes_work.html", context)


@only_for(*EDITORS)
@never_cache
def item(request: HttpRequest, meeting: str, item: int, **_address: str) -> HttpResponse:
    """The notes of one item; without a script they are saved by a button."""
    found = meeting_at_work(scope_of(request), meeting)
    now = queries.notes_now(found, item)
    if request.method != "POST":
        return _asked(request, now)
    if request.POST.get("do") == "settle":
        for number in keys_of([request.POST.get("revision", "")]):
            settle_aside(found, item=item, number=number)
        return redirect(request.path)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _page(request, now, form)
    if request.POST.get("do") == "theirs":
        take_theirs(found, item=item, typed=form.typed())
        return redirect(request.path)
    if request.POST.get("do") == "join":
        text = joined(now.notes.text, form.cleaned_data["text"])
        return _page(request, now, _blank(now, text, form.typed().aside), beside=now)
    kept: list[Kept] = []
    if not saved(form, lambda: kept.append(_save(request, found, item, form))):
        return _page(request, now, form)
    if kept[0].aside:
        return redirect(f"{request.path}?aside={kept[0].aside}")
    messages.success(request, _("Saved."))
    return redirect(request.path)


def _asked(request: HttpRequest, now: NotesNow) -> HttpResponse:
    """The notes; or a text that waits beside them, to be joined with them."""
    numbers = keys_of([request.GET.get("aside", "")])
    waiting = next((one for one in now.asides if one.number in numbers), None)
    if waiting is None:
        return _page(request, now, _blank(now))
    return _page(request, now, _blank(now, waiting.text, waiting.number), beside=now)


def joined(theirs: str, own: str) -> str:
    """One after the other, for the writer to make one of them."""
    return f"{theirs.rstrip()}\n\n{own.strip()}".strip()


def _save(request: HttpRequest, meeting: Meeting, item: int, form: NotesForm) -> Kept:
    by = cast("Account", request.user)
    return save_notes(meeting, item=item, typed=form.typed(), by=by)


def _blank(now: NotesNow, text: str | None = None, aside: int = 0) -> NotesForm:
    """The form as it stands on the notes of now. ``aside``: what it takes up."""
    words = now.notes.text if text is None else text
    first = {"base": now.notes.serial, "tab": secrets.token_urlsafe(18), "aside": aside}
    return NotesForm(initial={"text": words, **first})


def _page(
    request: HttpRequest, now: NotesNow, form: NotesForm, *, beside: NotesNow | None = None
) -> HttpResponse:
    """``beside``: shows the notes beside the text of the form."""
    meeting, number = now.notes.meeting, now.notes.item
    context = {
        "meeting": meeting,
        "item": number,
        "titles": queries.title_of_item(meeting, number),
        "now": now,
        "form": form,
        "beside": beside,
        "others": [one for one in now.asides if str(one.number) != str(form["aside"].value())],
        "points": list(queries.points_at_work(meeting, number)),
        "called": called,
        "words": script_words(),
    }
    return render(request, "consultations/minutes_item.html", context)


def script_words() -> dict[str, str]:
    """What the script says on the page, in its language."""
    return {
        "saved": _("Saved."),
        "lost": _(
            "Not saved: the server does not answer. What you write is kept in this browser, "
            "and is sent again as soon as it does. Leave this page open."
        ),
        "away": _("The server does not answer: what others write is not shown now."),
        "out": _(
            "Not saved: you are signed out, or may not write here any more. Sign in in another "
            "tab; what you write is kept in this browser."
        ),
        "found": _("This browser had kept a text that was not saved; it stands here again."),
        "both": _("Somebody else has saved meanwhile. Both texts are kept: choose below."),
        "seen": _("Changed by: "),
    }


def called(one: NotesRevision | None) -> str:
    """Who wrote it, for other editors: the name, else the address."""
    if one is None or one.by is None:
        return _("somebody")
    return one.by.person.name if one.by.person else one.by.email


@only_for(*EDITORS)
@never_cache
def state(request: HttpRequest, meeting: str, item: int, **_address: str) -> HttpResponse:
    """For the script: the notes as they are (GET, with an ETag), or a save (POST)."""
    found = meeting_at_work(scope_of(request), meeting)
    if request.method != "POST":
        now = queries.notes_now(found, item)
        return _now(now, request.GET.get("tab", ""), request.headers.get("If-None-Match", ""))
    form = NotesForm(request.POST)
    queries.title_of_item(found, item)
    if not form.is_valid():
        return JsonResponse(
            {"error": _("This could not be read: load the page again.")}, status=422
        )
    if request.POST.get("do") == "theirs":
        take_theirs(found, item=item, typed=form.typed())
        kept = Kept(form.cleaned_data["base"])
    else:
        try:
            kept = _save(request, found, item, form)
        except SiteError as error:
            return JsonResponse({"error": str(error)}, status=422)
    if not kept.aside:
        return JsonResponse({"serial": kept.serial, "aside": 0})
    said = _said(queries.notes_now(found, item), form.cleaned_data["tab"])
    return JsonResponse({**said, "aside": kept.aside})


def _now(now: NotesNow, tab: str, known: str) -> HttpResponse:
    answer = HttpResponse(status=304) if known == now.etag else JsonResponse(_said(now, tab))
    answer["ETag"] = now.etag
    return answer


def _said(now: NotesNow, tab: str) -> dict[str, Any]:
    return {
        "serial": now.notes.serial,
        "text": now.notes.text,
        "by": called(now.last),
        "asides": [
            {"number": one.number, "by": called(one), "text": one.text} for one in now.others(tab)
        ],
    }


@only_for(*EDITORS)
@never_cache
def revisions(
    request: HttpRequest, meeting: str, item: int, page: int = 1, **_address: str
) -> HttpResponse:
    """Who wrote what when, the newest first."""
    found = meeting_at_work(scope_of(request), meeting)
    rows, is_more = queries.revisions_on(found, item, page, PAGE)
    context = {"meeting": found, "item": item, "revisions": rows, "place": page}
    context |= {"is_more": is_more, "called": called, "titles": queries.title_of_item(found, item)}
    return render(request, "consultations/minutes_revisions.html", context)


@only_for(*EDITORS)
@never_cache
def revision(
    request: HttpRequest, meeting: str, item: int, revision: int, **_address: str
) -> HttpResponse:
    """What one revision changed, word by word."""
    found = meeting_at_work(scope_of(request), meeting)
    one, before = queries.revision_pair(found, item, revision)
    context = {
        "meeting": found,
        "item": item,
        "titles": queries.title_of_item(found, item),
        "revision": one,
        "before": before,
        "changes": changes(_lines(before), _lines(one)),
        "called": called,
    }
    return render(request, "consultations/minutes_revision.html", context)


def _lines(one: NotesRevision | None) -> list[str]:
    return [line for line in one.text.split("\n") if line.strip()] if one else []
