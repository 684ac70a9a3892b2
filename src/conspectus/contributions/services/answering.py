"""Carrying out what the secretariat answers at its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.contributions.holders import region_of
from conspectus.contributions.models import (
    Contribution,
    DeskItem,
    Event,
    Party,
    Redaction,
    RegisterEntry,
    Version,
)
from conspectus.contributions.models.contributions import State
from conspectus.contributions.options import Option, options_of
from conspectus.contributions.paths import contribution_path
from conspectus.contributions.services.blacking import black_out
from conspectus.contributions.services.documents import apply_redactions
from conspectus.contributions.services.merging import merge_organisation
from conspectus.contributions.services.publishing import publish_version, publish_versions
from conspectus.contributions.services.register import refresh_holders
from conspectus.contributions.services.withdrawing import mark_duplicate
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.people.models import Account, Area, Organisation, StakeholderGroup
from conspectus.people.services.groups import declare_group
from conspectus.people.services.organisations import (
    add_alias,
    create_organisation,
    find_organisation,
)

Waiting = DeskItem.State.WAITING
PUBLISH = "publish"


@transaction.atomic
def answer_item(item: DeskItem, *, option: Option, by: Account) -> DeskItem:
    """Does what an option says, and closes the item.

    Raises:
        SiteError: it was answered already, or cannot be done (any more).
    """
    item = DeskItem.objects.select_related("contribution__cycle__scope__parent__parent").get(
        pk=item.pk
    )
    if item.state != Waiting:
        raise SiteError(_("This has been answered already."))
    act = _ACTS.get(str(option.get("do")))
    if act is None:
        raise SiteError(_("This answer is not one of those offered; choose another."))
    if item.contribution is not None:
        act(item.contribution, option, by)
    _close(item, option, by)
    return item


@transaction.atomic
def accept_items(items: Iterable[DeskItem], *, by: Account) -> int:
    """Gives each item the answer that it proposes; says how many. All or none.

    Raises:
        SiteError: one of them cannot be done.
    """
    found = [item for item in items if item.state == Waiting]
    to_publish = [one for one in found if options_of(one)[0].get("do") == PUBLISH]
    versions = [
        _version(one.contribution, options_of(one)[0])
        for one in to_publish
        if one.contribution is not None
    ]
    for item in found:
        if item not in to_publish:
            answer_item(item, option=options_of(item)[0], by=by)
    if versions:
        publish_versions(versions, by=str(by))
    for item in to_publish:
        _close(item, options_of(item)[0], by)
    return len(found)


@transaction.atomic
def dismiss_items(items: Iterable[DeskItem], *, by: Account) -> int:
    """Leaves each as it is; says how many."""
    found = [item for item in items if item.state == Waiting]
    for item in found:
        _close(item, {"do": "leave"}, by)
    return len(found)


def _close(item: DeskItem, option: Option, by: Account) -> None:
    item.state = DeskItem.State.ANSWERED
    if dict(option) == dict(options_of(item)[0]):
        item.state = DeskItem.State.ACCEPTED
    elif option.get("do") == "leave":
        item.state = DeskItem.State.DISMISSED
    item.decided, item.decided_by = stamp(), by
    item.save(update_fields=["state", "decided", "decided_by"])
    contribution = item.contribution
    if contribution is None:
        return
    Event.objects.create(
        contribution=contribution,
        kind=f"desk: {item.kind}"[:40],
        by=str(by)[:200],
        note=f"{option.get('do')}: {item.question}"[:500],
    )
    doubts = DeskItem.objects.filter(
        contribution=contribution, kind=DeskItem.Kind.EXTRACTION, state=Waiting
    )
    if contribution.state == State.NEEDS_ATTENTION and not doubts.exists():
        Contribution.objects.filter(pk=contribution.pk, state=State.NEEDS_ATTENTION).update(
            state=State.RECEIVED
        )


def _version(contribution: Contribution, option: Option) -> Version:
    """The version that an option names by its number, else the newest that was sent."""
    versions = contribution.versions.filter(received__isnull=False).select_related(
        "contribution__cycle__scope"
    )
    if "version" in option:
        versions = versions.filter(k=option["version"])
    found = versions.order_by("-k").first()
    if found is None:
        raise SiteError(_("This contribution has no such version any more."))
    return found


def _decided(contribution: Contribution, what: str, **said: Any) -> None:  # noqa: ANN401 - JSON
    """The record of a decision about what is public, whose pages are then rendered anew."""
    if contribution.published is None:
        return
    record("decision", contribution_path(contribution), {"decision": what, **said})
    mark_changed(contribution.cycle.scope)


def _leave(_contribution: Contribution, _option: Option, _by: Account) -> None:
    pass


def _country(contribution: Contribution, option: Option, _by: Account) -> None:
    area = (
        Area.objects.select_related("parent__parent__parent")
        .filter(code=str(option.get("area", "")))
        .first()
    )
    if area is None:
        raise SiteError(_("There is no such country or region in the table; choose another."))
    country = area if area.kind == Area.Kind.COUNTRY else None
    region = region_of(area)
    contribution.versions.update(country=country, region=region)
    entries = RegisterEntry.objects.filter(contribution=contribution, unnamed="")
    entries.update(country=country, region=region)
    Organisation.objects.filter(
        parties__version__contribution=contribution,
        parties__part=Party.Part.SIGNS,
        country__isnull=True,
    ).update(country=country)
    _decided(contribution, "country", area=area.code)


def _group(contribution: Contribution, option: Option, by: Account) -> None:
    group = StakeholderGroup.objects.filter(pk=option.get("group", 0)).first()
    if group is None:
        raise SiteError(_("There is no such group any more; choose another."))
    contribution.versions.update(group=group)
    RegisterEntry.objects.filter(contribution=contribution).update(group=group)
    signers = Organisation.objects.filter(
        parties__version__contribution=contribution, group__isnull=True
    )
    for organisation in signers.distinct():
        declare_group(organisation, group=group, by=str(by))
    _decided(contribution, "group", group=group.slug)


def _same(_contribution: Contribution, option: Option, _by: Account) -> None:
    one = Organisation.objects.filter(pk=option.get("organisation", 0)).first()
    into = Organisation.objects.filter(pk=option.get("as", 0)).first()
    if one is None or into is None:
        raise SiteError(_("One of these organisations is not there any more."))
    merge_organisation(one, into=into)


def _party(contribution: Contribution, option: Option, _by: Account) -> None:
    organisation = Organisation.objects.filter(pk=option.get("organisation", 0)).first()
    if organisation is None:
        raise SiteError(_("This organisation is not there any more."))
    name = str(option.get("name", ""))
    if name and find_organisation(name) is None:
        add_alias(organisation, name)
    _sign(contribution, option, organisation)


def _new_party(contribution: Contribution, option: Option, _by: Account) -> None:
    version = _version(contribution, option)
    name = str(option.get("name", ""))
    organisation = find_organisation(name) or create_organisation(
        name, country=version.country, region=version.region, group=version.group
    )
    _sign(contribution, option, organisation)


def _sign(contribution: Contribution, option: Option, organisation: Organisation) -> None:
    version = _version(contribution, option)
    Party.objects.create(
        version=version,
        organisation=organisation,
        part=str(option.get("part", Party.Part.SIGNS)),
        order=int(option.get("order", 0)),
    )
    refresh_holders([contribution])
    _decided(contribution, "organisation", organisation=organisation.slug)


def _duplicate(contribution: Contribution, option: Option, by: Account) -> None:
    of = Contribution.objects.filter(pk=option.get("of", 0), cycle=contribution.cycle_id).first()
    if of is None:
        raise SiteError(_("The other contribution is not there any more."))
    mark_duplicate(contribution, of=of, by=str(by))


def _publish(contribution: Contribution, option: Option, by: Account) -> None:
    publish_version(_version(contribution, option), by=str(by))


def _redact(contribution: Contribution, option: Option, _by: Account) -> None:
    version = _version(contribution, option)
    if version.published is not None:
        black_out(version)
        return
    for document in version.documents.all():
        proposed = document.redactions.filter(state=Redaction.State.PROPOSED)
        proposed.update(state=Redaction.State.APPLIED)
        apply_redactions(document, redactions=list(document.redactions.all()))


def _keep(contribution: Contribution, option: Option, _by: Account) -> None:
    Redaction.objects.filter(
        document__version=_version(contribution, option), state=Redaction.State.PROPOSED
    ).update(state=Redaction.State.DECLINED)


_ACTS: dict[str, Callable[[Contribution, Option, Account], None]] = {
    "leave": _leave,
    "campaign": _leave,
    "accept late": _leave,
    "country": _country,
    "group": _group,
    "same": _same,
    "party": _party,
    "new party": _new_party,
    "duplicate": _duplicate,
    PUBLISH: _publish,
    "redact": _redact,
    "keep": _keep,
}
"""What each answer does. "leave", "campaign" and "accept late" are decisions without an act."""
