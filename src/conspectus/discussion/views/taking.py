"""What programs take away: feeds and open data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from conspectus.core.feeds import SteadyFeed
from conspectus.core.plain import plain
from conspectus.core.published import published
from conspectus.core.tables import csv_file, json_file
from conspectus.core.text import in_language
from conspectus.discussion.models import Post
from conspectus.discussion.paths import discussion_path
from conspectus.discussion.queries.reading import (
    all_posts,
    category_at,
    decisions_of,
    newest_posts,
    thread_at,
)
from conspectus.discussion.words import signed
from conspectus.forums.models import Cycle
from conspectus.forums.queries.pages import cycle_here
from conspectus.people.gates import public

_COLUMNS = (
    "address category thread title post in_reply_to state reason signed capacity group "
    "language labels text received published edited"
).split()


@public
@published
def feed(
    request: HttpRequest, category: str = "", thread: int | None = None, **_address: str
) -> HttpResponse:
    """The newest posts of the cycle, of a category or of a thread (RFC 4287)."""
    cycle = cycle_here(request)
    here = f"{settings.PUBLIC_ADDRESS}/{get_language()}{discussion_path(cycle.scope)}"
    name = gettext("Online forum")
    title, link = f"{in_language(cycle.names)[0]}: {name}", here
    if category:
        title = in_language(category_at(cycle, category).names)[0]
        link = f"{here}categories/{category}/"
    if thread is not None:
        title, link = thread_at(cycle.scope, thread).title, f"{here}{thread}/"
    made = SteadyFeed(
        title=plain(title) or gettext("Without title"),
        link=link,
        description="",
        language=get_language() or "en",
        feed_url=f"{link}feed.atom",
        feed_guid=link,
    )
    made.begun = cycle.created
    for post in newest_posts(cycle, category=category, thread=thread):
        address = f"{here}{post.thread.number}/{post.number}/"
        made.add_item(
            title=plain(post.thread.title) or gettext("Without title"),
            link=address,
            description=plain(post.text)[:2_000],
            author_name=plain(signed(post)),
            unique_id=address,
            pubdate=post.published,
            updateddate=post.edited or post.published,
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@public
@published
def export(request: HttpRequest, kind: str, **_address: str) -> HttpResponse:
    """All posts of the cycle as CSV or JSON."""
    cycle = cycle_here(request)
    rows = _rows(cycle)
    name = f"{cycle.scope.path.replace('/', '-')}-discussion"
    if kind == "csv":
        return csv_file(_COLUMNS, rows, name=name)
    return json_file({"posts": list(rows), "moderation": _decisions(cycle)}, name=name)


def _decisions(cycle: Cycle) -> dict[str, dict[str, int]]:
    names = ("refused", "hidden", "appeals", "reversed")
    found = decisions_of(cycle).items()
    return {reason: dict(zip(names, counts, strict=True)) for reason, counts in found}


def _rows(cycle: Cycle) -> Iterator[dict[str, Any]]:
    base = discussion_path(cycle.scope)
    for post in all_posts(cycle):
        yield {
            "address": f"{settings.PUBLIC_ADDRESS}{base}{post.thread.number}/{post.number}/",
            "category": post.thread.category.slug,
            "thread": post.thread.number,
            "title": plain(post.thread.title),
            "post": post.number,
            "in_reply_to": post.reply_to.number if post.reply_to else None,
            "state": post.state,
            "reason": post.reason,
            **_said(post),
            "received": post.received.isoformat(),
            "published": post.published.isoformat() if post.published else None,
            "edited": post.edited.isoformat() if post.edited else None,
        }


def _said(post: Post) -> dict[str, Any]:
    """Who said what; nothing of what may not be read."""
    shown = post.is_shown
    return {
        "signed": plain(signed(post)) if shown else "",
        "capacity": post.capacity if shown else "",
        "group": post.group.slug if shown and post.group else "",
        "language": post.language,
        "labels": list(post.labels) if shown else [],
        "text": plain(post.text) if shown else "",
    }
