"""Two rows that are one organisation: the secretariat says so, nothing else ever does."""

from __future__ import annotations

from django.db import transaction

from conspectus.contributions.models import Contribution, DeskItem, Party
from conspectus.contributions.services.register import refresh_holders
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.scopes import installation_scope
from conspectus.forums.models import Cycle
from conspectus.people.models import (
    Affiliation,
    FormerAddress,
    GroupDeclaration,
    Organisation,
    OrganisationName,
)
from conspectus.people.services.lookalikes import mark_again


@transaction.atomic
def merge_organisation(organisation: Organisation, *, into: Organisation) -> Organisation:
    """Everything of one is the other's from now on: names, signatures, people, history.

    What was printed stays as signed; only whose page it leads to changes. Its address leads to the
    other.
    """
    if organisation.pk == into.pk:
        return into
    contributions = list(
        Contribution.objects.filter(versions__parties__organisation=organisation)
        .select_related("cycle__scope")
        .distinct()
    )
    Party.objects.filter(organisation=organisation).update(organisation=into)
    OrganisationName.objects.filter(organisation=organisation).update(organisation=into)
    Affiliation.objects.filter(organisation=organisation).update(organisation=into)
    GroupDeclaration.objects.filter(organisation=organisation).update(organisation=into)
    Organisation.objects.filter(parent=organisation).exclude(pk=into.pk).update(parent=into)
    Organisation.objects.filter(pk=into.pk, parent=organisation).update(parent=None)
    Organisation.objects.filter(looks_like=organisation).update(looks_like=into)
    for field in ("country", "region", "group"):
        if getattr(into, f"{field}_id") is None and getattr(organisation, f"{field}_id"):
            setattr(into, field, getattr(organisation, field))
    into.save()
    gone, old = organisation.pk, organisation.slug
    organisation.former_addresses.update(organisation=into)
    FormerAddress.objects.create(slug=old, organisation=into)
    organisation.delete()
    mark_again(into)
    refresh_holders(contributions)
    record(
        "decision",
        "/",
        {"decision": "one organisation", "organisation": old, "is": into.slug},
    )
    _take_out_of_questions(gone)
    cycles = Cycle.objects.filter(contributions__in=contributions).select_related("scope")
    for cycle in cycles.distinct():
        mark_changed(cycle.scope)
    if not contributions:
        mark_changed(installation_scope())
    return into


def _take_out_of_questions(gone: int) -> None:
    """Other questions that offer the row that is gone would fail: they are asked no more."""
    waiting = DeskItem.objects.filter(kind=DeskItem.Kind.ORGANISATION, state=DeskItem.State.WAITING)
    for item in waiting:
        options = item.proposal.get("options", [])
        kept = [one for one in options if gone not in (one.get("organisation"), one.get("as"))]
        if len(kept) != len(options):
            item.proposal = {**item.proposal, "options": kept or [{"do": "leave"}]}
            item.save(update_fields=["proposal"])
