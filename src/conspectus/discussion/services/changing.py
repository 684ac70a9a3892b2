"""What an author does with a post of one's own: edits, withdraws."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from conspectus.core.clock import stamp
from conspectus.core.errors import SiteError
from conspectus.core.plain import plain
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.discussion import rules
from conspectus.discussion.models import Category, Post, PostText
from conspectus.discussion.paths import post_path
from conspectus.discussion.services.posting import check_length, locked
from conspectus.discussion.services.publishing import forget_post, index_post, sha256
from conspectus.discussion.services.titles import hide_title
from conspectus.record.canonical import JsonObject

State = Post.State


def may_edit(post: Post) -> bool:
    """Whether its author can still change it: for a day, some times, where nobody looks first."""
    if post.state != State.PUBLISHED or post.published is None:
        return post.state in (State.UNVERIFIED, State.WAITING)
    is_moderated = post.thread.category.moderation == Category.Moderation.BEFORE
    hours = (stamp() - post.published).total_seconds() / 3600
    if is_moderated or hours >= rules.EDITABLE_HOURS:
        return False
    return post.texts.count() < rules.MOST_TEXTS


@transaction.atomic
def edit_post(post: Post, *, text: str, labels: Sequence[str]) -> Post:
    """Changes a post. The text that was public stays to be read, with its time.

    Raises:
        SiteError: it is too late, or the new text is empty, too long or too long for its page.
    """
    post = locked(post)
    text = plain(text).strip()
    if not may_edit(post):
        raise SiteError(_("This post can no longer be edited: write another one, or withdraw it."))
    if not any(map(str.isalnum, text)):
        raise SiteError(_("Write something."), field="text")
    check_length(text)
    wanted = [one for one in rules.LABELS if one in labels]
    if (text, wanted) == (post.text, post.labels):
        return post
    if post.state == State.PUBLISHED:
        _check_page(post, text)
        _keep_text(post)
        post.edited = stamp()
    post.text, post.labels = text, wanted
    post.save(update_fields=["text", "labels", "edited"])
    if post.state == State.PUBLISHED:
        scope = post.thread.cycle.scope
        said: JsonObject = {"text_sha256": sha256(text), "labels": list(wanted)}
        record("post edited", post_path(scope, post), said)
        index_post(post)
        mark_changed(scope)
    return post


def _keep_text(post: Post) -> None:
    k = post.texts.count() + 1
    PostText.objects.create(
        post=post, k=k, text=post.text, since=post.edited or post.published or post.received
    )


def _check_page(post: Post, text: str) -> None:
    """A post stays on its page: the page must hold it."""
    others = Post.objects.filter(thread=post.thread_id, page=post.page).exclude(pk=post.pk)
    weight = sum(rules.weight_of(one) for one in others.values_list("text", flat=True))
    most = max(rules.PAGE_WEIGHT, weight + rules.weight_of(post.text))
    if weight + rules.weight_of(text) > most:
        raise SiteError(
            _("The page of this post has no room for so much more: write another post."),
            field="text",
        )


@transaction.atomic
def withdraw_post(post: Post) -> Post:
    """Takes a post back: its words are no longer shown, its place and number stay.

    Raises:
        SiteError: it is not there to be withdrawn.
    """
    post = locked(post)
    if post.state not in (State.UNVERIFIED, State.WAITING, State.PUBLISHED, State.HIDDEN):
        raise SiteError(_("This post is not there any more."))
    was_public = post.number is not None
    post.state = State.WITHDRAWN
    post.save(update_fields=["state"])
    if was_public:
        scope = post.thread.cycle.scope
        record("withdrawal", post_path(scope, post), {"withdrawn": stamp().isoformat()})
        forget_post(post)
        hide_title(post)
        mark_changed(scope)
    return post
