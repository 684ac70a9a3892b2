"""What lists of the discussion are called on pages and in mails."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conspectus.discussion.models import Post

REASONS: Mapping[str, Promise] = {
    "off-topic": gettext_lazy("Not about the matter of this category"),
    "personal-attack": gettext_lazy("Attacks a person instead of a view"),
    "hatred": gettext_lazy("Hatred or threats against people"),
    "personal-data": gettext_lazy("Personal data of somebody else"),
    "unlawful": gettext_lazy("Against the law that binds this site"),
    "advertising": gettext_lazy("Advertising"),
    "repeated": gettext_lazy("The same was posted already"),
    "false-identity": gettext_lazy("Written in the name of somebody else"),
}

LABELS: Mapping[str, Promise] = {
    "question": gettext_lazy("question"),
    "proposal": gettext_lazy("proposal"),
    "experience": gettext_lazy("own experience"),
    "source": gettext_lazy("with sources"),
    "answer": gettext_lazy("answer"),
    "interest": gettext_lazy("has an interest in the matter"),
    "machine-written": gettext_lazy("written with a machine"),
    "translated": gettext_lazy("translated by a machine"),
}

STATES: Mapping[str, Promise] = {
    Post.State.UNVERIFIED: gettext_lazy("waits for your address to be confirmed"),
    Post.State.WAITING: gettext_lazy("waits for a moderator"),
    Post.State.PUBLISHED: gettext_lazy("public"),
    Post.State.REFUSED: gettext_lazy("refused"),
    Post.State.HIDDEN: gettext_lazy("hidden by a moderator"),
    Post.State.WITHDRAWN: gettext_lazy("withdrawn by its author"),
    Post.State.ERASED: gettext_lazy("erased"),
}


def signed(post: Post) -> str:
    """Who wrote a post, as it is printed beside it."""
    if post.state == Post.State.ERASED:
        return ""
    said = post.name
    if post.capacity == Post.Capacity.ORGANISATION and post.organisation:
        said = f"{post.name}, {post.organisation}" if post.name else post.organisation
    elif post.capacity == Post.Capacity.PERSONAL:
        said = _("%(name)s (in a personal capacity)") % {"name": post.name}
    if post.on_behalf_of:
        said = _("%(name)s on behalf of %(others)s") % {"name": said, "others": post.on_behalf_of}
    return said
