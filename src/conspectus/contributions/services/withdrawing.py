"""Withdrawal, refusal and duplicates: what ends a contribution's way."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from conspectus.contributions.models import Contribution, DeskItem, Event
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.letters import language_for, mail_refused, mail_withdrawn
from conspectus.contributions.services.register import leave_register, list_again
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import RecordedLeaf
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record

REFUSALS = {
    "outside-call": gettext_noop("It does not answer the call."),
    "not-identified": gettext_noop("It does not say who signs it, and nobody answered when asked."),
    "unreadable": gettext_noop("It could not be read, and no readable copy came when asked."),
    "unlawful": gettext_noop("Publishing it would break the law."),
    "abusive": gettext_noop("It attacks persons instead of speaking on the matter."),
    "advertising": gettext_noop("It advertises goods or services."),
    "automated": gettext_noop("It was sent by a machine without a contributor behind it."),
}
"""The public list: a contribution is refused for one of these reasons or not at all."""

_STANDS = frozenset({State.RECEIVED, State.NEEDS_ATTENTION, State.PUBLISHED, State.NOT_PUBLISHED})
_WITHDRAWABLE = _STANDS | {State.DUPLICATE, State.MERGED}
_REFUSABLE = frozenset({State.RECEIVED, State.NEEDS_ATTENTION})


def can_be_withdrawn(contribution: Contribution) -> bool:
    """Whether it has not ended; what is counted with another can be withdrawn too."""
    return contribution.state in _WITHDRAWABLE


def can_be_joined(contribution: Contribution) -> bool:
    """Whether it stands by itself."""
    return contribution.state in _STANDS


def can_be_refused(contribution: Contribution) -> bool:
    """Whether nobody has decided on it yet."""
    return contribution.state in _REFUSABLE


@transaction.atomic
def withdraw_contribution(
    contribution: Contribution, *, by: str, language: str = "", note: str = ""
) -> RecordedLeaf:
    """Marks a contribution as withdrawn; its address then answers 410 with a tombstone.

    Papers that cite it keep their citations with "withdrawn since". Its words stay in the
    database: removing them is an erasure (`contributions.services.erasing`). ``language``: in
    which the contributor reads now, who does it. ``note``: for the history, how it was asked for
    where the secretariat does it.

    Raises:
        SiteError: it is a draft, or has ended already.
    """
    _look_again(contribution)
    if not can_be_withdrawn(contribution):
        raise SiteError(_("This contribution cannot be withdrawn: it is not in the register."))
    contribution.withdrawn = stamp()
    leaf = _end(contribution, State.WITHDRAWN, by=by, kind="withdrawal", note=note)
    if contribution.email:
        mail_withdrawn(contribution, language=language_for(contribution, language))
    return leaf


@transaction.atomic
def refuse_contribution(contribution: Contribution, *, reason: str, by: str) -> RecordedLeaf:
    """Refuses a contribution that is not published.

    Raises:
        SiteError: the reason is not in `REFUSALS`, or the contribution is public or has ended.
    """
    if reason not in REFUSALS:
        raise SiteError(_("Choose a reason from the list."), field="reason")
    _look_again(contribution)
    if not can_be_refused(contribution):
        raise SiteError(_("Only what is received and not published can be refused."))
    contribution.refusal = reason
    leaf = _end(contribution, State.REFUSED, by=by, kind="decision", refused=reason)
    if contribution.email:
        mail_refused(contribution, reason=REFUSALS[reason], language=language_for(contribution))
    return leaf


@transaction.atomic
def mark_duplicate(contribution: Contribution, *, of: Contribution, by: str) -> RecordedLeaf:
    """The same contribution sent twice: this one points to the other, which stands.

    Raises:
        SiteError: the other does not stand by itself in this cycle, or this one has ended.
    """
    # Both, in one order: two who join two contributions to each other at once do it one way.
    for one in sorted({contribution, of}, key=lambda row: row.pk):
        _look_again(one)
    ends_well = of.pk != contribution.pk and of.cycle_id == contribution.cycle_id
    if not ends_well or of.number is None or not can_be_joined(of):
        raise SiteError(
            _("Choose another contribution of this cycle that stands by itself."), field="number"
        )
    if not can_be_joined(contribution):
        raise SiteError(_("Only a contribution that was received can be joined to another."))
    contribution.copies.update(same_as=of)
    contribution.same_as = of
    return _end(contribution, State.DUPLICATE, by=by, kind="decision", other=of.number)


def _look_again(contribution: Contribution) -> None:
    """Its state inside the transaction: two who end it at once end it once."""
    rows = Contribution.objects.select_for_update().filter(pk=contribution.pk)
    contribution.state, contribution.email = rows.values_list("state", "email").get()


def _end(
    contribution: Contribution, state: str, *, by: str, kind: str, note: str = "", **said: str | int
) -> RecordedLeaf:
    """The state, the leaf, the history, the desk; pages are rendered anew."""
    was = contribution.state
    contribution.state = state
    contribution.save(update_fields=["state", "withdrawn", "refusal", "same_as"])
    leaf = record(kind, contribution_path(contribution), {"state": str(state), "was": was, **said})
    Event.objects.create(contribution=contribution, kind=str(state), by=by[:200], note=note[:500])
    DeskItem.objects.filter(contribution=contribution, state=DeskItem.State.WAITING).update(
        state=DeskItem.State.DISMISSED, decided=stamp()
    )
    leave_register([contribution])
    let_a_copy_stand(contribution, by=by)
    mark_changed(contribution.cycle.scope)
    return leaf


def let_a_copy_stand(contribution: Contribution, *, by: str) -> None:
    """Where what was counted once has ended, a copy that somebody else sent is counted instead."""
    if can_be_joined(contribution) or contribution.same_as_id is not None:
        return
    copies = list(contribution.copies.filter(state=State.DUPLICATE).order_by("number"))
    if not copies:
        return
    first, *rest = sorted(copies, key=lambda one: one.published is None)
    first.same_as, first.state = None, State.PUBLISHED if first.published else State.RECEIVED
    first.save(update_fields=["same_as", "state"])
    Contribution.objects.filter(pk__in=[one.pk for one in rest]).update(same_as=first)
    record(
        "decision",
        contribution_path(first),
        {"state": str(first.state), "was": str(State.DUPLICATE)},
    )
    Event.objects.create(contribution=first, kind=str(first.state), by=by[:200])
    if first.published:
        list_again(first)
