"""The outbox of mail: written in a service's transaction, sent by the worker."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from conspectus.core.inserting import insert, new
from conspectus.core.models import Mail, Scope
from conspectus.core.secret_links import text_to_send

_OURS: Final = re.compile(r"\d{1,18}\.\d{14}\Z")

_makers: dict[str, str] = {}


def add_headers(kind: str, maker: str) -> None:
    """An app names, by its dotted path, what makes further headers of its kind of mail."""
    _makers[kind] = maker


def queue_mail(  # noqa: PLR0913 - what a message has
    scope: Scope,
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    language: str = "en",
    about: str = "",
    held: bool = False,
    answers: str = "",
    unsubscribe: str = "",
) -> Mail:
    """Puts a plain-text message into the outbox. Line breaks in the subject become spaces.

    ``answers``: the id of the mail that it answers by itself, without brackets. ``unsubscribe``:
    the mark of a link whose POST ends such mail; for what nobody has asked for.
    """
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
        answers=answers[:300],
        unsubscribe=unsubscribe[:300],
    )
    insert(mail)
    return mail


def headers_of(mail: Mail) -> dict[str, str]:
    """What the head of a message says beside sender, address and subject.

    That it comes from a program (RFC 3834), so that no program answers it; our own mark, by which
    we know it again should it come back; how to end such mail at one press (RFC 8058).
    """
    made = {
        # The same id at a second attempt, so that a mailbox can tell the copy.
        "Message-ID": f"<{mail.pk}.{mail.created:%Y%m%d%H%M%S}@{sending_domain()}>",
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-replied" if mail.answers else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Loop": loop_mark(),
    }
    if mail.answers:
        made["In-Reply-To"] = made["References"] = f"<{mail.answers}>"
    if mail.unsubscribe:
        made["List-Unsubscribe"] = f"<{text_to_send(mail.unsubscribe)}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return made | (import_string(_makers[mail.kind])(mail) if mail.kind in _makers else {})


def sending_domain() -> str:
    """The domain of the address that mail comes from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"


def loop_mark() -> str:
    """What X-Loop says in each message of ours."""
    return f"conspectus@{sending_domain()}"


def is_own_id(message_id: str) -> bool:
    """Whether a message's id, without brackets, is one of ours."""
    local, _, domain = message_id.rpartition("@")
    return domain.lower() == sending_domain().lower() and _OURS.match(local) is not None
