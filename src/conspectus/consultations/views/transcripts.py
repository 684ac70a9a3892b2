"""A transcript is uploaded, reviewed and made public."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.transcripts import SpeakersForm, UploadForm
from conspectus.consultations.models import Transcript
from conspectus.consultations.queries.work import (
    beginnings,
    meeting_at_work,
    transcript_at_work,
)
from conspectus.consultations.rules import clock
from conspectus.consultations.services.importing import import_transcript, read_in_child
from conspectus.consultations.services.publishing import (
    drop_transcript,
    publish_transcript,
    settle_speakers,
)
from conspectus.consultations.views.reading import by_reason
from conspectus.consultations.words import spoken_by
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.rules import Role

SEEN = 20
"""Interventions that are shown for the reviewer to see how the file was read."""


@only_for(Role.SECRETARIAT)
@never_cache
def upload(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """A file comes in and is read at once."""
    found = meeting_at_work(scope_of(request), meeting)
    languages = found.cycle.forum.languages or ["en"]
    form = UploadForm(request.POST or None, request.FILES or None, languages=languages)
    made: list[Transcript] = []
    if request.method == "POST" and saved(
        form,
        lambda: made.append(
            import_transcript(
                found,
                form.cleaned_data["file"],
                name=form.cleaned_data["file"].name,
                language=form.cleaned_data["language"],
                read=read_in_child,
            )
        ),
    ):
        return redirect(
            "transcript-review", forum=forum, cycle=cycle, meeting=meeting, transcript=made[0].k
        )
    return render(request, "consultations/upload.html", {"meeting": found, "form": form})


@only_for(Role.SECRETARIAT)
@never_cache
def review(
    request: HttpRequest, forum: str, cycle: str, meeting: str, transcript: int
) -> HttpResponse:
    """Who the speakers are, what was left out; then it is public, or thrown away."""
    found = meeting_at_work(scope_of(request), meeting)
    one = transcript_at_work(found, transcript)
    wish = request.POST.get("do", "")
    form = SpeakersForm(request.POST if wish in {"save", "publish"} else None, transcript=one)
    done = (wish == "drop" and one.published is None) or (
        wish in {"save", "publish"} and saved(form, lambda: _settle(one, form, wish))
    )
    if done and wish == "drop":
        drop_transcript(one)
    if done:
        messages.success(request, _("Saved."))
        where = "meeting-transcript" if wish == "publish" else "meeting-work"
        return redirect(where, forum=forum, cycle=cycle, meeting=meeting)
    context = {
        "meeting": found,
        "transcript": one,
        "form": form,
        "removed": list(by_reason(one)),
        "beginnings": beginnings(one, SEEN),
        "spoken_by": spoken_by,
        "clock": clock,
    }
    return render(request, "consultations/review.html", context)


def _settle(transcript: Transcript, form: SpeakersForm, wish: str) -> None:
    settle_speakers(transcript, choices=form.choices())
    if wish == "publish":
        publish_transcript(transcript)
