"""Sends what waits in the outbox of mail; tries again later where that fails."""

from __future__ import annotations

import datetime as dt
import smtplib
import threading
from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from conspectus.core.alone import alone
from conspectus.core.clock import stamp
from conspectus.core.mail import headers_of
from conspectus.core.models import Mail
from conspectus.core.secret_links import text_to_send
from conspectus.core.text import InSmallLetters

PAUSE: Final = 1.0
"""Seconds between two looks at the outbox."""

MOST_AN_HOUR: Final = 20
"""Contributors' mails to one address; whoever knows an address may write it into a form."""

ASKED_FOR: Final = ("sign-in", "role", "mailed-vouched", "post-each", "post-digest")
"""Kinds that are not counted: they are limited where they are asked for."""

BATCH: Final = 50
"""Mails sent over one connection."""

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600))
"""After each attempt that failed; after the last the mail has failed."""

_FOR_GOOD: Final = (ValueError, ObjectDoesNotExist)
"""Of the message itself, whatever the server does."""


def is_mail_set_up() -> bool:
    """Without a server for mail, everything stays in the outbox, where it can be read."""
    return bool(settings.EMAIL_HOST or settings.MAIL_PROVIDER)


def run_post(stop: threading.Event) -> None:
    """Sends until ``stop`` is set: what the worker's thread does."""
    while not stop.is_set():
        # Of several workers one sends; the others are there should it end.
        with alone("post") as is_ours:
            while is_ours and not stop.is_set():
                if not is_mail_set_up() or send_waiting() == 0:
                    stop.wait(PAUSE)
        stop.wait(PAUSE)


def send_waiting() -> int:
    """Sends a batch of what waits; how many mails were tried.

    A mail is marked as sent after the server took it: a crash between the two sends it twice,
    which is better than never.
    """
    waiting = list(_waiting()[:BATCH])
    if not waiting:
        return 0
    too_many = _too_many(waiting)
    connection = get_connection()
    try:
        for mail in waiting:
            if mail.pk in too_many:
                _hold(mail)
            else:
                _send(mail, connection)
    finally:
        connection.close()
    return len(waiting)


def retry_failed(mails: QuerySet[Mail]) -> int:
    """Puts failed mails into the queue again, as if they were new."""
    failed = mails.filter(state=Mail.State.FAILED)
    return failed.update(state=Mail.State.WAITING, attempts=0, error="", not_before=None)


def _too_many(mails: Sequence[Mail]) -> set[int]:
    """The keys of those that would flood a mailbox. What somebody has let go always goes."""
    since = stamp() - dt.timedelta(hours=1)
    went = Mail.objects.filter(state=Mail.State.SENT, sent__gte=since).exclude(kind__in=ASKED_FOR)
    wanted = {mail.to.lower() for mail in mails}
    rows = went.annotate(address=InSmallLetters("to")).filter(address__in=wanted)
    counted = Counter(rows.values_list("address", flat=True))
    found = set()
    for mail in mails:
        if mail.kind in ASKED_FOR:
            continue
        counted[mail.to.lower()] += 1
        if counted[mail.to.lower()] > MOST_AN_HOUR and mail.not_before is None:
            found.add(mail.pk)
    return found


def _hold(mail: Mail) -> None:
    told = f"More than {MOST_AN_HOUR} messages to this address within an hour."
    _mark(mail, state=Mail.State.HELD, error=told)


def _waiting() -> QuerySet[Mail]:
    return Mail.objects.filter(
        Q(not_before__isnull=True) | Q(not_before__lte=stamp()), state=Mail.State.WAITING
    ).order_by("id")


def _send(mail: Mail, connection: BaseEmailBackend) -> None:
    try:
        _deliver(mail, connection)
    except _expected_errors() as error:
        connection.close()
        _failed(mail, error)
    else:
        _mark(mail, state=Mail.State.SENT, sent=stamp(), error="", attempts=mail.attempts + 1)


def _deliver(mail: Mail, connection: BaseEmailBackend) -> None:
    message = EmailMessage(
        mail.subject,
        text_to_send(mail.text),
        to=[mail.to],
        headers=headers_of(mail),
        connection=connection,
    )
    connection.open()
    message.send()


def _expected_errors() -> tuple[type[Exception], ...]:
    """Of a server, of a provider's interface, and of one message; the others go on.

    ValueError: an address or a header that no message can have. ObjectDoesNotExist: what a link of
    the message leads to is gone.
    """
    errors: tuple[type[Exception], ...] = (OSError, smtplib.SMTPException, *_FOR_GOOD)
    if settings.MAIL_PROVIDER:
        errors += (import_string("anymail.exceptions.AnymailError"),)
    return errors


def _failed(mail: Mail, error: Exception) -> None:
    """A refusal for good (5xx) is not tried again; anything else is, some times."""
    so_far = {
        "error": _told(error)[:300],
        "attempts": mail.attempts + 1,
        "tried": stamp(),
    }
    for_good = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        500 <= code < 600 for code, _ in error.recipients.values()
    )
    for_good = for_good or isinstance(error, _FOR_GOOD) or _is_refused_by_provider(error)
    if for_good or mail.attempts >= len(WAITS):
        _mark_tried(mail, **so_far, state=Mail.State.FAILED, not_before=None)
        return
    _mark_tried(mail, **so_far, not_before=stamp() + WAITS[mail.attempts])


def _told(error: Exception) -> str:
    """The answer of the server as it gave it, "550 no such mailbox"; else the error's own words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(code, said) for code, said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _answer(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {words}".split())


def _is_refused_by_provider(error: Exception) -> bool:
    """A provider knows an address as dead, or says that the request itself is wrong (4xx)."""
    status = getattr(error, "status_code", None)
    is_wrong = (
        isinstance(status, int) and 400 <= status < 500 and status not in (401, 403, 408, 429)
    )
    return is_wrong or type(error).__name__ == "AnymailRecipientsRefused"


@transaction.atomic
def _mark(mail: Mail, **changes: object) -> None:
    """Only while it still waits: somebody may have discarded it meanwhile."""
    Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING).update(**changes)


def _mark_tried(mail: Mail, **changes: object) -> None:
    """Only while nobody has let it go anew: that try is still to come."""
    Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING, attempts=mail.attempts).update(
        **changes
    )
