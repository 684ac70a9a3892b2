"""Erasure of a post, a legal duty (DESIGN §6): its words go, wherever they are.

What others quoted of it in posts of their own stays theirs; who erases looks for it by search.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from conspectus.contributions.services.erasing import erasing
from conspectus.core.erasure import (
    erase_leaves,
    erase_words,
    leaves_of,
    on_erasure,
)
from conspectus.core.errors import SiteError
from conspectus.core.models import Mail, RecordedLeaf
from conspectus.core.publication import mark_changed
from conspectus.core.search_index import forget_texts_below, sweep_index
from conspectus.discussion.models import Post
from conspectus.discussion.paths import post_path, thread_path
from conspectus.discussion.services.publishing import SEARCH
from conspectus.discussion.services.titles import forget_title


@on_erasure
def forget_words(subject: str) -> None:
    """What the index of search holds of what stands at a subject."""
    forget_texts_below(SEARCH, subject)


def erase_post(post: Post, *, reason: str) -> RecordedLeaf:
    """Removes every word of a post and records why; its address says that it was erased.

    ``reason``: public for ever, so without personal data.

    Raises:
        SiteError: it was never public or is erased, has no reason, or the record is not reached.
    """
    if post.number is None or post.state == Post.State.ERASED:
        raise SiteError(_("Only a post that was public can be erased, and once."))
    path = post_path(post.thread.cycle.scope, post)
    with erasing([path], reason=reason):
        return _erase_rows(post, path, reason=reason)


def _erase_rows(post: Post, path: str, *, reason: str) -> RecordedLeaf:
    leaves = leaves_of(path)
    erase_words(path)
    scope = post.thread.cycle.scope
    own = f"/{scope.path}/discussion/own/{post.pk}/"
    # The first post's author has written the title too, which stands over all mails of the thread.
    told = thread_path(scope, post.thread) if post.number == 1 else path
    about = Q(about=own) | Q(about__startswith=told) | Q(text__contains=told)
    Mail.objects.filter(about | Q(text__contains=f"⟦post own/{post.pk}/")).delete()
    post.texts.all().delete()
    post.flags.update(note="")
    post.decisions.update(note="", appeal="", answer="")
    Post.objects.filter(pk=post.pk).update(
        state=Post.State.ERASED,
        account=None,
        email="",
        name="",
        organisation="",
        on_behalf_of="",
        group=None,
        text="",
        labels=[],
        message_id="",
    )
    forget_title(post)
    sweep_index()
    tombstone = erase_leaves(leaves, subject=path, reason=reason)
    mark_changed(post.thread.cycle.scope)
    post.refresh_from_db()
    return tombstone
