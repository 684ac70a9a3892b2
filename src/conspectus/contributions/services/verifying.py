"""A contributor's address is verified by bringing back what only a mail to it held."""

from __future__ import annotations

import hmac

from django.db import transaction

from conspectus.contributions.models import Contribution, Event
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
    first = Contribution.objects.filter(pk=contribution.pk, email_verified__isnull=True).update(
        email_verified=stamp()
    )
    if first:
        Event.objects.create(contribution=contribution, kind="address verified")
    return True
