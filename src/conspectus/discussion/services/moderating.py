"""Moderation: what waits is decided, what is public may be hidden, always with a listed reason.

The author is told, and may appeal once to somebody else. Everything is recorded and counted.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import NotAllowedError, SiteError
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.secret_links import without_marks
from conspectus.discussion import rules
from conspectus.discussion.models import Decision, Flag, Post
from conspectus.discussion.paths import post_path
from conspectus.discussion.services.links import post_mark
from conspectus.discussion.services.posting import locked, mail_author
from conspectus.discussion.services.publishing import forget_post, index_post, publish_post, sha256
from conspectus.discussion.services.titles import hide_title, show_title
from conspectus.discussion.words import REASONS
from conspectus.people.models import Account

State = Post.State


@transaction.atomic
def approve_post(post: Post, *, seen: str = "") -> Post:
    """Makes a post that waits public. ``seen``: the hash of the text that the moderator has read.

    Raises:
        SiteError: it does not wait, or its author has changed it since it was read.
    """
    post = locked(post)
    if post.state != State.WAITING:
        raise SiteError(_("This post does not wait for a decision."))
    if seen and seen != sha256(post.text):
        raise SiteError(_("The version has changed in the meantime: try again."))
    publish_post(post)
    with translation.override(post.language):
        subject = _("Your post is public")
        text = _("A moderator has looked at your post, and it is public. Change it here:")
    mail_author(post, subject, f"{text}\n{post_mark(post, language=post.language)}\n")
    return post


@transaction.atomic
def stop_post(post: Post, *, reason: str, note: str, by: Account | None) -> Decision:
    """Refuses a post that waits, or hides one that is public; its author is told why.

    Raises:
        SiteError: it is neither, or the reason is none of the list.
    """
    post = locked(post)
    if post.state not in (State.WAITING, State.PUBLISHED):
        raise SiteError(_("This post does not wait for a decision."))
    if reason not in rules.REASONS:
        raise SiteError(_("Choose a reason of the list."), field="reason")
    was_public = post.state == State.PUBLISHED
    now = stamp()
    flagged = post.flags.filter(settled__isnull=True).update(settled=now)
    decision = Decision.objects.create(
        post=post,
        kind=Decision.Kind.HIDDEN if was_public else Decision.Kind.REFUSED,
        reason=reason,
        note=note.strip()[:1000],
        by=by,
        at=now,
        from_flag=flagged > 0,
    )
    post.state = State.HIDDEN if was_public else State.REFUSED
    post.reason = reason
    post.save(update_fields=["state", "reason"])
    if was_public:
        forget_post(post)
        hide_title(post)
        _record(post, "post hidden", reason)
    mark_changed(post.thread.cycle.scope)
    _tell_why(post, decision)
    return decision


def _record(post: Post, kind: str, reason: str) -> None:
    record(kind, post_path(post.thread.cycle.scope, post), {"reason": reason})


def _tell_why(post: Post, decision: Decision) -> None:
    with translation.override(post.language):
        hidden = decision.kind == Decision.Kind.HIDDEN
        subject = _("Your post was hidden") if hidden else _("Your post was not accepted")
        lines = [
            _("A moderator has decided so for this reason:"),
            str(REASONS[decision.reason]),
            without_marks(decision.note),
            "",
            _("You may appeal once; somebody else decides:"),
            post_mark(post, language=post.language),
        ]
    mail_author(post, subject, "\n".join(lines) + "\n")


@transaction.atomic
def appeal(decision: Decision, *, text: str) -> Decision:
    """The author asks somebody else to look again, once.

    Raises:
        SiteError: there was an appeal already, or it says nothing.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.appealed is not None:
        raise SiteError(_("You have appealed already."))
    if not text.strip():
        raise SiteError(_("Write why."), field="text")
    decision.appeal, decision.appealed = text.strip(), stamp()
    decision.save(update_fields=["appeal", "appealed"])
    mark_changed(locked(decision.post).thread.cycle.scope)
    return decision


@transaction.atomic
def hear_appeal(decision: Decision, *, is_upheld: bool, answer: str, by: Account) -> Decision:
    """Decides an appeal: the decision stands, or the post is public (again).

    Raises:
        NotAllowedError: by whoever had decided first, or wrote the post.
        SiteError: there is no appeal that waits, or no answer.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.appealed is None or decision.outcome:
        raise SiteError(_("There is no appeal that waits."))
    if decision.by_id == by.pk or wrote(decision.post, by):
        raise NotAllowedError(_("Somebody else than the first moderator decides on an appeal."))
    if not answer.strip():
        raise SiteError(_("Write the answer."), field="note")
    outcome = Decision.Outcome.UPHELD if is_upheld else Decision.Outcome.REVERSED
    decision.outcome, decision.answer = outcome, answer.strip()[:1000]
    decision.heard_by, decision.heard = by, stamp()
    decision.save(update_fields=["outcome", "answer", "heard_by", "heard"])
    post = locked(decision.post)
    if not is_upheld:
        _restore(post)
    mark_changed(post.thread.cycle.scope)
    with translation.override(post.language):
        subject = _("Your appeal was decided")
        stands, again = _("The decision stands."), _("Your post is public.")
        link = post_mark(post, language=post.language)
    said = stands if is_upheld else again
    mail_author(post, subject, f"{said}\n{without_marks(decision.answer)}\n{link}\n")
    return decision


def wrote(post: Post, account: Account) -> bool:
    """Whether an account is the author's, who hears no appeal of one's own."""
    return post.account_id == account.pk or post.email.lower() == account.email.lower()


def _restore(post: Post) -> None:
    post.reason = ""
    if post.state == State.REFUSED:
        post.save(update_fields=["reason"])
        publish_post(post)
    elif post.state == State.HIDDEN:
        post.state = State.PUBLISHED
        post.save(update_fields=["state", "reason"])
        index_post(post)
        show_title(post)
        _record(post, "post restored", "")


def flag_post(post: Post, *, reason: str, note: str, sender: str, at: dt.datetime) -> Flag:
    """Somebody reports a public post; the same sender twice is one flag.

    Raises:
        SiteError: the reason is none of the list, or very many came from there within an hour.
    """
    if reason not in rules.REASONS:
        raise SiteError(_("Choose a reason of the list."), field="reason")
    since = at - dt.timedelta(hours=1)
    if Flag.objects.filter(sender=sender, at__gt=since).count() >= rules.MOST_FLAGS:
        raise SiteError(_("Very many reports have come from here within an hour: try again later."))
    with transaction.atomic():
        found, _is_new = Flag.objects.get_or_create(
            post=post,
            sender=sender,
            defaults={"reason": reason, "note": note.strip()[:500], "at": at},
        )
        mark_changed(locked(post).thread.cycle.scope)
    return found


@transaction.atomic
def dismiss_flags(post: Post) -> int:
    """The post stays; how many reports were settled."""
    settled = post.flags.filter(settled__isnull=True).update(settled=stamp())
    mark_changed(locked(post).thread.cycle.scope)
    return settled
