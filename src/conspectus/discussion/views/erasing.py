"""What is erased beside posts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conspectus.core.forms import saved
from conspectus.core.published import scope_of
from conspectus.discussion.forms.moderating import EraseForm
from conspectus.discussion.queries.moderating import propositions_in
from conspectus.discussion.services.erasing_propositions import erase_proposition
from conspectus.people.gates import only_for
from conspectus.people.rules import Role


@only_for(Role.SECRETARIAT, Role.MODERATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def proposition(request: HttpRequest, forum: str, cycle: str, key: int) -> HttpResponse:
    """The words of a proposition go for good."""
    rows = propositions_in(scope_of(request)).select_related("category__cycle__scope")
    found = get_object_or_404(rows.filter(number__isnull=False), pk=min(key, 10**15))
    form = EraseForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda: erase_proposition(found, reason=form.cleaned_data["why"])
    ):
        messages.success(request, _("Erased."))
        return redirect("discussion-work", forum=forum, cycle=cycle)
    return render(
        request, "discussion/erase_proposition.html", {"proposition": found, "form": form}
    )
