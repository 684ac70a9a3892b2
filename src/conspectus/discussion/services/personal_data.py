"""What the online forum keeps of a person: handed out, or erased (`core.personal_holders`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conspectus.core.models import Scope
from conspectus.core.personal_data import row_of
from conspectus.core.personal_holders import REASON, Part, Whose, Wish
from conspectus.discussion.models import (
    Decision,
    Post,
    Proposition,
    ReadMark,
    Response,
    Subscription,
)
from conspectus.discussion.services.changing import withdraw_post
from conspectus.discussion.services.erasing import erase_post
from conspectus.discussion.services.links import participant_of
from conspectus.discussion.services.propositions import count_answers

HELD: Final = {
    "discussion.Decision.by": "moderated",
    "discussion.Decision.heard_by": "moderated",
    "discussion.Post.account": "posts",
    "discussion.Post.email": "posts",
    "discussion.ReadMark.account": "read",
    "discussion.Subscription.email": "following",
}
"""Column that names a person → the part that holds it."""

_OF_POST = (
    *("email", "name", "organisation", "on_behalf_of", "capacity", "group", "language", "text"),
    *("labels", "state", "reason", "received", "published", "edited"),
)


def export(whose: Whose) -> list[Part]:
    """Posts with their earlier texts, answers, what comes by mail, what was read."""
    posts = [
        {
            **row_of(one, "thread", *_OF_POST),
            "earlier": [row_of(text, "since", "text") for text in one.texts.all()],
            "decisions": [
                row_of(row, "kind", "reason", "note", "at") for row in one.decisions.all()
            ],
        }
        for one in _posts(whose).select_related("thread__cycle__scope", "thread__cycle__forum")
    ]
    answers = [row_of(one, "proposition", "answer", "at") for one in _answers(whose)]
    follows = [row_of(one, "email", "rhythm", "created", "confirmed") for one in _follows(whose)]
    read = [row_of(one, "thread", "number", "at") for one in _marks(whose)]
    decided = [
        row_of(one, "post", "kind", "reason", "note", "at", "outcome", "answer", "heard")
        for one in _decisions(whose)
    ]
    return [
        Part("moderated", _("What you have decided on posts"), decided),
        Part("posts", _("Your posts in the online forum"), posts),
        Part("answers", _("Your answers to propositions"), answers),
        Part("following", _("What of the online forum comes to you by mail"), follows),
        Part("read", _("How far you have read"), read),
    ]


def prepare(whose: Whose, wish: str) -> None:
    """Public posts go or are withdrawn, as the person wishes; each in its own transaction."""
    public = _posts(whose).filter(number__isnull=False)
    rows = public.select_related("thread__category", "thread__cycle__scope")
    if wish == Wish.ERASE:
        for post in rows.exclude(state=Post.State.ERASED):
            erase_post(post, reason=REASON)
    elif wish == Wish.WITHDRAW:
        for post in rows.filter(state__in=(Post.State.PUBLISHED, Post.State.HIDDEN)):
            withdraw_post(post)


def erase(whose: Whose, wish: str) -> None:  # noqa: ARG001 - what was wished is done by now
    """The address goes from posts that stay, with all that was never public."""
    posts = _posts(whose)
    posts.filter(number__isnull=True).delete()
    posts.update(email="", account=None)
    _follows(whose).delete()
    _marks(whose).delete()
    answered = set(_answers(whose).values_list("proposition", flat=True))
    _answers(whose).delete()
    for one in Proposition.objects.filter(pk__in=answered):
        count_answers(one)


def _posts(whose: Whose) -> QuerySet[Post]:
    if whose.contribution is not None:
        return Post.objects.none()
    by_account = Q(account=whose.account) if whose.account else Q(pk__in=())
    return Post.objects.filter(whose.has_address("email") | by_account).order_by("pk")


def _decisions(whose: Whose) -> QuerySet[Decision]:
    account = whose.account or 0
    return Decision.objects.filter(Q(by=account) | Q(heard_by=account)).order_by("pk")


def _follows(whose: Whose) -> QuerySet[Subscription]:
    if whose.contribution is not None:
        return Subscription.objects.none()
    return Subscription.objects.filter(whose.has_address("email")).order_by("pk")


def _marks(whose: Whose) -> QuerySet[ReadMark]:
    return ReadMark.objects.filter(account=whose.account or 0).order_by("pk")


def _answers(whose: Whose) -> QuerySet[Response]:
    return Response.objects.filter(participant__in=set(_participants(whose))).order_by("pk")


def _participants(whose: Whose) -> Iterator[str]:
    if whose.contribution is not None:
        return
    for scope in Scope.objects.filter(cycle__categories__isnull=False).distinct():
        for address in whose.addresses:
            yield participant_of(scope, address)
