"""What `discussion` keeps of a person: handed out, and erased (`core.personal_data`)."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from conspectus.core.models import Mail, Scope
from conspectus.core.personal_data import row_of
from conspectus.core.personal_holders import ERASED, REASON, Part, Row, Whose, Wish
from conspectus.discussion.models import (
    Decision,
    Post,
    Proposition,
    ReadMark,
    Response,
    Subscription,
)
from conspectus.discussion.paths import post_path
from conspectus.discussion.services.changing import withdraw_post
from conspectus.discussion.services.erasing import erase_post
from conspectus.discussion.services.erasing_propositions import erase_proposition
from conspectus.discussion.services.links import participant_of
from conspectus.discussion.services.propositions import count_responses

State = Post.State

HELD: Final = {
    "discussion.Decision.by": "moderation",
    "discussion.Decision.heard_by": "moderation",
    "discussion.Post.account": "posts",
    "discussion.Post.email": "posts",
    "discussion.ReadMark.account": "posts-read",
    "discussion.Subscription.email": "posts-by-mail",
}
"""Column that names a person → the part that holds it."""


def export(whose: Whose) -> list[Part]:
    """Posts with their earlier words, answers to propositions, subscriptions, what was decided."""
    posts = _of(whose).select_related("thread__cycle__scope").prefetch_related("texts", "decisions")
    follows = Subscription.objects.filter(whose.has_address("email")).order_by("pk")
    read = ReadMark.objects.filter(account=whose.account or 0).order_by("pk")
    return [
        Part("posts", _("Your posts in the online forum"), [_post(one) for one in posts]),
        Part("responses", _("Your answers to propositions"), _responses(whose)),
        Part(
            "posts-by-mail",
            _("Posts that you get by e-mail"),
            [row_of(one, "scope", "rhythm", "language", "created", "confirmed") for one in follows],
        ),
        Part(
            "posts-read",
            _("How far you have read threads"),
            [row_of(one, "thread", "number", "at") for one in read],
        ),
        Part("moderation", _("What you decided on posts of others"), _decisions(whose)),
    ]


def prepare(whose: Whose, wish: str) -> None:
    """Takes public posts back or erases them, each by itself, as the person wishes."""
    for post in _of(whose).filter(number__isnull=False).exclude(state=State.ERASED):
        if wish == Wish.ERASE or post.state in {State.REFUSED, State.WITHDRAWN, State.HIDDEN}:
            erase_post(post, reason=REASON)
        elif wish == Wish.WITHDRAW:
            withdraw_post(post)
    if wish == Wish.ERASE:
        own = Proposition.objects.filter(author__in=_participants(whose), number__isnull=False)
        for proposition in own.exclude(state=Proposition.State.ERASED):
            erase_proposition(proposition, reason=REASON)


def erase(whose: Whose, wish: str) -> None:
    """What was never public; the address and what leads to it from posts that stay."""
    del wish
    mine = _participants(whose)
    answered = Response.objects.filter(participant__in=mine)
    propositions = list(Proposition.objects.filter(responses__in=answered).distinct())
    answered.delete()
    for one in propositions:
        count_responses(one)
    Proposition.objects.filter(author__in=mine, number__isnull=True).delete()
    Proposition.objects.filter(author__in=mine).update(author="")
    Subscription.objects.filter(whose.has_address("email")).delete()
    for post in _of(whose).select_related("thread__cycle__scope"):
        own = f"/{post.thread.cycle.scope.path}/discussion/own/{post.pk}/"
        Mail.objects.filter(Q(about=own) | Q(text__contains=f"⟦post own/{post.pk}/")).delete()
        post.decisions.update(note="", appeal="", answer="")
    _of(whose).filter(number__isnull=True).delete()
    # What was taken back is shown no more, so nobody needs the name that stood over it.
    _of(whose).filter(state=State.WITHDRAWN).update(name=ERASED)
    _of(whose).update(email="", account=None, message_id="")


def _of(whose: Whose) -> QuerySet[Post]:
    """None for whoever shows the link of one contribution."""
    if whose.contribution is not None:
        return Post.objects.none()
    of_account = Q(account=whose.account) if whose.account else Q(pk__in=())
    return Post.objects.filter(of_account | whose.has_address("email")).order_by("pk")


def _participants(whose: Whose) -> list[str]:
    """The hashes under which somebody may have answered, one for each cycle and address."""
    scopes = Scope.objects.filter(cycle__categories__isnull=False).distinct()
    return [participant_of(scope, one) for scope in scopes for one in sorted(whose.addresses)]


def _responses(whose: Whose) -> list[Row]:
    mine = _participants(whose)
    rows = Response.objects.filter(participant__in=mine).select_related("proposition")
    return [
        {**row_of(one, "answer", "at"), "proposition": one.proposition.text}
        for one in rows.order_by("pk")
    ]


def _decisions(whose: Whose) -> list[Row]:
    mine = Q(by=whose.account or 0) | Q(heard_by=whose.account or 0)
    columns = ("post", "kind", "reason", "at", "outcome", "heard")
    return [row_of(one, *columns) for one in Decision.objects.filter(mine).order_by("pk")]


def _post(post: Post) -> Row:
    columns = ("number", "state", "name", "organisation", "on_behalf_of", "capacity", "language")
    more = ("text", "labels", "via", "email", "received", "published", "edited")
    return {
        **row_of(post, *columns, *more),
        "thread": post.thread.full_title,
        "address": post_path(post.thread.cycle.scope, post) if post.number else "",
        "earlier": [row_of(one, "k", "text", "since") for one in post.texts.all()],
        "decisions": [
            row_of(one, "kind", "reason", "note", "at", "appeal", "outcome", "answer")
            for one in post.decisions.all()
        ],
    }
