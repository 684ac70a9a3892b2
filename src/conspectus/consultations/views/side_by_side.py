"""Two transcripts of one meeting beside each other, and which of them is the original."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conspectus.consultations.forms.side_by_side import OriginalForm
from conspectus.consultations.pairing import pages_of_pairs
from conspectus.consultations.queries.reading import meeting_at
from conspectus.consultations.queries.side_by_side import side_by_side
from conspectus.consultations.queries.work import meeting_at_work, transcript_at_work
from conspectus.consultations.services.translations import settle_original
from conspectus.consultations.views.reading import of_interventions
from conspectus.core.forms import saved
from conspectus.core.published import published, scope_of
from conspectus.people.gates import only_for, public
from conspectus.people.rules import Role


@public
@published
def shown(
    request: HttpRequest, meeting: str, transcript: int, page: int = 1, **_address: str
) -> HttpResponse:
    """The original beside its translation, turn by turn."""
    found = meeting_at(scope_of(request), meeting)
    both = side_by_side(found, transcript)
    pages = pages_of_pairs(both.rows)
    if not 1 <= page <= len(pages):
        raise Http404
    context = {
        "meeting": found,
        "both": both,
        "rows": pages[page - 1],
        "place": page,
        "pages": len(pages),
        **of_interventions(found),
    }
    return render(request, "consultations/side_by_side.html", context)


@only_for(Role.SECRETARIAT)
@never_cache
@require_http_methods(["GET", "POST"])
def settle(
    request: HttpRequest, forum: str, cycle: str, meeting: str, transcript: int
) -> HttpResponse:
    """Whether a transcript is an original, or of which one it is a translation."""
    found = meeting_at_work(scope_of(request), meeting)
    one = transcript_at_work(found, transcript)
    form = OriginalForm(request.POST or None, transcript=one)
    if request.method == "POST" and saved(
        form, lambda: settle_original(one, original=form.chosen())
    ):
        messages.success(request, _("Saved."))
        return redirect("meeting-work", forum=forum, cycle=cycle, meeting=meeting)
    context = {"meeting": found, "transcript": one, "form": form}
    return render(request, "consultations/side_by_side_original.html", context)
