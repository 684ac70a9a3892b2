"""The Word file of a draft: sent edited, seen change by change, taken over as far as ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from conspectus.contributions.differences import Change, changes
from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.core.published import scope_of
from conspectus.core.quantities import quantity
from conspectus.people.gates import only_for
from conspectus.people.models import Account
from conspectus.synthesis.forms.text import WordForm
from conspectus.synthesis.models import Correction, PaperVersion
from conspectus.synthesis.queries.text import done_to, draft_of
from conspectus.synthesis.services.word import compared_word, drop_word, read_word, take_over
from conspectus.synthesis.services.writing import Hand
from conspectus.synthesis.views.text import CODES, WRITERS

PAGE: Final = 20
KINDS: Final = {
    "unchanged": gettext_lazy("unchanged"),
    "changed": gettext_lazy("changed"),
    "moved": gettext_lazy("moved"),
    "deleted": gettext_lazy("deleted"),
    "new": gettext_lazy("new"),
    "elsewhere": gettext_lazy("not in the text"),
}


@only_for(*WRITERS)
@require_http_methods(["GET", "POST"])
def word(request: HttpRequest, *, forum: str, cycle: str, number: int) -> HttpResponse:
    """What an edited file holds; takes over what is ticked."""
    draft = draft_of(scope_of(request), number)
    if draft is None:
        raise Http404
    by = cast("Account", request.user)
    sending = request.POST.get("do") == "send"
    form = WordForm(request.POST if sending else None, request.FILES if sending else None)
    if request.method == "POST" and _done(request, draft, form, by):
        return redirect("work-word", forum=forum, cycle=cycle, number=number)
    found = compared_word(draft, by=by)
    page = Paginator(found.changes if found else (), PAGE).get_page(request.GET.get("page"))
    context = {
        "version": draft,
        "form": form,
        "found": found,
        "page": page,
        "shown": [(n, one, _difference(one)) for n, one in page],
        "kinds": KINDS,
        "codes": CODES,
        "base": done_to(draft).last,
        "number": number,
    }
    return render(request, "synthesis/text/word.html", context)


def _difference(change: Mapping[str, Any]) -> list[Change]:
    before, after = ([text] if text else [] for text in (change["before"], change["after"]))
    return changes(before, after)


def _done(request: HttpRequest, draft: PaperVersion, form: WordForm, by: Account) -> bool:
    """Does what was asked for; whether the page is to be shown anew."""
    do = request.POST.get("do", "")
    if do == "send":
        return saved(form, lambda: read_word(draft, form.cleaned_data["file"], by=by))
    if do == "drop":
        drop_word(draft, by=by)
        return True
    seen = keys_of([request.POST.get("base", "")])
    hand = Hand(draft=draft, by=by, base=seen[0] if seen else 0)
    try:
        made = take_over(hand, set(keys_of(request.POST.getlist("take"))))
    except SiteError as refused:
        messages.error(request, str(refused))
        return True
    stopped = sum(one.state == Correction.State.STOPPED for one in made)
    said = ngettext("%(count)s recorded.", "%(count)s recorded.", len(made))
    messages.success(request, said % {"count": quantity(len(made))})
    if stopped:
        messages.warning(
            request, _("Kept with a warning, not in the paper: %(count)s.") % {"count": stopped}
        )
    return True
