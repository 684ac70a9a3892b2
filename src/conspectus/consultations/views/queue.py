"""The speaking queue for everybody: who speaks, who is next and why; asking; one's own place."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from allauth.core.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conspectus.consultations import queue_words as words
from conspectus.consultations.forms.queue import AskForm
from conspectus.consultations.models import QueueRequest, SpeakingQueue
from conspectus.consultations.queries.queue import (
    Line,
    Standing,
    all_changes,
    changes_on,
    own_requests,
    queue_of,
    request_at,
    standing_of,
)
from conspectus.consultations.queries.reading import meeting_at
from conspectus.consultations.queueing import Kind
from conspectus.consultations.services.queue import (
    ask,
    code_of_request,
    own_request_path,
    withdraw,
)
from conspectus.contributions.services.links import key_of_form, new_form_key
from conspectus.contributions.views.strangers import account_of, check_stranger, enter
from conspectus.core.clock import request_stamp, stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.forms import saved
from conspectus.core.plain import plain
from conspectus.core.published import scope_of
from conspectus.people.gates import by_link, public
from conspectus.people.models import StakeholderGroup
from conspectus.people.networks import network_of

SHOWN = 50
"""Lines of a list on a page."""

RELOADS = {"5": 5, "10": 10, "30": 30}
"""Seconds after which a page comes anew, where its reader asks for that."""


def of_queue(queue: SpeakingQueue, *, is_named: bool, is_chair: bool = False) -> dict[str, Any]:
    """What every page of a queue says it with; the chair's with seconds, and who is not known."""
    zone = queue.meeting.time_zone
    return {
        "queue": queue,
        "meeting": queue.meeting,
        "words": words,
        "is_named": is_named,
        "is_chair": is_chair,
        "why": lambda line: words.why(line.reasons, zone, is_named=is_named, is_exact=is_chair),
        "called": lambda row: words.called(row, is_named=is_named),
        "capacity_of": lambda row: words.capacity_of(row, is_named=is_named),
        "shown": SHOWN,
    }


