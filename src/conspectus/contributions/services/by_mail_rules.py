"""Which mails are answered, which are refused with a sentence, and which meet silence.

Silence is for what programs send by themselves (RFC 3834 §2): an answer, or a refusal that a server
turns into a message, would begin a loop. What a person may have sent is refused while its server
waits, so that no message of ours goes to an address that somebody else has written.
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
from typing import Final

from django.conf import settings

from conspectus.contributions.models import Call, Contribution
from conspectus.contributions.models.contributions import State
from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.mail import is_own_id, loop_mark
from conspectus.core.models import Mail
from conspectus.core.text import LANGUAGES
from conspectus.formats.letters import Letter, Robot, Vouched

KIND: Final = "mailed"
"""The kind of our answers in the outbox."""

KIND_VOUCHED: Final = "mailed-vouched"
"""The kind of those to a sender whom the own server vouches for."""

MOST_AN_HOUR: Final = 6
"""Answers to one address within an hour."""

MOST_DRAFTS: Final = 20
"""Drafts by mail that were begun under one address within a day, and wait. Only of the last day:

else whoever writes in a stranger's name would keep that stranger out.
"""

_NOBODY: Final = re.compile(r"(?:no-?reply|do-?not-?reply)[@+-]", re.IGNORECASE)

MOST_HOPS: Final = 100
"""Servers that a mail may have come through (RFC 5321 §6.3)."""


class LetterRefusedError(SiteError):
    """A mail is not taken. ``code``: reply and enhanced status code (RFC 3463)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def reason_for_silence(letter: Letter, *, envelope: str) -> str:
    """Why a mail leaves nothing and gets no answer; "" where somebody may have written it."""
    if not envelope.strip("<> "):
        return "no sender in the envelope"
    if letter.robot in (Robot.BOUNCE, Robot.ANSWER):
        return f"a program's: {letter.robot}"
    if loop_mark() in letter.marks or is_own_id(letter.message_id):
        return "our own"
    if letter.sender.lower() in _own_addresses() or _is_call_address(letter.sender):
        return "in our own name"
    return ""


def check_author(letter: Letter) -> None:
    """Raises LetterRefusedError where no answer can or should go to whom the mail names."""
    if letter.hops > MOST_HOPS:
        raise LetterRefusedError("554 5.4.6", "The mail has come through too many servers.")
    if letter.robot is Robot.LIST:
        raise LetterRefusedError(
            "550 5.7.1", "The mail came through a mailing list; send it to this address directly."
        )
    if not letter.sender or _NOBODY.match(letter.sender):
        raise LetterRefusedError(
            "550 5.1.7", "The mail names no sender who can be answered; write from an address."
        )
    if letter.vouched is Vouched.FORGED:
        raise LetterRefusedError(
            "550 5.7.1", "The mail did not come from a server of its sender; send it from there."
        )
    if _answers_us(letter):
        raise LetterRefusedError(
            "550 5.7.1",
            "This answers an automatic message; use the link in that, or write a new mail.",
        )


def kind_of(letter: Letter) -> str:
    """The kind of the answer to a mail: whom nobody vouches for is counted apart."""
    return KIND_VOUCHED if letter.vouched is Vouched.RIGHT else KIND


def check_few(letter: Letter) -> None:
    """Raises LetterRefusedError where an address has had many answers, or has many drafts.

    What anybody can write in somebody's name and what a server vouches for are counted apart:
    nobody uses up the answers, or the drafts, of a sender whom its own server vouches for.
    """
    now = stamp()
    of_a_day = Mail.objects.filter(
        kind=kind_of(letter), to__iexact=letter.sender, created__gte=now - dt.timedelta(days=1)
    )
    answered = list(of_a_day.order_by("-pk").values_list("created", flat=True)[:MOST_DRAFTS])
    if sum(one >= now - dt.timedelta(hours=1) for one in answered) >= MOST_AN_HOUR:
        raise LetterRefusedError(
            "451 4.7.1", f"More than {MOST_AN_HOUR} mails within an hour; it is tried again later."
        )
    if len(answered) >= MOST_DRAFTS and _waiting(letter.sender, now) >= MOST_DRAFTS:
        raise LetterRefusedError(
            "550 5.7.1", f"{MOST_DRAFTS} drafts of a day wait under your address; go on with one."
        )


def _waiting(sender: str, now: dt.datetime) -> int:
    waiting = Contribution.objects.filter(
        via=Contribution.Via.MAIL,
        state=State.DRAFT,
        email__iexact=sender,
        created__gte=now - dt.timedelta(days=1),
    )
    return waiting.count()


def language_of_letter(letter: Letter, call: Call) -> str:
    """A language of the site: that of the words, else that which the mail names, else the forum's.

    Programs name the language of their menus, so the words come first.
    """
    # Imported when called: it loads numpy, which no web process does.
    detect = importlib.import_module("conspectus.engine.language").detect
    found = detect((letter.body.text or letter.title)[:4000], LANGUAGES)
    if found in LANGUAGES:
        return str(found)
    for code in (letter.language, *call.cycle.forum.languages):
        if code in LANGUAGES:
            return str(code)
    return "en"


def _own_addresses() -> set[str]:
    given = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> ").lower()
    return {given, loop_mark().lower()}


def _is_call_address(address: str) -> bool:
    local, _, domain = address.lower().rpartition("@")
    return bool(settings.MAIL_DOMAIN) and domain == settings.MAIL_DOMAIN and local.count(".") == 2


def _answers_us(letter: Letter) -> bool:
    """To a message of ours, or with one of our secret links in it."""
    words = f"{letter.body.text}\n{letter.quoted}"
    has_link = settings.PUBLIC_ADDRESS in words and "/drafts/" in words
    return has_link or any(map(is_own_id, letter.answers))
