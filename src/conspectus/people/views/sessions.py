"""The page of where one is signed in."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conspectus.core.quantities import quantity
from conspectus.people.gates import signed_in
from conspectus.people.models import Account
from conspectus.people.queries.sessions import sessions_of
from conspectus.people.services.sessions import end_other_sessions, end_session, mark_of


@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Lists them, and ends one or all others."""
    mine = cast("Account", request.user)
    here = request.session.session_key
    if request.method == "POST":
        _end(request, mine)
        return redirect("account-sessions")
    rows = [(one, mark_of(one.session_key), one.session_key == here) for one in sessions_of(mine)]
    return render(request, "people/sessions.html", {"rows": rows})


def _end(request: HttpRequest, account: Account) -> None:
    if "others" in request.POST:
        count = end_other_sessions(account, but=request.session.session_key)
        said = ngettext("%(count)s session has ended.", "%(count)s sessions have ended.", count)
        messages.success(request, said % {"count": quantity(count)})
    elif end_session(account, mark=request.POST.get("end", "")):
        messages.success(request, _("The session has ended."))
