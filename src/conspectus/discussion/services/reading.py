"""How far an account has read."""

from __future__ import annotations

from django.db import transaction

from conspectus.core.clock import stamp
from conspectus.discussion.models import Post, ReadMark, Thread
from conspectus.people.models import Account


@transaction.atomic
def mark_read(account: Account, thread: Thread) -> tuple[int, int]:
    """Sets the account's mark behind the last post; (page, number) of the first unread one.

    Where all was read already: of the last one.
    """
    mark = ReadMark.objects.filter(account=account, thread=thread).first()
    read = mark.number if mark else 0
    first = min(read + 1, thread.posts_count) or 1
    found = Post.objects.filter(thread=thread, number=first).values_list("page", flat=True).first()
    ReadMark.objects.update_or_create(
        account=account, thread=thread, defaults={"number": thread.posts_count, "at": stamp()}
    )
    return found or 1, first
