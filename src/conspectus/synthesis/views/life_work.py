"""The rapporteur's pages of a paper's life: its versions, and the comments to decide and answer."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis.forms.life import OUTCOMES, AnswerForm, RefusalForm, TermsForm
from conspectus.synthesis.models import Comment, Paper, PaperVersion
from conspectus.synthesis.queries.corrigenda import corrigenda_of
from conspectus.synthesis.queries.life import (
    ALL,
    ANSWERED,
    BEGINNING,
    ROWS,
    UNANSWERED,
    WAITING,
    comments_for_work,
    versions_for_work,
)
from conspectus.synthesis.queries.papers import paper_of
from conspectus.synthesis.services.commenting import (
    answer_comment,
    publish_comment,
    refuse_comment,
)
from conspectus.synthesis.services.corrigenda import run_again
from conspectus.synthesis.services.papers import ask_for_version, change_terms

MAKERS = (Role.SECRETARIAT, Role.RAPPORTEUR)
SHOWN = {
    WAITING: _("to decide"),
    UNANSWERED: _("to answer"),
    ANSWERED: _("answered"),
    ALL: _("all"),
}


@only_for(*MAKERS)
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """All versions of a paper; asks for a new one, or for a verification that did not end."""
    paper = _paper(request, number)
    error = ""
    again = request.POST.get("again", "") if request.method == "POST" else ""
    if again:
        k = int(again) if again.isascii() and again.isdecimal() and len(again) < 6 else 0
        run_again(get_object_or_404(paper.versions, k=k))
        return redirect("work-versions", forum=forum, cycle=cycle, number=number)
    if request.method == "POST":
        try:
            made = ask_for_version(paper, by=_account(request))
        except SiteError as refused:
            error = str(refused)
        else:
            return redirect("paper-progress", forum=forum, cycle=cycle, key=made.pk)
    page = Paginator(versions_for_work(paper), ROWS).get_page(request.GET.get("page"))
    context = {"paper": paper, "page": page, "versions": page.object_list, "error": error}
    context["corrigenda"] = corrigenda_of
    return render(
        request, "synthesis/life/work_versions.html", context, status=409 if error else 200
    )


@only_for(*MAKERS)
@require_http_methods(["GET", "POST"])
def version(
    request: HttpRequest, *, forum: str, cycle: str, number: int, version: int
) -> HttpResponse:
    """Until when a public version is open for comment, and what it was input to."""
    found = get_object_or_404(
        PaperVersion.objects.select_related("paper__cycle__forum", "paper__cycle__scope"),
        paper__cycle__scope__path=f"{forum}/{cycle}",
        paper__number=number,
        k=version,
        published__isnull=False,
    )
    form = TermsForm(request.POST or None, version=found)
    if request.method == "POST" and saved(form, lambda: change_terms(found, terms=form.terms())):
        return redirect("work-versions", forum=forum, cycle=cycle, number=number)
    context = {"version": found, "form": form}
    return render(request, "synthesis/life/work_version.html", context)


@only_for(*MAKERS)
def comments(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """The comments on a paper, those that wait first."""
    del forum, cycle
    paper = _paper(request, number)
    which = request.GET.get("show", "")
    which = which if which in SHOWN else WAITING
    page = Paginator(comments_for_work(paper, which), ROWS).get_page(request.GET.get("page"))
    context = {
        "paper": paper,
        "page": page,
        "comments": page.object_list,
        "beginning": BEGINNING,
        "outcomes": OUTCOMES,
        "shown": SHOWN,
        "which": which,
    }
    return render(request, "synthesis/life/work_comments.html", context)


@only_for(*MAKERS)
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, *, forum: str, cycle: str, number: int, key: int) -> HttpResponse:
    """One comment: shown or refused, then answered."""
    row = get_object_or_404(
        Comment.objects.select_related("version__paper__cycle__scope").exclude(
            state=Comment.State.UNVERIFIED
        ),
        pk=key,
        version__paper__number=number,
        version__paper__cycle__scope__path=f"{forum}/{cycle}",
    )
    act = request.POST.get("act", "") if request.method == "POST" else ""
    answer = AnswerForm(
        request.POST if act == "answer" else None,
        initial={"outcome": row.outcome, "answer": row.answer},
    )
    refusal = RefusalForm(request.POST if act == "refuse" else None)
    error = ""
    if act:
        try:
            if _done(row, act, answer, refusal, by=_account(request)):
                return redirect("work-comment", forum=forum, cycle=cycle, number=number, key=key)
        except SiteError as refused:
            error = str(refused)
    sentence = row.version.sentences.filter(sentence=row.sentence).first() if row.sentence else None
    context = {
        "comment": row,
        "sentence": sentence,
        "answer": answer,
        "refusal": refusal,
        "error": error,
    }
    return render(request, "synthesis/life/work_comment.html", context)


def _done(
    row: Comment, act: str, answer: AnswerForm, refusal: RefusalForm, *, by: Account | None
) -> bool:
    """Whether the service took it.

    Raises:
        SiteError: it cannot be published any more.
    """
    if act == "publish":
        publish_comment(row)
        return True
    if act == "refuse":
        return saved(refusal, lambda: refuse_comment(row, reason=refusal.cleaned_data["reason"]))
    if act == "answer":
        return saved(answer, lambda: answer_comment(row, **answer.cleaned_data, by=by))
    return False


def _paper(request: HttpRequest, number: int) -> Paper:
    found = paper_of(scope_of(request), number)
    if found is None:
        raise Http404
    return found


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None
