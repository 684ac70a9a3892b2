"""A meeting while it goes on: what anybody sees of it, and what the secretariat does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.live import ItemForm
from conspectus.consultations.live_parts import LOAD_ANEW, Address, of_captions, of_state, seen
from conspectus.consultations.models import Live, Meeting, Transcript
from conspectus.consultations.queries.live import captions_before, live_meeting_at, newest_captions
from conspectus.consultations.queries.work import meeting_at_work
from conspectus.consultations.services import captions
from conspectus.consultations.services.live_transcript import take_as_transcript
from conspectus.core.errors import SiteError
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for, public
from conspectus.people.rules import Role


@public
def now(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """The item, who speaks, the last captions; loaded again, it shows what is new."""
    found = _live(request, forum, cycle, meeting)
    context = {**of_state(found), **of_captions(found), "captions": newest_captions(found)}
    return _fresh(render(request, "consultations/live.html", context))


@public
def earlier(request: HttpRequest, forum: str, cycle: str, meeting: str, place: int) -> HttpResponse:
    """Captions before one."""
    found = _live(request, forum, cycle, meeting)
    context = {**of_captions(found), "captions": captions_before(found, place)}
    return _fresh(render(request, "consultations/live_earlier.html", context))


@public
def events(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """What is new, once; the page then asks again.

    `conspectus serve` holds these streams open itself (`conspectus.site.streams`) and asks this for
    nothing: it is for whoever runs the site behind another server.
    """
    after = read_number(request.headers.get("Last-Event-ID") or request.GET.get("after", ""))
    here = Address(get_language() or "en", forum, cycle, meeting)
    found = seen(here, after)
    parts = [LOAD_ANEW] if found.left_off else [event for _number, event in found.captions]
    content = b"".join([b"retry: 2000\n\n", found.state, *parts])
    return _fresh(HttpResponse(content, content_type="text/event-stream"))


@only_for(Role.SECRETARIAT)
@never_cache
def conduct(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """The meeting is begun, led from item to item, ended; then its captions are of use, or go."""
    found = meeting_at_work(scope_of(request), meeting)
    if not Live.objects.filter(meeting=found).exists():
        found.live = Live(meeting=found)
    form = ItemForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        try:
            taken = _do(request.POST.get("do", ""), found, form.cleaned_data["item"])
        except SiteError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            if taken is None:
                return redirect("meeting-live-work", forum=forum, cycle=cycle, meeting=meeting)
            return redirect(
                "transcript-review", forum=forum, cycle=cycle, meeting=meeting, transcript=taken.k
            )
    count = found.captions.filter(current=True).count()
    context = {"meeting": found, "form": form, "count": count}
    return render(request, "consultations/live_work.html", context)


def _do(what: str, meeting: Meeting, item: int | None) -> Transcript | None:
    """What a button says; the transcript, where one was made."""
    if what == "take":
        return take_as_transcript(meeting)
    if what == "begin":
        captions.begin(meeting)
    elif what == "end":
        captions.end(meeting)
    elif what == "remove":
        captions.remove_captions(meeting)
    else:
        captions.discuss(meeting, item)
    return None


def read_number(text: str) -> int | None:
    """The number of a caption that a page has; ``None`` where it says none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _live(request: HttpRequest, forum: str, cycle: str, meeting: str) -> Meeting:
    found = live_meeting_at(forum, cycle, meeting)
    # As `published` does, but nothing is kept.
    request.scope = found.cycle.scope  # type: ignore[attr-defined]
    return found


def _fresh(answer: HttpResponse) -> HttpResponse:
    """The next moment it is another one: nobody keeps it."""
    answer["Cache-Control"] = "no-store"
    return answer
