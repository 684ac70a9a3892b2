"""A contribution on the secretariat's desk, public or not: its text, its history, what ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conspectus.contributions.forms.ending import (
    ErasureForm,
    JoiningForm,
    RefusalForm,
    WithdrawalForm,
)
from conspectus.contributions.models import Contribution, Document, Version
from conspectus.contributions.models.calls import Publish
from conspectus.contributions.models.contributions import State
from conspectus.contributions.queries.desk import KINDS
from conspectus.contributions.queries.pages import versions_at
from conspectus.contributions.queries.received import (
    STATES,
    history_of,
    newest_sent,
    received_in,
    text_of,
    waiting_about,
)
from conspectus.contributions.services.erasing import erase_contribution
from conspectus.contributions.services.publishing import publish_version
from conspectus.contributions.services.withdrawing import (
    REFUSALS,
    can_be_joined,
    can_be_refused,
    can_be_withdrawn,
    mark_duplicate,
    refuse_contribution,
    withdraw_contribution,
)
from conspectus.core.downloads import file_to_keep
from conspectus.core.errors import SiteError
from conspectus.core.file_store import file_store
from conspectus.core.forms import keys_of, saved
from conspectus.core.published import scope_of
from conspectus.core.receipts import after_recording
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.accounts import shown_as
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role

PAGE = 50


@only_for(Role.SECRETARIAT)
def all_received(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """Everything that was received, whatever became of it."""
    del forum, cycle
    here = cycle_here(request)
    state = request.GET.get("state", "")
    words = " ".join(request.GET.get("q", "").split())[:100]
    found = Paginator(received_in(here, state=state, words=words), PAGE)
    page = found.get_page(request.GET.get("page", ""))
    versions = newest_sent(list(page.object_list))
    query = "&".join(
        f"{name}={quote(value)}" for name, value in (("state", state), ("q", words)) if value
    )
    return render(
        request,
        "contributions/received.html",
        {
            "cycle": here,
            "base": _base(request),
            "states": STATES,
            "state": state,
            "words": words,
            "page": page,
            "rows": [(one, versions.get(one.pk)) for one in page.object_list],
            "query": query,
        },
    )


@only_for(Role.SECRETARIAT)
def received(request: HttpRequest, forum: str, cycle: str, number: int) -> HttpResponse:
    """One contribution with its text; a button publishes a version of it."""
    sent = [one for one in versions_at(scope_of(request), number) if one.received is not None]
    if request.method == "POST":
        _publish(request, sent)
        return redirect("desk-contribution", forum=forum, cycle=cycle, number=number)
    contribution = sent[-1].contribution if sent else _at(request, number)
    shown = _asked_for(request, sent)
    documents, part, parts = text_of(shown, request.GET.get("part", "")) if shown else ([], 1, 1)
    return render(
        request,
        "contributions/received_one.html",
        {
            "cycle": cycle_here(request),
            "base": _base(request),
            "contribution": contribution,
            "state": STATES.get(contribution.state, contribution.state),
            "refusal": _(REFUSALS[contribution.refusal]) if contribution.refusal else "",
            "versions": sent,
            "version": shown,
            "documents": documents,
            "part": part,
            "parts": parts,
            "waiting": waiting_about(contribution),
            "kinds": KINDS,
            "history": history_of(contribution),
            "acts": [(act, _ACTS[act].label) for act in _ACTS if _ACTS[act].fits(contribution)],
            "to_publish": shown is not None and _can_be_published(contribution, shown),
        },
    )


def _asked_for(request: HttpRequest, sent: list[Version]) -> Version | None:
    """The version of the address, else the newest."""
    wanted = keys_of([request.GET.get("version", "")])
    named = [one for one in sent if [one.k] == wanted]
    found = named or sent
    return found[-1] if found else None


def _can_be_published(contribution: Contribution, version: Version) -> bool:
    """Whether a button offers it; the service has the last word."""
    is_newest = contribution.current is None or contribution.current.k < version.k
    decided = contribution.state == State.NOT_PUBLISHED and version.publish == Publish.NOT_PUBLISHED
    return can_be_joined(contribution) and version.published is None and is_newest and not decided


def _publish(request: HttpRequest, sent: list[Version]) -> None:
    wanted = keys_of([request.POST.get("publish", "")])
    found = next((one for one in sent if [one.k] == wanted), None)
    if found is None:
        messages.error(request, _("This contribution has no such version any more."))
        return
    try:
        publish_version(found, by=shown_as(cast("Account", request.user)))
    except SiteError as error:
        messages.error(request, str(error))
    else:
        is_hidden = found.publish == Publish.NOT_PUBLISHED
        messages.success(request, _("Saved.") if is_hidden else _("Published."))


@only_for(Role.SECRETARIAT)
def received_file(
    request: HttpRequest, forum: str, cycle: str, number: int, key: int
) -> HttpResponseBase:
    """A file as it was sent, to be kept and never shown by the browser."""
    del forum, cycle
    rows = Document.objects.filter(
        version__contribution__cycle=cycle_here(request),
        version__contribution__number=number,
        version__received__isnull=False,
    )
    document = get_object_or_404(rows.exclude(file=""), pk=key)
    content = file_store().open(document.file)
    if content is None:
        raise Http404("file")
    return file_to_keep(content, media_type=document.media_type, name=document.file_name)


@only_for(Role.SECRETARIAT)
def end(request: HttpRequest, *, forum: str, cycle: str, number: int, act: str) -> HttpResponse:
    """Refusal, withdrawal, joining or erasure: what it means, what it asks, one button."""
    contribution = _at(request, number)
    doing = _ACTS[act]
    form = doing.form(request.POST or None, contribution=contribution)
    leaves: list[Any] = []
    if request.method == "POST" and saved(
        form,
        lambda: leaves.append(
            doing.do(contribution, form, shown_as(cast("Account", request.user)))
        ),
    ):
        messages.success(request, _("Saved."))
        answer = redirect("desk-contribution", forum=forum, cycle=cycle, number=number)
        return after_recording(answer, leaves[0])
    context = {
        "cycle": cycle_here(request),
        "base": _base(request),
        "contribution": contribution,
        "form": form,
        "label": doing.label,
        "meaning": doing.meaning,
        "fits": doing.fits(contribution),
        "state": STATES.get(contribution.state, contribution.state),
    }
    return render(request, "contributions/received_end.html", context)


def _at(request: HttpRequest, number: int) -> Contribution:
    rows = Contribution.objects.select_related("current", "cycle__scope", "cycle__forum", "call")
    return get_object_or_404(rows, cycle=cycle_here(request), number=number)


def _base(request: HttpRequest) -> str:
    return f"/{request.LANGUAGE_CODE}/{scope_of(request).path}/"


def _refuse(contribution: Contribution, form: Any, by: str) -> Any:  # noqa: ANN401 - a form, a leaf
    return refuse_contribution(contribution, reason=form.cleaned_data["reason"], by=by)


def _withdraw(contribution: Contribution, form: Any, by: str) -> Any:  # noqa: ANN401 - a form, a leaf
    return withdraw_contribution(contribution, by=by, note=form.cleaned_data["asked"])


def _join(contribution: Contribution, form: Any, by: str) -> Any:  # noqa: ANN401 - a form, a leaf
    return mark_duplicate(contribution, of=form.other, by=by)


def _erase(contribution: Contribution, form: Any, by: str) -> Any:  # noqa: ANN401 - a form, a leaf
    return erase_contribution(contribution, by=by, reason=form.cleaned_data["reason"])


@dataclass(frozen=True, slots=True)
class _Act:
    """A way to end. ``meaning``: what comes of it, in a sentence or two."""

    label: Any
    meaning: Any
    form: Callable[..., Any]
    fits: Callable[[Contribution], bool]
    do: Callable[[Contribution, Any, str], Any]


_ACTS = {
    "refuse": _Act(
        gettext_lazy("Refuse"),
        gettext_lazy(
            "It does not come into the register. Its contributor is written to with the reason,"
            " and the reason is put on the public record under its number."
        ),
        RefusalForm,
        can_be_refused,
        _refuse,
    ),
    "join": _Act(
        gettext_lazy("The same as another"),
        gettext_lazy(
            "It was sent twice, and is counted once: with the other, from now on. If it is in the"
            " register, its address stays and leads to the other. Should the other be withdrawn,"
            " this one stands again."
        ),
        JoiningForm,
        can_be_joined,
        _join,
    ),
    "withdraw": _Act(
        gettext_lazy("Withdraw for its contributor"),
        gettext_lazy(
            "Its text is taken out of the register; a note that it was withdrawn stays at its"
            " address. Papers that cite it already keep their citations, with the note that it was"
            " withdrawn since. Only its contributor may ask for it."
        ),
        WithdrawalForm,
        can_be_withdrawn,
        _withdraw,
    ),
    "erase": _Act(
        gettext_lazy("Erase"),
        gettext_lazy(
            "A legal duty, not an editor's means: its words go from the register, the files, the"
            " search, the papers and the public record; its number, the time and your reason stay."
            " Who only does not want to be listed any more withdraws it."
        ),
        ErasureForm,
        lambda contribution: contribution.state != State.ERASED,
        _erase,
    ),
}
