"""What an account has written, and how far it has read."""

from __future__ import annotations

from conspectus.core.models import Scope
from conspectus.discussion.models import Post, ReadMark
from conspectus.people.models import Account

MOST = 50


def posts_of(account: Account, scope: Scope) -> list[Post]:
    """The newest first."""
    posts = Post.objects.filter(account=account, thread__cycle__scope=scope)
    return list(posts.select_related("thread").order_by("-received")[:MOST])


def marks_of(account: Account, scope: Scope) -> list[ReadMark]:
    """The threads that it has read, those with new posts first."""
    marks = ReadMark.objects.filter(
        account=account, thread__cycle__scope=scope, thread__number__isnull=False
    )
    found = list(marks.select_related("thread").order_by("-thread__last")[:MOST])
    return sorted(found, key=lambda mark: mark.number >= mark.thread.posts_count)
