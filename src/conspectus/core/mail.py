"""The outbox of mail: written in a service's transaction, sent by the worker."""

from __future__ import annotations

from conspectus.core.inserting import insert, new
from conspectus.core.models import Mail, Scope


def queue_mail(
    scope: Scope,
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    language: str = "en",
    about: str = "",
    held: bool = False,
) -> Mail:
    """Puts a plain-text message into the outbox. Line breaks in the subject become spaces."""
    mail = new(
        Mail,
        scope=scope,
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text,
        kind=kind,
        language=language,
        about=about,
        state=Mail.State.HELD if held else Mail.State.WAITING,
    )
    insert(mail)
    return mail
