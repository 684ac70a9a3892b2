"""The stakeholder groups of a forum, and which of them contributors have declared."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conspectus.core.errors import SiteError
from conspectus.core.forms import keys_of, saved
from conspectus.forums.models import Forum
from conspectus.forums.queries.lookup import forum_at
from conspectus.people.forms.groups import GroupForm
from conspectus.people.gates import only_for
from conspectus.people.models import Account, GroupDeclaration, StakeholderGroup
from conspectus.people.queries.groups import open_declarations
from conspectus.people.rules import Role
from conspectus.people.services.groups import confirm_group, declare_group, save_group
from conspectus.people.views.trail import trail_of

ROWS = 50


@only_for(Role.SECRETARIAT)
def groups(request: HttpRequest, forum: str) -> HttpResponse:
    """The tree, and the declarations that wait for a confirmation."""
    found = forum_at(forum)
    waiting = Paginator(open_declarations(found.group_tree_id), ROWS)
    context = {
        "trail": trail_of(forum),
        "forum": found,
        "groups": list(StakeholderGroup.objects.filter(tree=found.group_tree_id)),
        "page": waiting.get_page(request.GET.get("page")),
    }
    return render(request, "forums/manage/groups.html", context)


@only_for(Role.SECRETARIAT)
def group(request: HttpRequest, forum: str, group: str = "") -> HttpResponse:
    """A new group, or the name and place of one."""
    found = forum_at(forum)
    row = _group(found, group)
    form = GroupForm(request.POST or None, group=row, languages=found.languages)
    if request.method == "POST" and saved(
        form,
        lambda: save_group(
            row,
            names=form.texts("names"),
            parent=form.cleaned_data["parent"],
            order=form.cleaned_data["order"],
            scope=found.scope,
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("manage-groups", forum=forum)
    context = {
        "trail": trail_of(forum),
        "title": _("Stakeholder group"),
        "form": form,
        "button": _("Save"),
    }
    return render(request, "people/manage/form.html", context)


def _group(forum: Forum, slug: str) -> StakeholderGroup:
    if slug:
        return get_object_or_404(StakeholderGroup, tree=forum.group_tree_id, slug=slug)
    return StakeholderGroup(tree=forum.group_tree, order=forum.group_tree.groups.count())


@only_for(Role.SECRETARIAT)
@require_POST
def declarations_confirm(request: HttpRequest, forum: str) -> HttpResponse:
    """Confirms those that the page showed, each as declared."""
    found, account = forum_at(forum), cast("Account", request.user)
    keys = keys_of(request.POST.getlist("key"))[:ROWS]
    rows = open_declarations(found.group_tree_id).filter(pk__in=keys)
    try:
        for row in rows:
            confirm_group(row, by=account, scope=found.scope)
        messages.success(request, _("The groups are confirmed."))
    except SiteError as error:
        messages.error(request, str(error))
    return redirect("manage-groups", forum=forum)


@only_for(Role.SECRETARIAT)
@require_POST
def declaration_confirm(request: HttpRequest, forum: str, key: int) -> HttpResponse:
    """Confirms the group that was declared, or the other one that is chosen."""
    found, account = forum_at(forum), cast("Account", request.user)
    row = get_object_or_404(GroupDeclaration, pk=key, group__tree=found.group_tree_id)
    chosen = _group(found, request.POST.get("group") or row.group.slug)
    try:
        if chosen != row.group and row.confirmed is None:
            who = row.organisation or row.person
            if who is not None:
                row = declare_group(who, group=chosen, by=_("the secretariat"))
        confirm_group(row, by=account, scope=found.scope)
        messages.success(request, _("The group is confirmed."))
    except SiteError as error:
        messages.error(request, str(error))
    return redirect("manage-groups", forum=forum)
