"""Roles in the installation and in a forum, given and ended by the secretariat."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from conspectus.core.errors import SiteError
from conspectus.core.forms import saved
from conspectus.core.mail import queue_mail
from conspectus.core.models import Scope
from conspectus.core.published import scope_of
from conspectus.core.text import LANGUAGES
from conspectus.people.forms.accounts import ROLE_NAMES, RoleForm
from conspectus.people.gates import only_for
from conspectus.people.models import Account, RoleAssignment
from conspectus.people.queries.roles import names_of, roles_within, where
from conspectus.people.rules import Role
from conspectus.people.services.accounts import account_for, edit_account
from conspectus.people.services.roles import end_role, give_role
from conspectus.people.views.trail import trail_of

ROWS = 50


@only_for(Role.SECRETARIAT)
def roles(request: HttpRequest, forum: str = "") -> HttpResponse:
    """All roles of the scope with their dates, and a form for one more."""
    scope = scope_of(request)
    form = RoleForm(request.POST or None, within=scope)
    if request.method == "POST" and saved(form, lambda: _give(request, form)):
        messages.success(request, _("The role is given; a mail says so."))
        return redirect(_roles_page(forum))
    context = {
        "trail": trail_of(forum),
        "form": form,
        "forum": forum,
        "page": Paginator(roles_within(scope), ROWS).get_page(request.GET.get("page")),
        "role_names": ROLE_NAMES,
        "names_of": names_of,
    }
    return render(request, "people/manage/roles.html", context)


@only_for(Role.SECRETARIAT)
@require_POST
def role_end(request: HttpRequest, key: int, forum: str = "") -> HttpResponse:
    """Ends a role now."""
    assignment = get_object_or_404(roles_within(scope_of(request)), pk=key)
    try:
        end_role(assignment, by=cast("Account", request.user))
        messages.success(request, _("The role has ended."))
    except SiteError as error:
        messages.error(request, str(error))
    return redirect(_roles_page(forum))


@transaction.atomic
def _give(request: HttpRequest, form: RoleForm) -> RoleAssignment:
    given = form.cleaned_data
    account = account_for(given["email"], language=_language_of(given["scope"], request))
    if given["name"] and account.person is None:
        edit_account(account, name=given["name"], language=account.language)
    assignment = give_role(
        account,
        role=given["role"],
        scope=given["scope"],
        by=cast("Account", request.user),
        title=given["title"],
        until=form.last_moment(),
    )
    _tell(account, assignment)
    return assignment


def _language_of(scope: Scope, request: HttpRequest) -> str:
    """Of who has no account yet: the forum's first, as far as the site speaks it."""
    here = getattr(scope if "/" not in scope.path else scope.parent, "forum", None)
    spoken = [one for one in getattr(here, "languages", ()) if one in LANGUAGES]
    return spoken[0] if spoken else request.LANGUAGE_CODE


def _tell(account: Account, assignment: RoleAssignment) -> None:
    """Says in the account's own language what it may do now, and how to sign in."""
    scope = assignment.scope
    with override(account.language):
        role = assignment.title or str(ROLE_NAMES[Role(assignment.role)])
        queue_mail(
            scope,
            to=account.email,
            subject=_("You have a role: %(role)s") % {"role": role},
            text=_(
                "You now have the role “%(role)s” (%(where)s).\n\n"
                "Sign in with your address, a code by e-mail is enough:\n%(address)s"
            )
            % {
                "role": role,
                "where": where(scope),
                "address": settings.PUBLIC_ADDRESS + reverse("account_request_login_code"),
            },
            kind="role",
            language=account.language,
        )


def _roles_page(forum: str) -> str:
    if forum:
        return reverse("manage-roles", kwargs={"forum": forum})
    return reverse("manage-all-roles")
