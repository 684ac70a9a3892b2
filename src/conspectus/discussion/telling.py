"""What papers say of posts that they cite: number, thread, title, whether they still stand."""

from __future__ import annotations

from typing import Final

from django.db.models import Case, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from conspectus.core.citable import Standing, Teller
from conspectus.discussion.models import Post

KIND: Final = "post"

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
    """``address``: "/igf/2026/discussion/3/12/"."""
    *_path, thread, number = address.strip("/").split("/")
    return _("Post %(number)s in thread %(thread)s, online forum") % {
        "number": number,
        "thread": thread,
    }


POSTS: Final = Teller(standing=_standing, line=_line)
