"""Withdrawal, refusal, duplicates and merging: what ends a contribution's way."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from conspectus.contributions.models import Contribution, DeskItem, Event
from conspectus.contributions.models.contributions import State
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.letters import language_for, mail_refused, mail_withdrawn
from conspectus.contributions.services.register import leave_register
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

_WITHDRAWABLE = frozenset(
    {State.RECEIVED, State.NEEDS_ATTENTION, State.PUBLISHED, State.NOT_PUBLISHED, State.DUPLICATE}
)


_REFUSABLE = frozenset({State.RECEIVED, State.NEEDS_ATTENTION})


def can_be_withdrawn(contribution: Contribution) -> bool:
    """Whether it is there to be withdrawn, or joined to another."""
    return contribution.state in _WITHDRAWABLE


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
    """The same contribution sent twice: this one points to the other, which stands."""
    return _same_as(contribution, of, State.DUPLICATE, by=by)


@transaction.atomic
def merge_contribution(contribution: Contribution, *, into: Contribution, by: str) -> RecordedLeaf:
    """Two parts of one contribution: this one is read with the other."""
    return _same_as(contribution, into, State.MERGED, by=by)


def _same_as(
    contribution: Contribution, other: Contribution, state: str, *, by: str
) -> RecordedLeaf:
    ends_well = other.pk != contribution.pk and other.cycle_id == contribution.cycle_id
    if not ends_well or other.number is None or other.same_as_id is not None:
        raise SiteError(
            _("Choose another contribution of this cycle that stands by itself."), field="number"
        )
    _look_again(contribution)
    if not can_be_withdrawn(contribution):
        raise SiteError(_("Only a contribution that was received can be joined to another."))
    contribution.same_as = other
    return _end(contribution, state, by=by, kind="decision", other=other.number)


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
    mark_changed(contribution.cycle.scope)
    return leaf
