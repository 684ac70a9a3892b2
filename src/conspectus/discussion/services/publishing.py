"""A post becomes public: number, page, record, search, and mail to who follows."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import F, Max

from conspectus.core.clock import stamp
from conspectus.core.publication import mark_changed
from conspectus.core.recording import record
from conspectus.core.search import forget_text
from conspectus.core.search_index import IndexedText, index_texts
from conspectus.discussion import rules
from conspectus.discussion.markup import plain_text
from conspectus.discussion.models import Category, Post, Thread
from conspectus.discussion.paths import post_path
from conspectus.discussion.tasks import deliver_post
from conspectus.record.canonical import JsonObject

SEARCH = "post"
"""The kind of posts in the index."""


@transaction.atomic
def publish_post(post: Post, *, is_told: bool = True) -> Post:
    """Gives a post its number and its place; it is recorded, found and mailed from then on.

    ``is_told``: whether who follows gets mail of it (not of what was imported).
    """
    # Two posts at once: the second waits here, and gets the next number.
    category = Category.objects.select_for_update().get(pk=post.thread.category_id)
    thread = Thread.objects.get(pk=post.thread_id)
    thread.cycle, thread.category = post.thread.cycle, post.thread.category
    now = stamp()
    _number_thread(thread, category)
    thread.posts_count += 1
    thread.pages, thread.on_last, thread.weight = rules.page_for(
        thread.pages, thread.on_last, thread.weight, rules.weight_of(post.text)
    )
    thread.last = max(thread.last or post.received, post.received)
    thread.save()
    post.thread = thread
    post.number, post.page = thread.posts_count, thread.pages
    post.state, post.published = Post.State.PUBLISHED, now
    scope = post.thread.cycle.scope
    post.leaf = record("post", post_path(scope, post), said_of(post))
    post.save(update_fields=["number", "page", "state", "published", "leaf"])
    Category.objects.filter(pk=category.pk).update(
        posts_count=F("posts_count") + 1, last=thread.last
    )
    index_post(post)
    mark_changed(scope)
    if is_told:
        deliver_post.enqueue(post.pk)
    return post


def _number_thread(thread: Thread, category: Category) -> None:
    if thread.number is not None:
        return
    given = Thread.objects.filter(cycle=thread.cycle_id).aggregate(last=Max("number"))
    thread.number = (given["last"] or 0) + 1
    Category.objects.filter(pk=category.pk).update(threads_count=F("threads_count") + 1)


def said_of(post: Post) -> JsonObject:
    """What the record says of a post."""
    return {
        "text_sha256": sha256(post.text),
        "title_sha256": sha256(post.thread.title),
        "signed_sha256": sha256(f"{post.name}\n{post.organisation}\n{post.on_behalf_of}"),
        "capacity": post.capacity,
        "language": post.language,
        "labels": list(post.labels),
        "received": post.received.isoformat(),
    }


def index_post(post: Post) -> None:
    """Puts the words of a public post where search finds them."""
    scope = post.thread.cycle.scope
    paragraphs = plain_text(post.text).split("\n\n")
    who = (post.name, post.organisation, post.on_behalf_of)
    index_texts(
        [
            IndexedText(
                kind=SEARCH,
                key=post_path(scope, post),
                scope=scope,
                language=post.language,
                title=post.thread.title,
                paragraphs=paragraphs,
                holder=", ".join(filter(None, who))[:500],
                anchors=[""] * len(paragraphs),  # a post has one address
            )
        ]
    )


def forget_post(post: Post) -> None:
    """Takes its words out of the index."""
    forget_text(SEARCH, post_path(post.thread.cycle.scope, post))


def sha256(text: str) -> str:
    """In lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()
