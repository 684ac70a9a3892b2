"""Comments whose author never confirmed the address: nobody has seen them, and nobody will."""

from __future__ import annotations

from conspectus.core.retention import cutoff
from conspectus.synthesis.models import Comment


def clear_unconfirmed() -> int:
    """How many went."""
    waiting = Comment.objects.filter(state=Comment.State.UNVERIFIED)
    return int(waiting.filter(received__lt=cutoff("unconfirmed comments")).delete()[0])
