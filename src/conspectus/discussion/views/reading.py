"""The pages that anybody reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conspectus.core.published import published, scope_of
from conspectus.discussion.markup import html_of
from conspectus.discussion.models import Post
from conspectus.discussion.queries import reading
from conspectus.discussion.rules import PAGE, shown_part
from conspectus.discussion.words import LABELS, REASONS, STATES, signed
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public

SHOWN_THREADS = 20
"""On the page of all categories."""


@public
@published
def discussion(request: HttpRequest, **_address: str) -> HttpResponse:
    """The categories, and the threads in which somebody has written last."""
    cycle = cycle_here(request)
    return render(
        request,
        "discussion/discussion.html",
        {
            "categories": list(reading.categories_of(cycle)),
            "threads": list(reading.threads_in(cycle)[:SHOWN_THREADS]),
        },
    )


@public
@published
def category(request: HttpRequest, category: str, page: int = 1, **_address: str) -> HttpResponse:
    """The threads of a category."""
    found = reading.category_at(cycle_here(request), category)
    start = (min(page, 10**6) - 1) * PAGE if page else 0
    threads = list(reading.threads_in(found.cycle, found)[start : start + PAGE + 1])
    context = {
        "category": found,
        "threads": threads[:PAGE],
        "place": max(page, 1),
        "is_more": len(threads) > PAGE,
    }
    return render(request, "discussion/category.html", context)


@public
@published
def thread(request: HttpRequest, thread: int, page: int = 1, **_address: str) -> HttpResponse:
    """The posts of a thread, in the order in which they came."""
    found = reading.thread_at(scope_of(request), thread)
    context = {"thread": found, "posts": reading.posts_on(found, page), "place": page}
    return render(request, "discussion/thread.html", {**context, **of_posts()})


@public
@published
def post(request: HttpRequest, thread: int, post: int, **_address: str) -> HttpResponse:
    """One post at its permanent address, with its earlier texts."""
    found = reading.thread_at(scope_of(request), thread)
    one = reading.post_at(found, post)
    context = {"thread": found, "post": one, **of_posts()}
    # A tombstone is an answer of its own: the words are gone, their place is not.
    status = 200 if one.is_shown else 410
    return render(request, "discussion/post.html", context, status=status)


@public
@published
def history(
    request: HttpRequest, thread: int, post: int, text: int, **_address: str
) -> HttpResponse:
    """An earlier text of a post."""
    found = reading.thread_at(scope_of(request), thread)
    one, earlier, count = reading.text_at(found, post, text)
    context = {"thread": found, "post": one, "earlier": earlier, "count": count}
    return render(request, "discussion/history.html", {**context, **of_posts()})


@public
@published
def moderation(request: HttpRequest, **_address: str) -> HttpResponse:
    """The rules of moderation, and what was done, in numbers."""
    numbers = reading.numbers_of(cycle_here(request))
    return render(request, "discussion/moderation.html", {"numbers": numbers, "reasons": REASONS})


def of_posts() -> dict[str, Any]:
    """What templates call for a post."""
    return {
        "html": html_of,
        "shown_part": shown_part,
        "signed": signed,
        "labels": LABELS,
        "reasons": REASONS,
        "states": STATES,
        "is_tombstone": lambda one: one.state != Post.State.PUBLISHED,
    }
