"""What waits for moderators."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from conspectus.core.models import Scope
from conspectus.core.prepared import LARGEST
from conspectus.discussion.models import Decision, Post, Proposition

State = Post.State

MOST = 20
"""Of each kind on the page; what is settled makes room for more."""


def waiting(scope: Scope) -> list[Post]:
    """Posts that nobody reads before somebody has looked at them, the oldest first."""
    posts = Post.objects.filter(thread__cycle__scope=scope, state=State.WAITING)
    return list(posts.select_related("thread", "group").order_by("id")[:MOST])


def flagged(scope: Scope) -> list[Post]:
    """Public posts that somebody has reported, those of most reports first."""
    open_flags = Count("flags", filter=Q(flags__settled__isnull=True))
    posts = Post.objects.filter(thread__cycle__scope=scope, state=State.PUBLISHED)
    found = posts.annotate(open_flags=open_flags).filter(open_flags__gt=0)
    return list(found.select_related("thread", "group").order_by("-open_flags", "id")[:MOST])


def appeals(scope: Scope) -> list[Decision]:
    """Those that wait to be heard."""
    waiting = Decision.objects.filter(
        post__thread__cycle__scope=scope, appealed__isnull=False, outcome=Decision.Outcome.NONE
    )
    return list(waiting.select_related("post__thread", "post__group").order_by("appealed")[:MOST])


def post_here(scope: Scope, key: int) -> Post:
    """Any post of the cycle. Raises Http404 where there is none."""
    rows: QuerySet[Post] = Post.objects.filter(
        pk=min(key, LARGEST), thread__cycle__scope=scope
    ).exclude(state=State.UNVERIFIED)
    post = rows.select_related("thread__category", "group", "reply_to").first()
    if post is None:
        raise Http404
    post.thread.cycle = scope.cycle
    return post


def propositions_in(scope: Scope) -> QuerySet[Proposition]:
    """All of the cycle."""
    return Proposition.objects.filter(category__cycle__scope=scope)
