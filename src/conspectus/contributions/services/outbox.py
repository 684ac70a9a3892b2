"""What the secretariat does with mail before it goes: hold it, let it go, discard it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail

State = Mail.State


@transaction.atomic
def hold_mail(mail: Mail) -> None:
    """Keeps a message back until somebody lets it go.

    Raises:
        SiteError: it has gone, or was discarded.
    """
    _move(mail, State.HELD, from_states=(State.WAITING, State.FAILED))


@transaction.atomic
def send_mail(mail: Mail) -> None:
    """Lets a message go, also one that was held or that failed; the worker sends it at once.

    Raises:
        SiteError: it has gone, or was discarded.
    """
    _move(mail, State.WAITING, from_states=(State.HELD, State.WAITING, State.FAILED))
    Mail.objects.filter(pk=mail.pk).update(
        attempts=0,
        error="",
        not_before=stamp(),  # somebody has decided: it is not held back again
    )


@transaction.atomic
def discard_mail(mail: Mail) -> None:
    """It will never go; it stays to be seen.

    Raises:
        SiteError: it has gone already.
    """
    _move(mail, State.DISCARDED, from_states=(State.HELD, State.WAITING, State.FAILED))


def _move(mail: Mail, state: str, *, from_states: tuple[str, ...]) -> None:
    # The condition is in the statement: the worker may send it at this very moment.
    moved = Mail.objects.filter(pk=mail.pk, state__in=from_states).update(state=state)
    if not moved:
        raise SiteError(
            _("“%(subject)s” has gone already, or was discarded.") % {"subject": mail.subject}
        )


ACTS: dict[str, Callable[[Mail], None]] = {
    "hold": hold_mail,
    "send": send_mail,
    "discard": discard_mail,
}
