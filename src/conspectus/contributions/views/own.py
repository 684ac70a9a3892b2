"""A contributor's own page: receipt, versions, a new version, withdrawal, the address."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conspectus.contributions.models import Contribution
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.verifying import is_code_of, verify_address
from conspectus.contributions.services.versions import begin_version
from conspectus.contributions.services.withdrawing import REFUSALS, withdraw_contribution
from conspectus.contributions.views.by_secret import contributor, place, to_page
from conspectus.core.errors import SiteError
from conspectus.core.receipts import after_recording, receipt_file
from conspectus.core.sending import is_mail_set_up

_ENDED = frozenset({State.WITHDRAWN, State.REFUSED, State.MERGED, State.DUPLICATE})


@contributor
def own(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """Where the contribution stands; a draft that was never sent leads to its first step."""
    versions = list(contribution.versions.select_related("leaf").order_by("-k"))
    sent = [version for version in versions if version.received is not None]
    if not sent:
        return to_page("draft-what", contribution, secret)
    context = {
        "sent": sent,
        "draft": next((version for version in versions if version.received is None), None),
        "ended": contribution.state in _ENDED,
        "path": contribution_path(contribution),
        "refusal": _(REFUSALS[contribution.refusal]) if contribution.refusal else "",
        "has_mail": is_mail_set_up(),
    }
    return _page(request, "own", contribution, secret, **context)


@contributor
def receipt(
    request: HttpRequest, contribution: Contribution, secret: str, version: int
) -> HttpResponse:
    """The receipt as a file: anybody can check it against the public record."""
    found = contribution.versions.select_related("leaf").filter(k=version).first()
    content = receipt_file(found.leaf) if found and found.leaf else None
    if content is None:
        messages.info(request, _("The receipt is being made; try again in a moment."))
        return to_page("draft", contribution, secret)
    name = f"receipt-{contribution.number}-v{version}.json"
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@contributor
def verify(
    request: HttpRequest, contribution: Contribution, secret: str, code: str
) -> HttpResponse:
    """Behind the link in a mail: one button, so that no scanner of mails verifies an address."""
    if not is_code_of(contribution, code):
        raise Http404("verify")
    if request.method == "POST":
        verify_address(contribution, code=code)
        messages.success(request, _("Thank you: your address is confirmed."))
        return to_page("draft", contribution, secret)
    if contribution.email_verified is not None:
        return to_page("draft", contribution, secret)
    return _page(request, "verify", contribution, secret)


@contributor
def version(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """Begins a new version from the last one."""
    if request.method == "POST":
        try:
            begin_version(contribution)
        except SiteError as error:
            messages.error(request, str(error))
        else:
            return to_page("draft-what", contribution, secret)
    return to_page("draft", contribution, secret)


@contributor
def withdraw(request: HttpRequest, contribution: Contribution, secret: str) -> HttpResponse:
    """The second click shows what withdrawal means, the third does it."""
    if request.method == "POST":
        try:
            leaf = withdraw_contribution(
                contribution, by="contributor", language=get_language() or "en"
            )
        except SiteError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The contribution is withdrawn."))
            return after_recording(to_page("draft", contribution, secret), leaf)
        return to_page("draft", contribution, secret)
    return _page(request, "withdraw", contribution, secret, path=contribution_path(contribution))


def _page(
    request: HttpRequest, name: str, contribution: Contribution, secret: str, **context: object
) -> HttpResponse:
    shown = {
        "call": contribution.call,
        "cycle": contribution.cycle,
        "contribution": contribution,
        "secret": secret,
        "place": place(contribution, secret),
        **context,
    }
    return render(request, f"contributions/{name}.html", shown)
