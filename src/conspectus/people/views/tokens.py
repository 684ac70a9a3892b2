"""The page where a person makes, sees and revokes tokens for programs."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conspectus.core.clock import request_stamp
from conspectus.core.forms import saved
from conspectus.people.forms.tokens import TokenForm, scope_name
from conspectus.people.gates import signed_in
from conspectus.people.models import Account, ApiToken
from conspectus.people.services.tokens import MadeToken, make_token, revoke_token, scopes_for

ROWS = 50


@signed_in
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens of the account; a new one's secret is shown in the answer to its form only."""
    mine = cast("Account", request.user)
    now = request_stamp(request)
    form = TokenForm(request.POST or None, scopes=scopes_for(mine))
    made: list[MadeToken] = []
    if request.method == "POST" and saved(
        form, lambda: made.append(make_token(mine, **form.cleaned_data, at=now))
    ):
        form = TokenForm(None, scopes=scopes_for(mine))
    page = Paginator(list(mine.tokens.all()), ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "made": made[0] if made else None,
        "page": page,
        "now": now,
        "scope_name": scope_name,
    }
    return render(request, "people/tokens.html", context)


@signed_in
@require_POST
def token_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Ends a token now."""
    mine = ApiToken.objects.filter(account=cast("Account", request.user))
    revoke_token(get_object_or_404(mine, pk=key))
    messages.success(request, _("The token is revoked."))
    return redirect("account-tokens")
