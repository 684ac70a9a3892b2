"""The secretariat's and the rapporteur's pages: ask for a paper, watch it, read it, publish it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from conspectus.contributions.models import Call
from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role
from conspectus.synthesis.forms.life import PublishForm
from conspectus.synthesis.models import PaperVersion
from conspectus.synthesis.queries.papers import newer_ready
from conspectus.synthesis.services.papers import ask_for_paper, publish_paper
from conspectus.synthesis.views.papers import (
    sent_file,
    shown_annex,
    shown_contents,
    shown_section,
    shown_sentence,
)

MAKERS = (Role.SECRETARIAT, Role.RAPPORTEUR)


@only_for(*MAKERS)
@require_http_methods(["GET", "POST"])
def synthesis(request: HttpRequest, forum: str, cycle: str, call: str) -> HttpResponse:
    """The papers of a call; asks for a new version."""
    found = get_object_or_404(
        Call.objects.select_related("cycle__scope", "cycle__forum"),
        cycle__scope__path=f"{forum}/{cycle}",
        slug=call,
    )
    error = ""
    if request.method == "POST":
        try:
            version = ask_for_paper(found, by=_account(request))
        except SiteError as refused:
            error = str(refused)
        else:
            return redirect("paper-progress", forum=forum, cycle=cycle, key=version.pk)
    versions = PaperVersion.objects.filter(paper__call=found).select_related("paper")
    context = {"call": found, "versions": list(versions.order_by("-k")), "error": error}
    return render(request, "synthesis/synthesis.html", context, status=409 if error else 200)


@only_for(*MAKERS)
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest, forum: str, cycle: str, key: int) -> HttpResponse:
    """How far a run is; when it is ready, the version can be read and made public."""
    version = _version(forum, cycle, key)
    newer = newer_ready(version)
    form = PublishForm(request.POST or None, version=version, newer=newer.k if newer else None)
    if request.method == "POST" and saved(form, lambda: _publish(version, form)):
        number, k = version.paper.number, version.k
        return redirect("paper", forum=forum, cycle=cycle, number=number, version=k)
    context = {"version": version, "form": form, "call": version.paper.call, "newer": newer}
    return render(request, "synthesis/progress.html", context)


def _publish(version: PaperVersion, form: PublishForm) -> PaperVersion:
    return publish_paper(version, status=form.cleaned_data["status"], terms=form.terms())


@only_for(*MAKERS)
def preview(request: HttpRequest, forum: str, cycle: str, key: int) -> HttpResponse:
    """A version's contents before it is public."""
    return shown_contents(request, _version(forum, cycle, key), others=[])


@only_for(*MAKERS)
def preview_section(
    request: HttpRequest, *, forum: str, cycle: str, key: int, page: int
) -> HttpResponse:
    """A page of a version's text before it is public."""
    return shown_section(request, _version(forum, cycle, key), page)


@only_for(*MAKERS)
def preview_annex(
    request: HttpRequest, *, forum: str, cycle: str, key: int, annex: str, page: int
) -> HttpResponse:
    """A page of an annex before the version is public."""
    return shown_annex(request, _version(forum, cycle, key), annex, page)


@only_for(*MAKERS)
def preview_who(
    request: HttpRequest, *, forum: str, cycle: str, key: int, sentence: str
) -> HttpResponse:
    """Who says so, before the version is public."""
    return shown_sentence(request, _version(forum, cycle, key), sentence)


@only_for(*MAKERS)
def preview_file(
    request: HttpRequest, *, forum: str, cycle: str, key: int, name: str
) -> HttpResponseBase:
    """A file of a version before it is public."""
    del request
    return sent_file(_version(forum, cycle, key), name)


def _version(forum: str, cycle: str, key: int) -> PaperVersion:
    found = (
        PaperVersion.objects.select_related(
            "paper__cycle__scope", "paper__cycle__forum", "paper__call", "previous"
        )
        .filter(pk=key, paper__cycle__scope__path=f"{forum}/{cycle}")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None
