"""The outbox of mail: written in a service's transaction, sent by the worker.

A secret link stands in no row of the outbox: the text holds a mark (`secret_link`), which becomes
the link only in what is sent (`text_to_send`). Who looks at the outbox sees that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from conspectus.core.models import Mail, Scope

LinkMaker = Callable[[str], str]
"""What stands in the mark → the whole link."""

_makers: dict[str, LinkMaker] = {}
_MARK = re.compile(r"⟦([a-z-]+) ([^⟦⟧\s]+)⟧")


def make_links(kind: str, maker: LinkMaker) -> None:
    """An app names who makes its secret links; called once, when it is ready."""
    _makers[kind] = maker


def secret_link(kind: str, what: str) -> str:
    """The mark for a link in a mail's text; ``what`` has no white space and is no secret."""
    return f"⟦{kind} {what}⟧"


def without_marks(words: str) -> str:
    """Words of strangers for a mail's text: they can hold no mark."""
    return words.replace("⟦", "[").replace("⟧", "]")


def text_to_send(mail: Mail) -> str:
    """The text with its links. A mark that nobody knows stays as it is."""
    return _MARK.sub(
        lambda mark: _makers[mark[1]](mark[2]) if mark[1] in _makers else mark[0], mail.text
    )


def text_to_show(mail: Mail) -> str:
    """The text for the outbox's page: in place of a link, that there is one."""
    return _MARK.sub("[…]", mail.text)


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
    return Mail.objects.create(
        scope=scope,
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text,
        kind=kind,
        language=language,
        about=about,
        state=Mail.State.HELD if held else Mail.State.WAITING,
    )
