"""A speaker asks for a correction; the secretariat decides; all may read what was changed."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.corrections import CorrectionForm, DecisionsForm
from conspectus.consultations.queries.corrections import (
    corrections_at_work,
    corrections_by,
    published_corrections,
)
from conspectus.consultations.queries.reading import intervention_at, meeting_at
from conspectus.consultations.queries.work import meeting_at_work, transcript_at_work
from conspectus.consultations.rules import change_between
from conspectus.consultations.services.correcting import (
    ask_correction,
    decide_corrections,
    ends,
    may_correct,
    publish_corrigendum,
)
from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.core.published import published, scope_at, scope_of
from conspectus.people.gates import only_for, public, signed_in
from conspectus.people.models import Account
from conspectus.people.rules import Role


@public
@published
def corrigendum(request: HttpRequest, meeting: str, page: int = 1, **_address: str) -> HttpResponse:
    """What was corrected in the transcripts of a meeting, with the words before."""
    found = meeting_at(scope_of(request), meeting)
    corrections, is_more = published_corrections(found, page)
    context = {
        "meeting": found,
        "corrections": corrections,
        "place": page,
        "is_more": is_more,
        "change_between": change_between,
    }
    return render(request, "consultations/corrigendum.html", context)


@signed_in
@never_cache
def correct(
    request: HttpRequest, forum: str, cycle: str, meeting: str, intervention: int
) -> HttpResponse:
    """Whoever spoke says what was taken down wrongly, and sees what became of it."""
    request.scope = scope_at(forum, cycle)  # type: ignore[attr-defined] # as `published` does
    one = intervention_at(meeting_at(scope_of(request), meeting), intervention)
    account = cast("Account", request.user)
    if not may_correct(account, one):
        raise PermissionDenied
    form = CorrectionForm(request.POST or None, initial={"text": one.text})
    if request.method == "POST" and saved(
        form,
        lambda: ask_correction(
            one,
            by=account,
            text=form.cleaned_data["text"],
            note=form.cleaned_data["note"],
            at=request_stamp(request),
        ),
    ):
        messages.success(request, _("Sent. The secretariat compares it with the recording."))
        return redirect(request.path)
    context = {
        "meeting": one.meeting,
        "intervention": one,
        "form": form,
        "until": ends(one.transcript),
        "mine": corrections_by(account, one),
        "change_between": change_between,
    }
    return render(request, "consultations/correct.html", context)


@only_for(Role.SECRETARIAT)
@never_cache
def decide(request: HttpRequest, meeting: str, transcript: int, **_address: str) -> HttpResponse:
    """Corrections that wait are accepted or refused; those accepted become public together."""
    found = meeting_at_work(scope_of(request), meeting)
    one = transcript_at_work(found, transcript)
    corrections = corrections_at_work(one)
    is_last = request.POST.get("do") == "publish"
    form = DecisionsForm(request.POST or None, corrections=corrections)

    def decided() -> None:
        by = cast("Account", request.user)
        decide_corrections(one, by=by, decisions=form.decisions())
        if is_last:
            publish_corrigendum(one)

    if request.method == "POST" and saved(form, decided):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    context = {
        "meeting": found,
        "transcript": one,
        "corrections": corrections,
        "form": form,
        "change_between": change_between,
    }
    return render(request, "consultations/decide.html", context)
