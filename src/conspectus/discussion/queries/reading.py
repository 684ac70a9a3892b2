"""What anybody reads: categories, threads, posts, decisions in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Q, QuerySet
from django.http import Http404

from conspectus.core.models import Scope
from conspectus.core.prepared import LARGEST, Given, Prepared
from conspectus.discussion.models import Category, Decision, Flag, Post, PostText, Thread
from conspectus.discussion.rules import PAGE
from conspectus.forums.models import Cycle

State = Post.State

IN_PLACE = (State.PUBLISHED, State.HIDDEN, State.WITHDRAWN, State.ERASED)
"""Posts that have a place in their thread, whatever may be read of them."""


def categories_of(cycle: Cycle) -> QuerySet[Category]:
    """In their order."""
    return Category.objects.filter(cycle=cycle)


def category_at(cycle: Cycle, slug: str) -> Category:
    """Raises Http404 where there is none; its cycle needs no query."""
    found = categories_of(cycle).filter(slug=slug).first()
    if found is None:
        raise Http404
    found.cycle = cycle
    return found


def threads_in(cycle: Cycle, category: Category | None = None) -> QuerySet[Thread]:
    """Those with a public post, whose last post is newest first."""
    found = Thread.objects.filter(cycle=cycle, number__isnull=False)
    found = found if category is None else found.filter(category=category)
    return found.order_by("-last", "-id")


def _thread() -> QuerySet[Thread]:
    scope, number = Given(0, BigIntegerField()), Given(1, BigIntegerField())
    return Thread.objects.filter(cycle__scope=scope, number=number).select_related("category")


def _in_place() -> QuerySet[Post]:
    rows = Post.objects.filter(thread=Given(0, BigIntegerField()), state__in=IN_PLACE)
    return rows.select_related("reply_to", "group").only(*_SHOWN).order_by("number")


def _on_page() -> QuerySet[Post]:
    return _in_place().filter(page=Given(1, BigIntegerField()))


def _one() -> QuerySet[Post]:
    one = _in_place().filter(number=Given(1, BigIntegerField()))
    return one.annotate(earlier=Count("texts"))


_SHOWN = (
    *("thread", "number", "page", "reply_to", "reply_to__number", "group", "group__names"),
    *("name", "organisation", "on_behalf_of", "capacity", "language", "text", "labels"),
    *("state", "reason", "received", "edited"),
)
"""What pages say of a post; of the post that it answers they say the number."""

_threads: Prepared[Thread] = Prepared(_thread)
_posts_on_page: Prepared[Post] = Prepared(_on_page)
_posts: Prepared[Post] = Prepared(_one)


def thread_at(scope: Scope, number: int) -> Thread:
    """With its category. Raises Http404 where there is none."""
    found = _threads.first(scope.pk, number)
    if found is None:
        raise Http404
    found.cycle = found.category.cycle = scope.cycle
    return found


def posts_on(thread: Thread, page: int) -> list[Post]:
    """What stands on a page. Raises Http404 where there is no such page."""
    if not 1 <= page <= max(thread.pages, 1):
        raise Http404
    return _with_thread(_posts_on_page.objects(thread.pk, page), thread)


def post_at(thread: Thread, number: int) -> Post:
    """One post, with ``earlier``: how many texts it had. Raises Http404 where there is none."""
    found = _with_thread(_posts.objects(thread.pk, number), thread)
    if not found:
        raise Http404
    return found[0]


def _with_thread(posts: list[Post], thread: Thread) -> list[Post]:
    for post in posts:
        post.thread = thread
        if post.reply_to is not None:
            post.reply_to.thread = thread
    return posts


def newest_posts(
    cycle: Cycle, *, category: str = "", thread: int | None = None, most: int = PAGE
) -> list[Post]:
    """For feeds: public posts, the newest first."""
    posts = Post.objects.filter(thread__cycle=cycle, state=State.PUBLISHED)
    if category:
        posts = posts.filter(thread__category__slug=category)
    if thread is not None:
        posts = posts.filter(thread__number=min(thread, LARGEST))
    return list(posts.select_related("thread").order_by("-published", "-id")[:most])


def all_posts(cycle: Cycle) -> Iterator[Post]:
    """For exports: what is in place, by thread and number."""
    posts = Post.objects.filter(thread__cycle=cycle, state__in=IN_PLACE)
    posts = posts.select_related("thread__category", "group", "reply_to")
    return posts.order_by("thread__number", "number").iterator(chunk_size=500)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What moderators did: by reason how many were refused, hidden, appealed, reversed."""

    by_reason: Mapping[str, tuple[int, int, int, int]]
    flags: int
    flags_settled: int

    def of(self, reason: str) -> tuple[int, int, int, int]:
        """Also of a reason that was never given."""
        return self.by_reason.get(reason, (0, 0, 0, 0))


def decisions_of(cycle: Cycle) -> dict[str, tuple[int, int, int, int]]:
    """By reason: how many were refused, hidden, appealed for, and reversed; one query."""
    rows = (
        Decision.objects.filter(post__thread__cycle=cycle)
        .values("reason")
        .annotate(
            refused=Count("id", filter=Q(kind=Decision.Kind.REFUSED)),
            hidden=Count("id", filter=Q(kind=Decision.Kind.HIDDEN)),
            appeals=Count("id", filter=Q(appealed__isnull=False)),
            reversed=Count("id", filter=Q(outcome=Decision.Outcome.REVERSED)),
        )
        .order_by("reason")
    )
    return {
        one["reason"]: (one["refused"], one["hidden"], one["appeals"], one["reversed"])
        for one in rows
    }


def numbers_of(cycle: Cycle) -> Numbers:
    """Two queries."""
    flags = Flag.objects.filter(post__thread__cycle=cycle).aggregate(
        all=Count("id"), settled=Count("id", filter=Q(settled__isnull=False))
    )
    return Numbers(
        by_reason=decisions_of(cycle), flags=flags["all"], flags_settled=flags["settled"]
    )


def text_at(thread: Thread, number: int, k: int) -> tuple[Post, PostText, int]:
    """A public post with one of its earlier texts, and how many there are; one query.

    Raises:
        Http404: there is no such text, or it may not be read.
    """
    texts = PostText.objects.filter(
        post__thread=thread, post__number=min(number, LARGEST), post__state=State.PUBLISHED
    )
    found = {one.k: one for one in texts.select_related("post__group", "post__reply_to")}
    if k not in found:
        raise Http404
    found[k].post.thread = thread
    return found[k].post, found[k], len(found)
