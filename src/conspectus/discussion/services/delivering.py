"""Posts go out by mail: each as it is published, or the day's in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail, Scope
from conspectus.core.secret_links import without_marks
from conspectus.core.text import in_language
from conspectus.discussion.models import Post, Subscription
from conspectus.discussion.paths import discussion_path, post_path
from conspectus.discussion.services.links import subscription_mark
from conspectus.discussion.words import signed

EACH: Final = "post-each"
DIGEST: Final = "post-digest"
"""The kinds of these mails."""

HOUR: Final = 5
"""Of the day, in UTC, from which the day before is sent."""

MOST_IN_DIGEST: Final = 100
BEGINNING: Final = 600
"""Posts of a digest, and code points that it has of each."""

BATCH: Final = 200
"""Mails in one transaction: others write in between."""


def deliver(key: int) -> int:
    """Mails a post to everybody who wants each one; begun twice, nobody gets it twice."""
    posts = Post.objects.select_related("thread__category", "thread__cycle__scope")
    post = posts.filter(pk=key, state=Post.State.PUBLISHED).first()
    if post is None:
        return 0
    scope = post.thread.cycle.scope
    path = post_path(scope, post)
    had = set(Mail.objects.filter(about=path, kind=EACH).values_list("to", flat=True))
    wanted: dict[str, Subscription] = {}
    for one in _following(post):
        if one.email not in had and one.email != post.email.lower():
            wanted.setdefault(one.email, one)
    found = list(wanted.values())
    for start in range(0, len(found), BATCH):
        with transaction.atomic():
            for one in found[start : start + BATCH]:
                _mail_post(one, post, scope, path)
    return len(found)


def _following(post: Post) -> list[Subscription]:
    here = Q(category=None, thread=None) | Q(category=post.thread.category) | Q(thread=post.thread)
    rows = Subscription.objects.filter(
        here, scope=post.thread.cycle.scope, rhythm=Subscription.Rhythm.EACH
    )
    return list(rows.filter(confirmed__isnull=False).order_by("id"))


def _mail_post(to: Subscription, post: Post, scope: Scope, path: str) -> None:
    with translation.override(to.language):
        title = post.thread.title or _("Without title")
        answer = "Re: " if (post.number or 1) > 1 else ""
        lines = [
            without_marks(signed(post)),
            "",
            without_marks(post.text),
            "",
            "-- ",
            f"{settings.PUBLIC_ADDRESS}/{to.language}{path}",
            *([_("Answer this mail to write in the thread.")] if settings.MAIL_DOMAIN else []),
            _("No more of these mails:"),
            subscription_mark(to, step="end"),
        ]
    queue_mail(
        scope,
        to=to.email,
        subject=f"{answer}[{scope.path.replace('/', ' ')}] {without_marks(title)}",
        text="\n".join(lines) + "\n",
        kind=EACH,
        language=to.language,
        about=path,
        unsubscribe=subscription_mark(to, step="end"),
    )


def send_digests() -> int:
    """To each who wants one mail a day, what was published since the last; how many mails."""
    now = stamp()
    due = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now < due:
        return 0
    rows = Subscription.objects.filter(
        Q(digested__isnull=True, confirmed__lt=due) | Q(digested__lt=due),
        rhythm=Subscription.Rhythm.DAILY,
        confirmed__isnull=False,
    )
    sent = 0
    for one in rows.select_related("scope", "category", "thread"):
        with transaction.atomic():
            sent += _mail_digest(one, until=due)
    return sent


def _mail_digest(to: Subscription, *, until: dt.datetime) -> int:
    since = to.digested or to.confirmed
    posts = Post.objects.filter(
        state=Post.State.PUBLISHED,
        thread__cycle__scope=to.scope,
        published__gt=since,
        published__lte=until,
    ).exclude(via=Post.Via.IMPORT)
    if to.category is not None:
        posts = posts.filter(thread__category=to.category)
    if to.thread is not None:
        posts = posts.filter(thread=to.thread)
    ordered = posts.select_related("thread").order_by("thread__number", "number")
    found = list(ordered[: MOST_IN_DIGEST + 1])
    Subscription.objects.filter(pk=to.pk).update(digested=until)
    if not found:
        return 0
    with translation.override(to.language):
        place = in_language(to.category.names)[0] if to.category else _("Online forum")
        text = _digest(to, found)
        subject = _("%(place)s: new posts") % {"place": without_marks(place)}
    queue_mail(
        to.scope,
        to=to.email,
        subject=subject,
        text=text,
        kind=DIGEST,
        language=to.language,
        about=discussion_path(to.scope),
        unsubscribe=subscription_mark(to, step="end"),
    )
    return 1


def _digest(to: Subscription, posts: Sequence[Post]) -> str:
    lines: list[str] = []
    thread = 0
    for post in posts[:MOST_IN_DIGEST]:
        if post.thread_id != thread:
            thread = post.thread_id
            title = without_marks(post.thread.title) or _("Without title")
            lines += ["", f"## {title}", ""]
        words = without_marks(post.text)
        cut = words if len(words) <= BEGINNING else f"{words[:BEGINNING]} […]"
        address = f"{settings.PUBLIC_ADDRESS}/{to.language}{post_path(to.scope, post)}"
        lines += [f"{post.number}. {without_marks(signed(post))}", cut, address, ""]
    if len(posts) > MOST_IN_DIGEST:
        lines.append(f"{settings.PUBLIC_ADDRESS}/{to.language}{discussion_path(to.scope)}")
    end = subscription_mark(to, step="end")
    lines += ["-- ", _("No more of these mails:"), end]
    return "\n".join(lines).strip() + "\n"
