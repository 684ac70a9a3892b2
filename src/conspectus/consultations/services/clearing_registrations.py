"""What registrations keep for a while only: needs of access, and what nobody has confirmed."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Coalesce

from conspectus.consultations.models import Registration
from conspectus.core.clock import stamp
from conspectus.core.models import Mail
from conspectus.core.retention import cutoff


@transaction.atomic
def clear_registrations() -> int:
    """Needs of access go when the meeting has ended, what was never confirmed with its mail."""
    over = Registration.objects.exclude(needs="").alias(
        end=Coalesce("meeting__ends", "meeting__starts")
    )
    gone = over.filter(end__lt=stamp()).update(needs="")
    never = Registration.objects.filter(
        confirmed__isnull=True, asked__lt=cutoff("unconfirmed comments")
    )
    scopes = never.values_list("pk", "meeting__cycle__scope__path")
    abouts = [f"/{path}/meetings/register/{key}/" for key, path in scopes]
    Mail.objects.filter(about__in=abouts).delete()
    never.delete()
    return gone + len(abouts)
