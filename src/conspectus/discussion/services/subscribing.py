"""Who gets posts by mail: an address that was confirmed, until it says stop at one press."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.errors import SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail, Scope
from conspectus.discussion import rules
from conspectus.discussion.models import Category, Subscription, Thread
from conspectus.discussion.services.links import code_of_subscription, subscription_mark

KIND = "following"
"""The kind of mails that ask to confirm."""


@transaction.atomic
def subscribe(
    scope: Scope,
    *,
    email: str,
    rhythm: str,
    language: str,
    at: dt.datetime,
    category: Category | None = None,
    thread: Thread | None = None,
    is_verified: bool = False,
) -> Subscription:
    """An address follows a thread, a category, or all; a second time only the rhythm changes.

    An address that is not verified gets a mail with a link, and nothing else before that.

    Raises:
        SiteError: the address has had many such mails this hour.
    """
    email = email.lower()
    found = Subscription.objects.filter(
        scope=scope, category=category, thread=thread, email=email
    ).first()
    if found is None:
        found = Subscription.objects.create(
            scope=scope,
            category=category,
            thread=thread,
            email=email,
            rhythm=rhythm,
            language=language,
            created=at,
        )
    if is_verified:
        return _confirm(found, rhythm, at)
    if found.confirmed is None:
        found.rhythm = rhythm
        found.save(update_fields=["rhythm"])
        _ask(found, at=at)
    return found


def _ask(subscription: Subscription, *, at: dt.datetime) -> Mail:
    _still_asked(subscription.email, at=at)
    with translation.override(subscription.language):
        subject = _("Please confirm that you want these posts")
        text = _("Answer this mail, or open this link; until then you get nothing:")
        return _queue(subscription, "follow", subject, text)


def _still_asked(email: str, *, at: dt.datetime) -> int:
    """How often an address may be asked within this hour.

    Raises:
        SiteError: not once more.
    """
    since = at - dt.timedelta(hours=1)
    sent = Mail.objects.filter(kind=KIND, to__iexact=email, created__gte=since).count()
    if sent >= rules.MOST_LINKS:
        raise SiteError(
            _("This address has had many messages within an hour: try again later."),
            field="email",
        )
    return rules.MOST_LINKS - sent


def _queue(subscription: Subscription, step: str, subject: str, text: str) -> Mail:
    """``step``: what the link and an answer do, "follow" or "end"; in the language that is set."""
    end = _("If you have not asked for it, do nothing.")
    return queue_mail(
        subscription.scope,
        to=subscription.email,
        subject=subject,
        text=f"{text}\n{subscription_mark(subscription, step=step)}\n\n{end}\n",
        kind=KIND,
        language=subscription.language,
        about=f"/{subscription.scope.path}/discussion/{step}/{subscription.pk}/",
    )


@transaction.atomic
def ask_to_end(found: Sequence[Subscription], *, at: dt.datetime) -> None:
    """Of subscriptions of one address, whose end somebody asked for who may be anybody.

    Raises:
        SiteError: the address has had many such mails this hour.
    """
    if not found:
        return
    for one in found[: _still_asked(found[0].email, at=at)]:
        with translation.override(one.language):
            subject = _("Please confirm that you want no more of these posts")
            text = _("Answer this mail, or open this link; until then they come as before:")
            _queue(one, "end", subject, text)


@transaction.atomic
def confirm_subscription(
    subscription: Subscription, *, code: str, rhythm: str, at: dt.datetime
) -> Subscription:
    """The address is verified, or its rhythm changes.

    Raises:
        SiteError: the code is another.
    """
    check_code(subscription, code)
    return _confirm(subscription, rhythm, at)


def check_code(subscription: Subscription, code: str) -> None:
    """Raises SiteError where a code is not that of the subscription."""
    if not hmac.compare_digest(code_of_subscription(subscription).encode(), code.encode()):
        raise SiteError(_("This link is not complete: copy it from the mail."))


def _confirm(subscription: Subscription, rhythm: str, at: dt.datetime) -> Subscription:
    if rhythm in Subscription.Rhythm.values:
        subscription.rhythm = rhythm
    if subscription.confirmed is None:
        subscription.confirmed = at
    subscription.save()
    return subscription


@transaction.atomic
def end_subscription(subscription: Subscription, *, code: str) -> None:
    """No more mail. Nothing of the address stays.

    Raises:
        SiteError: the code is another.
    """
    check_code(subscription, code)
    to_it = Q(
        kind__in=("post-each", "post-digest"),
        unsubscribe=subscription_mark(subscription, step="end"),
    )
    for step in ("follow", "end"):
        to_it |= Q(kind=KIND, text__contains=subscription_mark(subscription, step=step))
    Mail.objects.filter(to_it, to=subscription.email, state=Mail.State.WAITING).delete()
    subscription.delete()
