"""A post is written: by a form or a mail, with an account or with an address to be verified."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.mail import queue_mail
from conspectus.core.models import Mail
from conspectus.core.plain import plain
from conspectus.discussion import rules
from conspectus.discussion.models import Category, Post, Thread
from conspectus.discussion.services.links import code_of_post, post_mark
from conspectus.discussion.services.publishing import publish_post
from conspectus.forums.models import Phase
from conspectus.forums.queries.phases import phase_for
from conspectus.forums.rules import Standing
from conspectus.people.models import Account, StakeholderGroup

KIND = "post"
"""The kind of our mails to authors."""

State = Post.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes, as signed. ``account``: whoever is signed in; its address is verified."""

    email: str
    name: str
    organisation: str = ""
    on_behalf_of: str = ""
    capacity: str = Post.Capacity.PERSONAL
    group: StakeholderGroup | None = None
    account: Account | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is to be posted. ``title``: of a new thread; ``reply_to``: the post that it answers."""

    author: Author
    text: str
    title: str = ""
    language: str = "en"
    labels: Sequence[str] = ()
    reply_to: Post | None = None
    message_id: str = ""
    via: str = Post.Via.FORM


def is_open(category: Category, thread: Thread | None, *, at: dt.datetime) -> bool:
    """Whether posts are taken there at a moment: phase, category and thread all say so."""
    if category.closed or (thread is not None and thread.closed):
        return False
    said = phase_for(category.cycle, Phase.Action.DISCUSS, category.subject, at)
    return said is not Standing.CLOSED


def receive_post(
    category: Category,
    thread: Thread | None,
    written: Written,
    *,
    key: str,
    at: dt.datetime,
    is_verified: bool = False,
) -> Post:
    """Keeps a post. Where the address is verified already it goes on to moderation or publication.

    Otherwise the link to confirm it is mailed, and nobody sees the post before. The same key again
    is the same post.

    Raises:
        SiteError: it is closed, has no words or very many, or its author has posted very often.
    """
    known = Post.objects.filter(key=key).first()
    if known is not None:
        return known
    if not is_open(category, thread, at=at):
        raise NotAllowedError(_("The online forum takes no posts here now."))
    _check_words(written, is_new=thread is None)
    _check_few(category, written.author.email, at=at)
    if not is_verified:
        _check_links(written.author.email, at=at)
    try:
        return _keep(category, thread, written, key=key, at=at, is_verified=is_verified)
    except IntegrityError:  # the same form at this very moment
        return Post.objects.get(key=key)


def _check_words(written: Written, *, is_new: bool) -> None:
    if not any(map(str.isalnum, written.text)):
        raise SiteError(_("Write something."), field="text")
    if is_new and not any(map(str.isalnum, written.title)):
        raise SiteError(_("Give the thread a title."), field="title")
    check_length(written.text)


def check_length(text: str) -> None:
    """Raises SiteError where a text is too long for one post."""
    if len(text) > rules.LONGEST or rules.full_weight(text) > rules.HEAVIEST:
        raise SiteError(
            _("This is too long for one post: write it in several, or as a contribution."),
            field="text",
        )


def _check_few(category: Category, email: str, *, at: dt.datetime) -> None:
    hour = dt.timedelta(hours=1)
    sent = Post.objects.filter(
        email__iexact=email, received__gt=at - hour, thread__cycle=category.cycle_id
    ).exclude(via=Post.Via.IMPORT)
    times = sorted(sent.values_list("received", flat=True))
    if len(times) >= rules.MOST_AN_HOUR:
        again = times[-rules.MOST_AN_HOUR] + hour
        raise SiteError(
            _(
                "You have sent %(count)s posts within an hour, which is the limit for everybody. "
                "You can send the next one from %(time)s UTC."
            )
            % {"count": len(times), "time": f"{again:%Y-%m-%d %H:%M}"}
        )


def _check_links(email: str, *, at: dt.datetime) -> None:
    since = at - dt.timedelta(hours=1)
    sent = Mail.objects.filter(kind=KIND, to__iexact=email, created__gte=since)
    if sent.count() >= rules.MOST_LINKS:
        raise SiteError(
            _("This address has had many messages within an hour: try again later."),
            field="email",
        )


@transaction.atomic
def _keep(
    category: Category,
    thread: Thread | None,
    written: Written,
    *,
    key: str,
    at: dt.datetime,
    is_verified: bool,
) -> Post:
    author = written.author
    if thread is None:
        thread = Thread.objects.create(
            cycle=category.cycle,
            category=category,
            title=plain(written.title).strip()[:200],
            language=written.language,
            begun=at,
        )
    post = Post.objects.create(
        thread=thread,
        reply_to=written.reply_to,
        account=author.account,
        email=author.email,
        name=author.name,
        organisation=author.organisation,
        on_behalf_of=author.on_behalf_of,
        capacity=author.capacity,
        group=author.group,
        language=written.language,
        text=plain(written.text).strip(),
        labels=[one for one in rules.LABELS if one in written.labels],
        key=key,
        via=written.via,
        message_id=written.message_id[:300],
        received=at,
    )
    if is_verified:
        return admit(post)
    mail_link(post)
    return post


def mail_link(post: Post) -> None:
    """The link by which an author confirms the address, and later changes the post."""
    with translation.override(post.language):
        subject = _("Please confirm your post")
        text = _("Answer this mail, or open this link; until then nobody sees your post:")
        end = _("If you have written no such post, do nothing.")
    mark = post_mark(post, language=post.language)
    mail_author(post, subject, f"{text}\n{mark}\n\n{end}\n")


def mail_author(post: Post, subject: str, text: str) -> None:
    """A message to whoever wrote a post."""
    if not post.email:
        return
    queue_mail(
        post.thread.cycle.scope,
        to=post.email,
        subject=subject,
        text=text,
        kind=KIND,
        language=post.language,
        answers=post.message_id if post.state == State.UNVERIFIED else "",
        about=f"/{post.thread.cycle.scope.path}/discussion/own/{post.pk}/",
    )


@transaction.atomic
def verify_post(post: Post, *, code: str) -> Post:
    """The author's address is verified; again, it changes nothing.

    Raises:
        SiteError: the code is another, or the forum has closed for good meanwhile.
    """
    if not hmac.compare_digest(code_of_post(post).encode(), code.encode()):
        raise SiteError(_("This link is not complete: copy it from the mail."))
    post = locked(post)
    return admit(post) if post.state == State.UNVERIFIED else post


def admit(post: Post) -> Post:
    """A post by a known address: to the moderator, or to the public."""
    if post.thread.category.moderation == Category.Moderation.BEFORE:
        post.state = State.WAITING
        post.save(update_fields=["state"])
        return post
    return publish_post(post)


def locked(post: Post) -> Post:
    """As it is now; who else decides on it waits."""
    rows = Post.objects.select_for_update(of=("self",))
    return rows.select_related(
        "thread__category", "thread__cycle__scope", "thread__cycle__forum"
    ).get(pk=post.pk)
