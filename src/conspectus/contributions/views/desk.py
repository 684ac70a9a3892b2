"""The secretariat's desk: one list of what waits, each with a proposed answer and one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from conspectus.contributions.forms.desk import AnswerForm
from conspectus.contributions.lines import desk_lines
from conspectus.contributions.models import DeskItem
from conspectus.contributions.options import options_of
from conspectus.contributions.queries.desk import (
    COLUMNS,
    KINDS,
    PAGE,
    WaitingItem,
    listed_items,
    shown_items,
    waiting_counts,
    waiting_items,
)
from conspectus.contributions.queries.redactions import words_to_redact
from conspectus.contributions.queries.signers import said_of_signers
from conspectus.contributions.services.answering import accept_items, answer_item, dismiss_items
from conspectus.contributions.services.documents import correct_text
from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.core.quantities import quantity
from conspectus.core.remembered import WhileUnchanged
from conspectus.forums.models import Cycle
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.people.rules import Role


@only_for(Role.SECRETARIAT)
def desk(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """What waits; a button answers one item, the boxes and two buttons answer many."""
    del forum, cycle
    here = cycle_here(request)
    if request.method == "POST":
        _answer(request, here)
        return redirect(request.get_full_path())
    kind = request.GET.get("kind", "")
    words = " ".join(request.GET.get("q", "").split())[:100]
    base = f"/{request.LANGUAGE_CODE}/{here.scope.path}/"
    found = _list(here, base, kind=kind, words=words, number=request.GET.get("page", ""))
    query = "&".join(f"{name}={value}" for name, value in (("kind", kind), ("q", words)) if value)
    return render(
        request,
        "contributions/desk.html",
        {
            "cycle": here,
            "base": base,
            "kind": kind if kind in KINDS else "",
            "words": words,
            "found": found,
            "page": found.page,
            "query": query.replace(" ", "+"),
        },
    )


@dataclass(frozen=True, slots=True)
class _List:
    """A page of the list, in the page's language; it holds nothing of who asks for it."""

    counts: Sequence[tuple[str, str, int]]
    page: Page[Any]
    lines: Markup


_lists: WhileUnchanged[_List] = WhileUnchanged(most=50)


def _list(here: Cycle, base: str, *, kind: str, words: str, number: str) -> _List:
    """What waits, put into HTML once for as long as nothing is written."""
    key = (base, kind, words, number)
    return _lists.get(key, lambda: _list_now(here, base, kind=kind, words=words, number=number))


def _list_now(here: Cycle, base: str, *, kind: str, words: str, number: str) -> _List:
    counts = waiting_counts(here)
    page, items = _page(here, counts, kind=kind, words=words, number=number)
    kinds = {key: str(name) for key, name in KINDS.items()}
    return _List(
        counts=[(key, kinds[key], count) for key, _words, count in counts],
        page=page,
        lines=desk_lines(items, base=base, kinds=kinds, more=_("more")),
    )


def _page(
    here: Cycle,
    counts: Sequence[tuple[str, object, int]],
    *,
    kind: str,
    words: str,
    number: str,
) -> tuple[Page[Any], list[WaitingItem]]:
    """The page of the list and its items; where no words are asked for, the counts are known."""
    if words:
        asked = waiting_items(here, kind=kind, words=words)
        page: Page[Any] = Paginator(asked, PAGE).get_page(number)
        return page, shown_items(cast("QuerySet[DeskItem]", page.object_list))
    known = sum(count for one, _words, count in counts if kind not in KINDS or one == kind)
    page = Paginator(range(known), PAGE).get_page(number)
    return page, listed_items(here, kind=kind, window=(PAGE, PAGE * (page.number - 1)))


def _answer(request: HttpRequest, here: Cycle) -> None:
    """One answer ("12:0": of item 12, its first option), or one for all that are ticked."""
    by = cast("Account", request.user)
    try:
        done = _one(request, here, by) or _many(request, here, by)
    except SiteError as error:
        messages.error(request, str(error))
        return
    if done:
        said = ngettext("%(count)s answered.", "%(count)s answered.", done)
        messages.success(request, said % {"count": quantity(done)})
    else:
        messages.error(request, _("Nothing was chosen; tick a box first."))


def _one(request: HttpRequest, here: Cycle, by: Account) -> int:
    numbers = keys_of(request.POST.get("answer", "").split(":"))
    if len(numbers) != 2:
        return 0
    key, place = numbers
    item = get_object_or_404(DeskItem, pk=key, cycle=here)
    options = options_of(item)
    if place >= len(options):
        raise SiteError(_("This answer is not one of those offered; choose another."))
    answer_item(item, option=options[place], by=by)
    return 1


def _many(request: HttpRequest, here: Cycle, by: Account) -> int:
    keys = keys_of(request.POST.getlist("item"))[:500]
    items = list(DeskItem.objects.filter(pk__in=keys, cycle=here).select_related("contribution"))
    if request.POST.get("all") == "accept":
        return accept_items(items, by=by)
    if request.POST.get("all") == "dismiss":
        return dismiss_items(items, by=by)
    return 0


@only_for(Role.SECRETARIAT)
def desk_item(request: HttpRequest, forum: str, cycle: str, key: int) -> HttpResponse:
    """One item with what it is about, and any other answer."""
    here = cycle_here(request)
    item = get_object_or_404(
        DeskItem.objects.select_related("contribution__current", "contribution__cycle__scope"),
        pk=key,
        cycle=here,
    )
    form = AnswerForm(request.POST or None, item=item)
    if request.method == "POST" and saved(
        form, lambda: _save(item, form, cast("Account", request.user))
    ):
        messages.success(request, _("Saved."))
        return redirect("desk", forum=forum, cycle=cycle)
    return render(
        request,
        "contributions/desk_item.html",
        {
            "cycle": here,
            "base": f"/{request.LANGUAGE_CODE}/{here.scope.path}/",
            "item": item,
            "shown": shown_items(DeskItem.objects.filter(pk=item.pk))[0],
            "kinds": dict(KINDS),
            "said": said_of_signers(item, form.version),
            "form": form,
            "version": form.version,
            "documents": form.documents,
            "found": words_to_redact(item),
            "columns": COLUMNS,
        },
    )


def _save(item: DeskItem, form: AnswerForm, by: Account) -> None:
    for document in form.documents:
        text = form.cleaned_data.get(f"text_{document.pk}")
        if text:
            correct_text(document, text=text)
    answer_item(item, option=form.option(), by=by)
