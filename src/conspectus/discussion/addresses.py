"""The addresses of the online forum for mail: of a category, of a thread, of what is asked by mail.

FORUM.CYCLE.discussion.CATEGORY@DOMAIN          begins a thread
FORUM.CYCLE.discussion.NUMBER@DOMAIN            writes in a thread
FORUM.CYCLE.discussion.all+subscribe@DOMAIN     also CATEGORY or NUMBER; +digest, +unsubscribe
FORUM.CYCLE.discussion.confirm+CODE@DOMAIN      stands in mails that ask to confirm
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings

WORD: Final = "discussion"
ALL: Final = "all"
CONFIRM: Final = "confirm"
COMMANDS: Final = ("subscribe", "digest", "unsubscribe")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """``place``: a category, a thread's number, "all" or "confirm"; ``detail``: what follows +."""

    scope: str
    place: str
    detail: str = ""

    def __str__(self) -> str:
        detail = f"+{self.detail}" if self.detail else ""
        local = f"{self.scope.replace('/', '.')}.{WORD}.{self.place}{detail}"
        return f"{local}@{settings.MAIL_DOMAIN}"


def read_address(address: str) -> MailAddress | None:
    """The parts of an address of the online forum; ``None`` where it is none."""
    local, _sign, domain = address.strip("<> ").lower().rpartition("@")
    local, _plus, detail = local.partition("+")
    words = local.split(".")
    known = settings.MAIL_DOMAIN and domain == settings.MAIL_DOMAIN
    if not known or len(words) != 4 or words[2] != WORD:  # forum, cycle, word, place
        return None
    return MailAddress(f"{words[0]}/{words[1]}", words[3], detail)
