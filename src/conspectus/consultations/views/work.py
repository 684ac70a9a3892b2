"""What the secretariat does with meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from conspectus.consultations.forms.meetings import EraseForm, MeetingForm, SourcesForm
from conspectus.consultations.models import Intervention
from conspectus.consultations.queries.reading import intervention_at
from conspectus.consultations.queries.work import meeting_at_work, meetings_at_work
from conspectus.consultations.services.erasing import erase_interventions
from conspectus.consultations.services.meetings import add_meeting, draw_on, edit_meeting
from conspectus.consultations.words import KINDS, MODES, spoken_by
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.rules import Role


@only_for(Role.SECRETARIAT, Role.RAPPORTEUR)
@never_cache
def meetings(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """All meetings of a cycle, and what waits."""
    del forum, cycle
    found = list(meetings_at_work(scope_of(request)))
    context = {"meetings": found, "kinds": KINDS, "modes": MODES}
    return render(request, "consultations/work.html", context)


@only_for(Role.SECRETARIAT)
@never_cache
def new(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """A meeting is announced."""
    here = scope_of(request).cycle
    form = MeetingForm(request.POST or None, cycle=here)
    if request.method == "POST" and saved(
        form,
        lambda: add_meeting(
            here,
            slug=form.cleaned_data["slug"],
            said=form.said(),
            documents=form.cleaned_data["documents"],
            is_public=form.cleaned_data["public"],
        ),
    ):
        messages.success(request, _("Saved."))
        slug = form.cleaned_data["slug"]
        return redirect("meeting-work", forum=forum, cycle=cycle, meeting=slug)
    return render(request, "consultations/meeting_form.html", {"meeting": None, "form": form})


@only_for(Role.SECRETARIAT)
@never_cache
def edit(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """One meeting, with its transcripts."""
    found = meeting_at_work(scope_of(request), meeting)
    form = MeetingForm(request.POST or None, cycle=found.cycle, meeting=found)
    if request.method == "POST" and saved(
        form,
        lambda: edit_meeting(
            found,
            said=form.said(),
            documents=form.cleaned_data["documents"],
            is_public=form.cleaned_data["public"],
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("meeting-work", forum=forum, cycle=cycle, meeting=meeting)
    transcripts = list(found.transcripts.defer("removed", "disclaimers"))
    context = {"meeting": found, "form": form, "transcripts": transcripts}
    return render(request, "consultations/meeting_form.html", context)


@only_for(Role.SECRETARIAT, Role.RAPPORTEUR)
@never_cache
def sources(request: HttpRequest, forum: str, cycle: str, meeting: str) -> HttpResponse:
    """A meeting is made a source of papers, or is none any more."""
    found = meeting_at_work(scope_of(request), meeting)
    form = SourcesForm(
        request.POST or None, initial={"drawn_on": "yes" if found.drawn_on else "no"}
    )
    if request.method == "POST" and saved(
        form, lambda: draw_on(found, is_drawn_on=form.cleaned_data["drawn_on"])
    ):
        messages.success(request, _("Saved."))
        return redirect("meetings-work", forum=forum, cycle=cycle)
    return render(request, "consultations/sources.html", {"meeting": found, "form": form})


@only_for(Role.SECRETARIAT)
@never_cache
def erase(
    request: HttpRequest, forum: str, cycle: str, meeting: str, intervention: int
) -> HttpResponse:
    """The words of an intervention go for good."""
    found = meeting_at_work(scope_of(request), meeting)
    one = intervention_at(found, intervention)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda: erase_interventions([one], reason=form.cleaned_data["why"])
    ):
        messages.success(request, _("Erased."))
        return redirect(
            "intervention", forum=forum, cycle=cycle, meeting=meeting, intervention=intervention
        )
    context = {
        "meeting": found,
        "intervention": one,
        "form": form,
        "name": spoken_by(one),
        "is_erased": one.state == Intervention.State.ERASED,
    }
    return render(request, "consultations/erase.html", context)