def reloading(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page comes anew after so many seconds, because its reader has chosen that (``every``)."""
    if (seconds := RELOADS.get(request.GET.get("every", ""))) is not None:
        response["Refresh"] = str(seconds)
    return response


def _here(request: HttpRequest, forum: str, cycle: str, meeting: str) -> SpeakingQueue:
    enter(request, forum, cycle)
    return queue_of(meeting_at(scope_of(request), meeting))


@public
@never_cache
def standing(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """All of it; not stored: it changes with each speaker, and the pages around it do not."""
    queue = _here(request, forum, cycle, meeting)
    found = standing_of(queue, now=stamp())
    context = {
        **of_queue(queue, is_named=queue.meeting.is_attributed),
        "standing": found,
        "groups": words.group_rows(found.by_group) if queue.meeting.is_attributed else [],
        "channels": words.channel_rows(_channels(queue, found)),
    }
    return reloading(request, render(request, "consultations/queue.html", context))


def _channels(queue: SpeakingQueue, found: Standing) -> Sequence[tuple[str, int]]:
    """While a meeting without attribution goes on, what grows tells from where somebody speaks."""
    is_told = queue.meeting.is_attributed or (queue.totals and not queue.is_open)
    return found.by_channel if is_told else ()


@public
@never_cache
def screen(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """For a wall: who speaks, the time, who is next."""
    queue = _here(request, forum, cycle, meeting)
    context = {
        **of_queue(queue, is_named=queue.meeting.is_attributed),
        "standing": standing_of(queue, now=stamp()),
    }
    return reloading(request, render(request, "consultations/queue_screen.html", context))


@public
@never_cache
def log(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """Where the chair did otherwise than the order has it, and why."""
    queue = _here(request, forum, cycle, meeting)
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    changes, is_more = changes_on(queue, page)
    context = {
        **of_queue(queue, is_named=queue.meeting.is_attributed),
        "changes": changes,
        "place": page,
        "is_more": is_more,
    }
    return render(request, "consultations/queue_log.html", context)


@public
@never_cache
def export(request: HttpRequest, forum: str, cycle: str, meeting: str, kind: str) -> HttpResponse:
    """The queue, or where the chair did otherwise, as JSON; names only where they are public."""
    queue = _here(request, forum, cycle, meeting)
    if kind not in _EXPORTS:
        raise Http404
    said = _EXPORTS[kind](queue)
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})


_OPTIONS = ("classes", "first_turns", "shares", "limit_s", "short_limit_s", "remote_delay_s", "who")


def _queue(queue: SpeakingQueue) -> dict[str, Any]:
    found = standing_of(queue, now=stamp())
    return {
        "options": {name: getattr(queue, name) for name in _OPTIONS},
        "item": queue.item,
        "is_open": queue.is_open,
        "speaking": _row(queue, found.speaking) if found.speaking else None,
        "waiting": [_line(queue, one) for one in found.lines],
        "spoken": [_row(queue, one) for one in found.spoken],
    }


def _changes(queue: SpeakingQueue) -> dict[str, Any]:
    return {
        "changes": [
            {
                "at": _minute(one.at),
                "request": one.request.number if one.request else None,
                "act": one.act,
                "place": one.place,
                "reason": plain(one.reason),
            }
            for one in all_changes(queue)
        ]
    }


def _minute(when: dt.datetime | None) -> str | None:
    """Seconds would tell which press of a button it was."""
    return when.isoformat(timespec="minutes") if when else None


_EXPORTS = {"queue": _queue, "changes": _changes}


def _row(queue: SpeakingQueue, row: QueueRequest) -> dict[str, Any]:
    is_named = queue.meeting.is_attributed
    return {
        "number": row.number,
        "name": plain(row.name) if is_named else "",
        "capacity": plain(row.capacity) if is_named else "",
        "on_behalf_of": plain(row.on_behalf_of) if is_named else "",
        "group": row.group.slug if is_named and row.group else "",
        "channel": row.channel if is_named else "",
        "kind": row.kind,
        "item": row.item,
        "asked": _minute(row.asked),
        "called": _minute(row.called) if is_named else None,
        "ended": _minute(row.ended) if is_named else None,
        "spent_s": round(row.spent_s) if is_named else None,
    }


def _line(queue: SpeakingQueue, line: Line) -> dict[str, Any]:
    is_named = queue.meeting.is_attributed
    why = words.why(line.reasons, queue.meeting.time_zone, is_named=is_named)
    return {"place": line.place, "why": plain(why), **_row(queue, line.request)}


def groups_at(request: HttpRequest) -> list[StakeholderGroup]:
    """The stakeholder groups of the forum of the address."""
    tree = scope_of(request).cycle.forum.group_tree_id
    return list(StakeholderGroup.objects.filter(tree_id=tree))


@by_link
@csrf_exempt
@never_cache
def ask_to_speak(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """The form, for a phone as well; it leads to one's own place."""
    queue = _here(request, forum, cycle, meeting)
    account = account_of(request)
    initial: dict[str, object] = {"key": new_form_key()}
    if account is not None and account.person_id is not None:
        initial["name"] = str(account.person)
    form = AskForm(request.POST or None, queue=queue, groups=groups_at(request), initial=initial)
    made: list[QueueRequest] = []
    if request.method == "POST" and saved(form, lambda: made.append(_asked(request, queue, form))):
        return redirect(f"/{get_language()}{own_request_path(made[0])}")
    own = own_requests(queue, account) if account else []
    for one in own:
        one.queue = queue
    context = {
        **of_queue(queue, is_named=True),
        "form": form,
        "account": account,
        "own": [(one, f"/{get_language()}{own_request_path(one)}") for one in own],
    }
    return render(request, "consultations/queue_ask.html", context)


def _asked(request: HttpRequest, queue: SpeakingQueue, form: AskForm) -> QueueRequest:
    check_stranger(request)
    wish = form.wish()
    if wish.kind == Kind.POINT:
        _check_points(request)
    key = form.cleaned_data["key"] or new_form_key()
    return ask(
        queue,
        wish,
        key=hashlib.sha256(f"queue {queue.pk} {key_of_form(key)}".encode()).hexdigest(),
        at=request_stamp(request),
        account=account_of(request),
    )


def _check_points(request: HttpRequest) -> None:
    """Each point of order interrupts: strangers of one network have few within ten minutes.

    Whoever has an account has one at a time, whatever others send from the same network.

    Raises:
        NotAllowedError: that many were asked for from there.
    """
    if account_of(request) is not None or not network_of(request):
        return
    if not consume(request, action="point_of_order"):
        raise NotAllowedError(
            _(
                "Very many points of order came from your network. Sign in, raise your hand so "
                "that the chair adds you, or try again in ten minutes; you can still ask for an "
                "intervention."
            )
        )


@by_link
@csrf_exempt
@never_cache
def own_place(
    request: HttpRequest, forum: str, cycle: str, meeting: str, number: int, code: str
) -> HttpResponse:
    """Behind the link that whoever asked holds: the place and why; withdrawing."""
    queue = _here(request, forum, cycle, meeting)
    row = request_at(queue, number)
    if not hmac.compare_digest(code_of_request(row).encode(), code.encode()):
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            withdraw(row, at=request_stamp(request))
        except SiteError as error:
            problem = str(error)
        else:
            return redirect(request.path)
    found = standing_of(queue, now=stamp())
    context = {
        **of_queue(queue, is_named=queue.meeting.is_attributed),
        "why": lambda line: words.why(
            line.reasons, queue.meeting.time_zone, is_named=True, is_exact=True
        ),
        "row": row,
        "standing": found,
        "line": found.line_of(row.number),
        "problem": problem,
        "account": account_of(request),
    }
    response = render(request, "consultations/queue_own.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return reloading(request, response)
