"""A contributor's address is verified by bringing back what only a mail to it held."""

from __future__ import annotations

import hmac

from django.db import transaction

from conspectus.contributions.models import Contribution, DeskItem, Event
from conspectus.contributions.services.links import address_code
from conspectus.core.clock import stamp


def is_code_of(contribution: Contribution, code: str) -> bool:
    """Whether the code was mailed to the address that the contribution has now."""
    right = address_code(contribution.key, contribution.email)
    return hmac.compare_digest(right.encode(), code.encode())


@transaction.atomic
def verify_address(contribution: Contribution, *, code: str) -> bool:
    """Marks the address as verified; again, it changes nothing. Whether the code was right."""
    if not is_code_of(contribution, code):
        return False
    # With the address in the statement: the draft may be given another one at this very moment.
    first = Contribution.objects.filter(
        pk=contribution.pk, email=contribution.email, email_verified__isnull=True
    ).update(email_verified=stamp())
    if first:
        contribution.email_verified = stamp()
        _propose_publication(contribution)
        Event.objects.create(contribution=contribution, kind="address verified")
    return True


def publication_options(contribution: Contribution, *, k: int) -> list[dict[str, str | int]]:
    """What the desk offers for a received version: first to wait while the address is unknown."""
    publish: dict[str, str | int] = {"do": "publish", "version": k}
    wait: dict[str, str | int] = {"do": "leave"}
    return [publish, wait] if contribution.email_verified is not None else [wait, publish]


def _propose_publication(contribution: Contribution) -> None:
    """What is not published yet is proposed for it, also what was left for want of an address."""
    hidden = set(contribution.versions.filter(published=None).values_list("k", flat=True))
    kinds = [DeskItem.Kind.TO_PUBLISH, DeskItem.Kind.SECOND_VERSION]
    for item in DeskItem.objects.filter(contribution=contribution, kind__in=kinds):
        options = item.proposal.get("options", [])
        published = [one for one in options if one.get("do") == "publish"]
        if not any(one.get("version") in hidden for one in published):
            continue
        item.proposal = {"options": [*published, *(one for one in options if one not in published)]}
        item.state, item.decided, item.decided_by = DeskItem.State.WAITING, None, None
        item.save(update_fields=["proposal", "state", "decided", "decided_by"])
