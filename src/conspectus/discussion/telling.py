"""What papers say of posts that they cite: number, thread, title, whether they still stand."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.db.models import Case, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from conspectus.core.citable import Sender, Standing, Teller
from conspectus.core.text import LANGUAGES
from conspectus.discussion.models import Post, Thread
from conspectus.discussion.paths import post_path

KIND: Final = "post"

_POST = re.compile(r"/(?P<path>[^/]+/[^/]+)/discussion/(?P<thread>\d+)/(?P<number>\d+)/")
"""A permanent address: "/igf/2026/discussion/3/12/"."""

_STANDING = {
    Post.State.PUBLISHED: Standing.SHOWN,
    Post.State.WITHDRAWN: Standing.WITHDRAWN,
    Post.State.ERASED: Standing.ERASED,
}
"""A post in any other state is not shown for a while, or at all, by moderation."""


def _standing(key: OuterRef) -> Subquery:
    code = Case(
        *(When(state=state, then=Value(told.value)) for state, told in _STANDING.items()),
        default=Value(Standing.HIDDEN.value),
        output_field=TextField(),
    )
    posts = Post.objects.filter(pk=key).order_by()
    said = Concat(code, "thread__title", output_field=TextField())
    return Subquery(posts.values_list(said)[:1], output_field=TextField())


def _line(address: str) -> str:
    found = _POST.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return _("Post %(number)s in thread %(thread)s, online forum") % found.groupdict()


def _senders(addresses: Collection[str]) -> dict[str, Sender]:
    named = [found for one in addresses if (found := _POST.fullmatch(one))]
    posts = (
        Post.objects.filter(
            thread__cycle__scope__path__in={found["path"] for found in named},
            thread__number__in={found["thread"] for found in named},
            number__in={found["number"] for found in named},
        )
        .exclude(state=Post.State.ERASED)
        .select_related("thread__cycle__scope")
    )
    by_address = {post_path(post.thread.cycle.scope, post): post for post in posts}
    return {one: _sender(by_address[one]) for one in addresses if one in by_address}


def _sender(post: Post) -> Sender:
    """Addresses of what was imported nobody has confirmed; whoever speaks for oneself may."""
    number = f"{post.thread.number}-{post.number}"
    is_verified = post.via != Post.Via.IMPORT
    is_personal = post.capacity == Post.Capacity.PERSONAL and not post.on_behalf_of
    return Sender(
        email=post.email,
        is_verified=is_verified,
        language=post.language if post.language in LANGUAGES else "en",
        authorised=f"post {number}" if is_verified and is_personal else "",
    )


def _places(path: str) -> list[tuple[str, str]]:
    """The threads of a cycle on which papers draw, as their first posts still name them."""
    rows = Thread.objects.filter(
        cycle__scope__path=path, drawn_on=True, number__isnull=False
    ).order_by("number")
    numbered = rows.values_list("number", "title")
    return [(f"/{path}/discussion/{number}/", title) for number, title in numbered]


POSTS: Final = Teller(standing=_standing, line=_line, senders=_senders, places=_places)
