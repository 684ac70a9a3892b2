"""The outbox: every message is seen before and after it goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conspectus.contributions.services.outbox import ACTS
from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_show
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import only_for
from conspectus.people.rules import Role

PAGE = 50
AGAIN = "again"
"""What waits after a failure is not shown as what was never tried."""
STATES = {
    Mail.State.HELD: gettext_lazy("held back"),
    Mail.State.WAITING: gettext_lazy("about to go"),
    AGAIN: gettext_lazy("failed, will be tried again"),
    Mail.State.FAILED: gettext_lazy("failed"),
    Mail.State.SENT: gettext_lazy("sent"),
    Mail.State.DISCARDED: gettext_lazy("discarded"),
}


@only_for(Role.SECRETARIAT)
def outbox(request: HttpRequest, forum: str, cycle: str) -> HttpResponse:
    """The messages of a cycle, newest first; boxes and buttons act on many."""
    here = cycle_here(request)
    mails = Mail.objects.filter(scope=here.scope)
    if request.method == "POST":
        again = request.POST.getlist("again")
        _act(request, keys_of(again or request.POST.getlist("mail"))[:500])
        return redirect("outbox", forum=forum, cycle=cycle)
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    shown = _in_state(mails, state) if state else mails
    page = Paginator(shown.order_by("-id"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "contributions/outbox.html",
        {
            "cycle": here,
            "base": f"/{request.LANGUAGE_CODE}/{here.scope.path}/",
            "page": page,
            "mails": page.object_list,
            "states": STATES,
            "state": state,
            "query": f"state={state}" if state else "",
        },
    )


def _in_state(mails: QuerySet[Mail], state: str) -> QuerySet[Mail]:
    if state == AGAIN:
        return mails.filter(state=Mail.State.WAITING, attempts__gt=0)
    found = mails.filter(state=state)
    return found.filter(attempts=0) if state == Mail.State.WAITING else found


def _act(request: HttpRequest, keys: list[int]) -> None:
    """The button of one message, ``again``, tries it alone, whatever boxes are ticked."""
    act = ACTS.get("send" if "again" in request.POST else request.POST.get("act", ""))
    mails = list(Mail.objects.filter(pk__in=keys, scope=cycle_here(request).scope))
    if act is None or not mails:
        messages.error(request, _("Nothing was chosen; tick a box first."))
        return
    for mail in mails:
        try:
            act(mail)
        except SiteError as error:
            messages.error(request, str(error))
            return
    messages.success(request, _("Done."))


@only_for(Role.SECRETARIAT)
def message(request: HttpRequest, forum: str, cycle: str, key: int) -> HttpResponse:
    """One message as it goes, or went."""
    here = cycle_here(request)
    mail = get_object_or_404(Mail, pk=key, scope=here.scope)
    if request.method == "POST":
        _act(request, [mail.pk])
        return redirect("outbox-message", forum=forum, cycle=cycle, key=key)
    return render(
        request,
        "contributions/message.html",
        {
            "cycle": here,
            "base": f"/{request.LANGUAGE_CODE}/{here.scope.path}/",
            "mail": mail,
            "text": text_to_show(mail.text),
            "states": STATES,
        },
    )
