"""Roles: given and ended by the secretariat, both recorded."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Scope
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.people.accounts import shown_as
from conspectus.people.models import Account, RoleAssignment
from conspectus.people.rules import has_role


@transaction.atomic
def give_role(
    account: Account,
    *,
    role: str,
    scope: Scope,
    by: Account | None,
    title: str = "",
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> RoleAssignment:
    """An account gets a role in a scope and what is within it. ``by``: ``None`` at installation.

    Raises:
        SiteError: it has this role there already, or it would end before it begins.
    """
    begins = since or stamp()
    if until is not None and until <= begins:
        raise SiteError(_("The role ends before it begins; change one of the days."), field="until")
    open_ones = RoleAssignment.objects.filter(account=account, scope=scope, role=role)
    if open_ones.filter(until__isnull=True).exists():
        raise SiteError(
            _("%(account)s has this role already; end it first to change its dates.")
            % {"account": shown_as(account)},
            field="role",
        )
    assignment = RoleAssignment.objects.create(
        account=account,
        scope=scope,
        role=role,
        title=title,
        since=begins,
        until=until,
        given_by=by,
    )
    _record_role(assignment, "given")
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: Account) -> RoleAssignment:
    """Ends a role now.

    Raises:
        SiteError: it has ended; or it is the ender's own last right to give roles there.
    """
    now = stamp()
    if assignment.until is not None and assignment.until <= now:
        raise SiteError(_("This role has ended before; nothing is left to do."))
    assignment.until = max(now, assignment.since)
    assignment.save(update_fields=["until"])
    secretariat = RoleAssignment.Role.SECRETARIAT
    if assignment.account_id == by.pk and not has_role(by, assignment.scope, secretariat):
        # Rolled back with the transaction: nobody locks themselves out by a slip.
        raise SiteError(_("You cannot end your own role of the secretariat; somebody else can."))
    _record_role(assignment, "ended")
    return assignment


def _record_role(assignment: RoleAssignment, act: str) -> None:
    """What goes into the public record: the name of the person, never the address."""
    person = assignment.account.person if assignment.account else None
    path = assignment.scope.path
    record(
        "role",
        f"/{path}/" if path else "/",
        {
            "act": act,
            "role": assignment.role,
            "title": assignment.title,
            "name": person.name if person else "",
            "since": assignment.since.isoformat(),
            "until": assignment.until.isoformat() if assignment.until else "",
        },
    )
    mark_changed(assignment.scope)
