"""The papers of a cycle for those who make them; a further one is begun here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from conspectus.contributions.models import Call
from conspectus.core.citable import places_of
from conspectus.core.forms import saved
from conspectus.forums.models import Cycle
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis.forms.starting import NewPaperForm
from conspectus.synthesis.models import Paper
from conspectus.synthesis.queries.following import choices_of, public_before
from conspectus.synthesis.services.papers import ask_for_version
from conspectus.synthesis.services.starting import start_paper


@only_for(Role.SECRETARIAT, Role.RAPPORTEUR)
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """All papers, also those without a public version, and the form for a further one."""
    here = cycle_here(request)
    rows = list(Paper.objects.filter(cycle=here).order_by("number"))
    form = NewPaperForm(
        request.POST or None,
        calls=list(Call.objects.filter(cycle=here).order_by("pk")),
        themes=list(here.themes.all()),
        papers=rows,
        language=get_language() or "en",
        places=places_of(here.scope.path),
        earlier=choices_of(public_before(here)),
    )
    made: list[Paper] = []
    if request.method == "POST" and saved(
        form, lambda: made.append(_start(here, form, rows, by=_account(request)))
    ):
        return redirect("work-versions", forum=forum, cycle=cycle, number=made[0].number)
    return render(request, "synthesis/life/papers.html", {"papers": rows, "form": form})


def _start(cycle: Cycle, form: NewPaperForm, rows: list[Paper], *, by: Account | None) -> Paper:
    chosen = form.cleaned_data.get("corrections_of", "")
    earlier = form.cleaned_data.get("follows")
    paper = start_paper(
        cycle,
        title=form.cleaned_data["title"],
        limits=form.limits(),
        corrections_of=next((one for one in rows if str(one.number) == chosen), None),
        by=by,
        follows=public_before(cycle).filter(pk=int(earlier)).first() if earlier else None,
    )
    ask_for_version(paper, by=by)
    return paper


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None
