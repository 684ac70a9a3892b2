"""The chair at the speaking queue, and the secretariat beside: two seconds to look, one button."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.queue import AskForm, OptionsForm, OverrideForm
from conspectus.consultations.models import Meeting, QueueRequest, SpeakingQueue
from conspectus.consultations.queries.queue import queue_of, request_at, standing_of
from conspectus.consultations.queries.work import meeting_at_work
from conspectus.consultations.queueing import Kind
from conspectus.consultations.services import queue as acts
from conspectus.consultations.services.queue_options import publish_options
from conspectus.consultations.views.queue import groups_at, of_queue, reloading
from conspectus.contributions.services.links import key_of_form, new_form_key
from conspectus.core.clock import request_stamp, stamp
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role


def _meeting(request: HttpRequest, meeting: str) -> Meeting:
    return meeting_at_work(scope_of(request), meeting)


@only_for(Role.CHAIR, Role.SECRETARIAT)
@never_cache
def chair(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """Who speaks and for how long still, who is next; the floor is given here."""
    queue = queue_of(_meeting(request, meeting))
    if request.method == "POST":
        if request.POST.get("do") == "point" and not _act(request, queue):
            where = {"forum": forum, "cycle": cycle, "meeting": meeting}
            return redirect(f"{reverse('queue-add', kwargs=where)}?kind={Kind.POINT}")
        if request.POST.get("do") != "point":
            _act(request, queue)
        return redirect(request.get_full_path())
    context = {
        **of_queue(queue, is_named=True, is_chair=True),
        "standing": standing_of(queue, now=stamp()),
    }
    speaking: QueueRequest | None = context["standing"].speaking
    context["text"] = speaking.text if speaking and speaking.channel == "text" else ""
    return reloading(request, render(request, "consultations/queue_chair.html", context))


def _act(request: HttpRequest, queue: SpeakingQueue) -> bool:
    """Whether the button did something; what it could not do is said above the page."""
    given, at = request.POST, request_stamp(request)
    number = given.get("shown", "")
    shown = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    item = given.get("item", "")
    wanted = int(item) if item.isascii() and item.isdigit() and len(item) < 4 else None
    what: dict[str, Any] = {
        "next": lambda: acts.call_next(queue, at=at, shown=shown) or True,
        "point": lambda: acts.call_point(queue, at=at),
        "end": lambda: acts.end_current(queue, at=at),
        "open": lambda: acts.open_queue(queue, at=at),
        "close": lambda: acts.close_queue(queue, at=at),
        "item": lambda: acts.open_item(queue, item=wanted),
    }
    try:
        return bool(what.get(given.get("do", ""), lambda: None)())
    except SiteError as error:
        messages.warning(request, str(error))
        return True


@only_for(Role.CHAIR, Role.SECRETARIAT)
@never_cache
def options(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """What the meeting chooses; published as soon as it is saved."""
    found = _meeting(request, meeting)
    queue: SpeakingQueue | None = getattr(found, "queue", None)
    form = OptionsForm(request.POST or None, queue=queue)
    if request.method == "POST" and saved(
        form,
        lambda: publish_options(
            found,
            chosen=form.chosen(),
            by=cast("Account", request.user),
            at=request_stamp(request),
            reason=form.cleaned_data.get("reason", ""),
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("queue-chair", forum=forum, cycle=cycle, meeting=meeting)
    context = {"meeting": found, "queue": queue, "form": form}
    return render(request, "consultations/queue_options.html", context)


@only_for(Role.CHAIR, Role.SECRETARIAT)
@never_cache
def add(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """Somebody who raised a hand is put into the queue; a point of order from the room."""
    queue = queue_of(_meeting(request, meeting))
    kind = Kind.POINT if request.GET.get("kind") == Kind.POINT else Kind.INTERVENTION
    initial = {"key": new_form_key(), "channel": "room", "kind": kind, "item": queue.item or ""}
    form = AskForm(request.POST or None, queue=queue, groups=groups_at(request), initial=initial)
    if request.method == "POST" and saved(
        form,
        lambda: acts.ask(
            queue,
            form.wish(),
            key=key_of_form(form.cleaned_data["key"] or new_form_key()),
            at=request_stamp(request),
            by_chair=True,
        ),
    ):
        messages.success(request, _("Added."))
        return redirect("queue-chair", forum=forum, cycle=cycle, meeting=meeting)
    context = {**of_queue(queue, is_named=True, is_chair=True), "form": form}
    return render(request, "consultations/queue_add.html", context)


@only_for(Role.CHAIR, Role.SECRETARIAT)
@never_cache
def otherwise(
    request: HttpRequest, forum: str, cycle: str, meeting: str, number: int
) -> HttpResponse:
    """One request: moved, skipped or called out of turn, with a reason; its text taken in."""
    queue = queue_of(_meeting(request, meeting))
    row = request_at(queue, number)
    do = request.POST.get("do", "")
    form = OverrideForm(request.POST if request.method == "POST" and not do else None)
    done = _simply(request, row, do) if do else False
    if request.method == "POST" and not do:
        done = saved(
            form,
            lambda: acts.override(
                queue,
                number=number,
                act=form.cleaned_data["act"],
                place=form.cleaned_data["place"] or 1,
                reason=form.cleaned_data["reason"],
                by=cast("Account", request.user),
                at=request_stamp(request),
            ),
        )
    if done:
        return redirect("queue-chair", forum=forum, cycle=cycle, meeting=meeting)
    context = {
        **of_queue(queue, is_named=True, is_chair=True),
        "row": row,
        "line": standing_of(queue, now=stamp()).line_of(number),
        "form": form,
    }
    return render(request, "consultations/queue_request.html", context)


def _simply(request: HttpRequest, row: QueueRequest, do: str) -> bool:
    """What needs no reason: the text is taken in; a hand that the chair has seen is lowered."""
    try:
        if do == "take":
            acts.take_in(row.queue, number=row.number, at=request_stamp(request))
        elif do == "withdraw" and row.by_chair:
            acts.withdraw(row, at=request_stamp(request))
    except SiteError as error:
        messages.warning(request, str(error))
    return True
