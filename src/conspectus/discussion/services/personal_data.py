"""What `discussion` keeps of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conspectus.core.erasure import leaves_of
from conspectus.core.models import Mail
from conspectus.core.personal_data import leaf_rows, row_of
from conspectus.core.personal_holders import ERASED, REASON, Part, Row, Whose, Wish
from conspectus.discussion.models import Decision, Post, ReadMark, Subscription
from conspectus.discussion.paths import post_path
from conspectus.discussion.services.changing import withdraw_post
from conspectus.discussion.services.erasing import erase_post

HELD: Final = {
    "discussion.Decision.by": "moderation",
    "discussion.Decision.heard_by": "moderation",
    "discussion.Post.account": "posts",
    "discussion.Post.email": "posts",
    "discussion.ReadMark.account": "read",
    "discussion.Subscription.email": "following",
}
"""Column that names a person → the part that holds it, or why none does."""


def export(whose: Whose) -> list[Part]:
    """Posts with their earlier texts, what is followed and read, what was decided."""
    mine = list(_posts(whose).prefetch_related("texts", "decisions"))
    public = [one for one in mine if one.number is not None]
    leaves = [leaf for one in public for leaf in leaves_of(post_path(one.thread.cycle.scope, one))]
    wishes = _following(whose).select_related("scope", "category", "thread").order_by("pk")
    read = ReadMark.objects.filter(account=whose.account or 0).select_related("thread")
    decided = Decision.objects.filter(
        Q(by=whose.account or 0) | Q(heard_by=whose.account or 0)
    ).order_by("pk")
    columns = ("scope", "category", "thread", "email", "language", "rhythm", "created")
    return [
        Part("posts", _("Your posts in the online forum"), [_post(one) for one in mine]),
        Part("record-posts", _("What the public record says of your posts"), leaf_rows(leaves)),
        Part(
            "following",
            _("Of what you get mail"),
            [row_of(one, *columns, "confirmed", "digested") for one in wishes],
        ),
        Part(
            "read",
            _("How far you have read in threads"),
            [row_of(one, "thread", "number", "at") for one in read.order_by("pk")],
        ),
        Part(
            "moderation",
            _("What you decided about posts of others"),
            [row_of(one, "kind", "reason", "note", "at", "outcome", "heard") for one in decided],
        ),
    ]


def prepare(whose: Whose, wish: str) -> None:
    """Posts that are public end as the person wishes, each by itself."""
    for one in _posts(whose).filter(number__isnull=False).exclude(state=Post.State.ERASED):
        hidden = one.state in (Post.State.HIDDEN, Post.State.REFUSED)
        if wish == Wish.ERASE or hidden:
            erase_post(one, reason=REASON)
        elif wish == Wish.WITHDRAW and one.state == Post.State.PUBLISHED:
            withdraw_post(one)


def erase(whose: Whose, wish: str) -> None:  # noqa: ARG001 - what every app is told
    """Posts that were never public, what is followed, and the address under what stays."""
    mine = _posts(whose)
    keys = list(mine.values_list("pk", "thread__cycle__scope__path"))
    Mail.objects.filter(about__in=[f"/{path}/discussion/own/{key}/" for key, path in keys]).delete()
    mine.filter(number__isnull=True).delete()
    Post.objects.filter(pk__in=[key for key, _path in keys]).update(
        email="", account=None, message_id=""
    )
    withdrawn = Post.objects.filter(pk__in=[key for key, _path in keys], state=Post.State.WITHDRAWN)
    withdrawn.update(name=ERASED)
    _following(whose).delete()


def _posts(whose: Whose) -> QuerySet[Post]:
    of_account = Q(account=whose.account) if whose.account else Q(pk__in=())
    found = Post.objects.filter(of_account | whose.has_address("email"))
    return found.select_related("thread__cycle__scope").order_by("pk")


def _following(whose: Whose) -> QuerySet[Subscription]:
    return Subscription.objects.filter(whose.has_address("email"))


def _post(one: Post) -> Row:
    columns = ("thread", "number", "state", "email", "name", "organisation", "on_behalf_of")
    more = ("capacity", "group", "language", "text", "labels", "via", "reason", "received")
    return {
        **row_of(one, *columns, *more, "published", "edited"),
        "address": post_path(one.thread.cycle.scope, one) if one.number else "",
        "earlier_texts": [row_of(text, "k", "text", "since") for text in one.texts.all()],
        "decisions": [
            row_of(each, "kind", "reason", "note", "at", "appeal", "outcome", "answer")
            for each in one.decisions.all()
        ],
    }
