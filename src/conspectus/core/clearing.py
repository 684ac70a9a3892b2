"""Mails whose time has come: first their words go, later that they went."""

from __future__ import annotations

from conspectus.core.models import Mail
from conspectus.core.retention import cutoff

_ENDED = (Mail.State.SENT, Mail.State.FAILED, Mail.State.DISCARDED)


def clear_mails() -> int:
    """What waits or is held is left: somebody has still to decide, or the post to send it."""
    ended = Mail.objects.filter(state__in=_ENDED)
    gone = ended.filter(created__lt=cutoff("mail")).delete()[0]
    silent = ended.filter(created__lt=cutoff("mail words")).exclude(text="")
    # A mail that failed cannot go any more without its words.
    failed = silent.filter(state=Mail.State.FAILED).update(text="", state=Mail.State.DISCARDED)
    return int(gone) + failed + silent.update(text="")
