"""Pages on which somebody gets a copy of what is kept of it, or asks to be erased."""

from __future__ import annotations

import tempfile
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.core.personal_copy import NAME, write_copy
from conspectus.people.forms.personal_data import ErasureForm
from conspectus.people.gates import signed_in
from conspectus.people.models import Account
from conspectus.people.services.erasure import ask_for_erasure, request_of, take_back_erasure
from conspectus.people.services.personal_data import of_account


@signed_in
@never_cache
def personal_data(request: HttpRequest) -> HttpResponse:
    """What one may ask for, and where."""
    asked = request_of(cast("Account", request.user))
    return render(request, "people/personal_data.html", {"asked": asked})


@signed_in
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
def personal_copy(request: HttpRequest) -> HttpResponseBase:
    """The archive, made now: it is as long as what somebody has sent."""
    mine = cast("Account", request.user)
    if not consume(request, action="personal_copy", user=mine):
        messages.error(request, _("You had several copies within an hour; try again later."))
        return redirect("account-data")
    archive = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_copy(of_account(mine), archive)
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=NAME, content_type="application/zip")


@signed_in
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
def erasure(request: HttpRequest) -> HttpResponse:
    """What goes and what cannot; asks for it, and takes it back until it is due."""
    mine = cast("Account", request.user)
    if request.method == "POST" and "back" in request.POST:
        take_back_erasure(mine)
        messages.success(request, _("You stay: nothing will be erased."))
        return redirect("account-data")
    form = ErasureForm(request.POST or None)
    now = request_stamp(request)
    if request.method == "POST" and saved(
        form, lambda: ask_for_erasure(mine, wish=form.cleaned_data["wish"], at=now)
    ):
        messages.success(request, _("It is noted. A mail says when you will be erased."))
        return redirect("account-data")
    return render(request, "people/erasure.html", {"form": form, "asked": request_of(mine)})
